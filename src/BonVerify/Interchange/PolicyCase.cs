using BonVerify.Policies;

namespace BonVerify.Interchange;

/// <summary>One case as it travels between programs: a reference policy and n, with an id and free text.</summary>
/// <param name="Reference">The reference policy.</param>
/// <param name="N">The number of draws, from 1 to <see cref="CaseJson.MaxN"/>.</param>
/// <param name="Id">A name for the case, or <see langword="null"/>.</param>
/// <param name="Context">Free text, or <see langword="null"/>.</param>
public sealed record PolicyCase(ReferencePolicy Reference, int N, string? Id = null, string? Context = null)
{
    /// <summary>The case as one line of JSON; <see cref="CaseJson.Parse(string)"/> reads it back.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => CaseJson.Write(this);
}

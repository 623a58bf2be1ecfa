using BonVerify.Policies;

namespace BonVerify.Interchange;

/// <summary>A reference policy and n, with an id and free text.</summary>
/// <param name="Reference">The reference policy.</param>
/// <param name="N">The number of draws, from 1 to <see cref="CaseJson.MaxN"/>.</param>
/// <param name="Id">A name for the case, or <see langword="null"/>.</param>
/// <param name="Context">Free text, or <see langword="null"/>.</param>
public sealed record PolicyCase(ReferencePolicy Reference, int N, string? Id = null, string? Context = null)
    : OracleCase(Id, Context)
{
    /// <inheritdoc/>
    public override CaseKind Kind => CaseKind.Policy;
}

using BonVerify.Numerics;

namespace BonVerify.Claims;

/// <summary>Why a claim fails in a case: the two sides of the relation that does not hold.</summary>
/// <param name="Relation">What should hold, for example <c>KL ≤ d_n(ε_∞)</c>.</param>
/// <param name="Left">The left side as an exact text, or as an enclosure when it is too long to print.</param>
/// <param name="Right">The right side likewise.</param>
/// <param name="Excess">By how much the relation fails: left − right, or the distance for an equality; 0 when only strictness fails.</param>
public sealed record Witness(string Relation, string Left, string Right, Enclosure Excess)
{
    /// <summary>The witness as <c>relation fails: left against right, excess</c>.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => $"{Relation} fails: {Left} against {Right}, excess {Excess.ToDecimal(12)}";
}

using BonVerify.Numerics;

namespace BonVerify.Claims;

/// <summary>Why a claim fails in a case: the two sides of the relation that does not hold.</summary>
/// <remarks>The texts are made when they are asked for: a hunt sees many witnesses and shows few.</remarks>
public sealed class Witness
{
    // Both are made when they are asked for: of the violations of a run few are shown.
    private readonly Lazy<Enclosure> excess;
    private readonly Lazy<(string Left, string Right)> sides;

    internal Witness(string relation, Func<Enclosure> excess, Func<(string Left, string Right)> sides)
    {
        Relation = relation;
        this.excess = new(excess);
        this.sides = new(sides);
    }

    /// <summary>What should hold, for example <c>KL &lt;= d_n(eps_inf)</c>.</summary>
    public string Relation { get; }

    /// <summary>By how much the relation fails: left − right, or the distance for an equality; 0 when only strictness fails.</summary>
    public Enclosure Excess => excess.Value;

    /// <summary>The left side as an exact text, or as an enclosure when that would be too long.</summary>
    public string Left => sides.Value.Left;

    /// <summary>The right side as an exact text, or as an enclosure when that would be too long.</summary>
    public string Right => sides.Value.Right;

    /// <summary>The witness as <c>relation fails: left against right, excess</c>.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => $"{Relation} fails: {Left} against {Right}, excess {Excess.ToDecimal(12)}";
}

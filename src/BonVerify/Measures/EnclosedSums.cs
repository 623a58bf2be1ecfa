using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <summary>Sums over the cells of an enclosed best-of-n policy, with the negligible cells charged as one.</summary>
internal static class EnclosedSums
{
    /// <summary>Σ term(cell) over the evaluated cells, plus one enclosure for the others.</summary>
    public static Enclosure Of(EnclosedBestOfN policy, Func<EnclosedCell, Enclosure> term, Enclosure negligible) =>
        policy.Evaluated.Aggregate(negligible, (sum, cell) => Enclosure.Add(sum, term(cell), policy.Working));

    /// <summary>Σ P·f(t) for a function f ≥ 0 that decreases on [0, 1] from f(0) = 1.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="f">The function of the density ratio, with ln t at hand.</param>
    /// <param name="atNegligible">f at an enclosure of the largest ratio of the negligible cells.</param>
    public static Enclosure OfRatios(EnclosedBestOfN policy, Func<EnclosedCell, Enclosure> f, Enclosure atNegligible) => Of(
        policy,
        cell => Enclosure.Multiply(cell.Reference, NotNegative(f(cell)), policy.Working),
        Enclosure.Multiply(policy.NegligibleReference, new Enclosure(atNegligible.Lower, Dyadic.One), policy.Working));

    /// <summary>An enclosure of a number that is known to be at least 0.</summary>
    public static Enclosure NotNegative(Enclosure value) =>
        value.Lower.Sign >= 0 ? value : new Enclosure(Dyadic.Zero, value.Upper.Sign < 0 ? Dyadic.Zero : value.Upper);
}

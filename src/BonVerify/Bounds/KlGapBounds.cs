using System.Numerics;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Bounds;

/// <summary>
/// Upper bounds of the KL gap ln n − (n−1)/n − KL, in nats: how far the formula can be from the KL divergence of best-of-n.
/// </summary>
/// <remarks>
/// The sums run over the cells that compete: reward levels when ties are broken among draws. With the masses of tied
/// outcomes instead, the bounds are false.
/// </remarks>
public static class KlGapBounds
{
    /// <summary>2n(n−1) Σ P², exactly (Beirami et al., arXiv 2401.01879, Theorem 3.4).</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="ties">Which of several maximal-reward draws is kept.</param>
    /// <returns>A fraction; 0 for n = 1.</returns>
    public static Rational Renyi(ReferencePolicy reference, int n, TieBreaking ties = TieBreaking.AmongDraws) =>
        2 * Pairs(n) * Preconditions.NotNull(reference).PowerSum(2, ties);

    /// <summary>((ln 2 − ½)/2) n(n−1) Σ P², exactly: 20.7 times sharper, with equality for one outcome and n = 2.</summary>
    /// <inheritdoc cref="Renyi"/>
    /// <returns>A linear form in logarithms; 0 for n = 1.</returns>
    public static LinearFormInLogarithms RenyiSharp(ReferencePolicy reference, int n, TieBreaking ties = TieBreaking.AmongDraws) =>
        Pairs(n) * Preconditions.NotNull(reference).PowerSum(2, ties) / 2 * (LinearFormInLogarithms.Ln(2) - new Rational(1, 2));

    /// <summary>n(n−1)²/24 Σ P³, exactly; a bound for n ≥ 3 and false for n = 2.</summary>
    /// <inheritdoc cref="Renyi"/>
    public static Rational Cubic(ReferencePolicy reference, int n, TieBreaking ties = TieBreaking.AmongDraws) =>
        Pairs(n) * (n - 1) * Preconditions.NotNull(reference).PowerSum(3, ties) / 24;

    /// <summary>(n/2) E[P(Y)/F(Y)] with Y ~ best-of-n, exactly.</summary>
    /// <param name="policy">The best-of-n policy.</param>
    /// <returns>A fraction of at most n/2.</returns>
    public static Rational Linear(BestOfN policy)
    {
        // Σ Q·w/C: with the common denominator of all C the products would be far larger than the sum of reduced terms.
        var sum = Preconditions.NotNull(policy).Cells.Zip(policy.CellNumerators)
            .Aggregate(Rational.Zero, static (total, cell) =>
                total + new Rational(cell.Second * cell.First.Weight, cell.First.CumulativeWeight));
        return new Rational(sum.Numerator * policy.N, sum.Denominator * 2 * policy.Denominator);
    }

    /// <inheritdoc cref="Linear(BestOfN)"/>
    /// <param name="policy">The enclosed best-of-n policy.</param>
    /// <returns>An enclosure.</returns>
    public static Enclosure Linear(EnclosedBestOfN policy)
    {
        Preconditions.NotNull(policy);
        var sum = EnclosedSums.Of(
            policy,
            cell => Enclosure.Multiply(
                cell.Mass, Enclosure.FromRatio(cell.Level.Weight, cell.Level.CumulativeWeight, policy.Working), policy.Working),
            policy.NegligibleMass);
        return Enclosure.Multiply(sum, Enclosure.FromRatio(policy.N, 2, policy.Working), policy.Precision);
    }

    /// <summary>Σ F^(n−fewer) P^power over the cells, exactly: the sum in the bounds that keep the weights F.</summary>
    /// <param name="policy">The best-of-n policy.</param>
    /// <param name="fewer">By how much the exponent of F is below n, from 0 to n.</param>
    /// <param name="power">The exponent of P, at least 1.</param>
    /// <returns>A fraction.</returns>
    public static Rational WeightedPowerSum(BestOfN policy, int fewer, int power)
    {
        var (numerator, denominator) = WeightedPowerRatio(policy, fewer, power);
        return new Rational(numerator, denominator);
    }

    /// <summary>Σ F^(n−fewer) P^power, not in lowest terms.</summary>
    internal static (BigInteger Numerator, BigInteger Denominator) WeightedPowerRatio(BestOfN policy, int fewer, int power)
    {
        Preconditions.NotNull(policy);
        var exponent = Exponent(policy.N, fewer);
        Preconditions.AtLeast(power, 1);
        var sum = policy.Cells.Aggregate(BigInteger.Zero, (total, cell) =>
            total + BigInteger.Pow(cell.CumulativeWeight, exponent) * BigInteger.Pow(cell.Weight, power));
        return (sum, BigInteger.Pow(policy.Reference.Denominator, checked(exponent + power)));
    }

    /// <inheritdoc cref="WeightedPowerSum(BestOfN, int, int)"/>
    /// <param name="policy">The enclosed best-of-n policy.</param>
    /// <param name="fewer">By how much the exponent of F is below n, from 0 to n.</param>
    /// <param name="power">The exponent of P, at least 1.</param>
    /// <returns>An enclosure.</returns>
    public static Enclosure WeightedPowerSum(EnclosedBestOfN policy, int fewer, int power)
    {
        Preconditions.NotNull(policy);
        var exponent = Exponent(policy.N, fewer);
        Preconditions.AtLeast(power, 1);
        return policy.Cells.Aggregate(Enclosure.Zero, (total, cell) => Enclosure.Add(
            total,
            Enclosure.Multiply(
                policy.CumulativePower(cell, exponent),
                Enclosure.Power(Enclosure.FromRatio(cell.Weight, policy.Reference.Denominator, policy.Working), power, policy.Working),
                policy.Working),
            policy.Working)).Round(policy.Precision);
    }

    private static int Exponent(int n, int fewer) => fewer >= 0 && fewer <= n
        ? n - fewer
        : throw new ArgumentOutOfRangeException(nameof(fewer), Preconditions.Message(nameof(fewer), fewer, $"must be from 0 to n = {n}"));

    private static Rational Pairs(int n) => new((BigInteger)Preconditions.AtLeast(n, 1) * (n - 1));
}

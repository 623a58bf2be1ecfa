using System.Numerics;
using System.Runtime.CompilerServices;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Estimators;

/// <summary>
/// The mean of d_n by simulation: for a reference policy that is known, responses of best-of-n are drawn and d_n is averaged over
/// them. It takes a policy, not samples that were collected elsewhere.
/// </summary>
public static class MonteCarloKl
{
    private const int Precision = 96;

    /// <summary>
    /// The mean of d_n(p(Y_j)) over simulated best-of-n responses Y_j, with Hoeffding's radius
    /// (ln n − (n−1)/n)·√(ln(2/(1 − confidence))/(2M)): d_n lies between 0 and ln n − (n−1)/n.
    /// </summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws behind each response, at least 1.</param>
    /// <param name="responses">The number M of responses, at least 1.</param>
    /// <param name="seed">The seed: the same one gives the same estimate everywhere.</param>
    /// <param name="confidence">The confidence of the radius, in (0, 1).</param>
    /// <param name="ties">Which of several maximal-reward draws is kept.</param>
    /// <param name="cancellationToken">Stops the simulation, of n times as many draws as responses.</param>
    /// <returns>
    /// The estimate of E[d_n(p(Y))]. That expectation is at least the KL divergence and in general above it: the upper end
    /// of the interval bounds the divergence with the stated confidence, the lower end does not.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">n or the number of responses is below 1, or the confidence is not in (0, 1).</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static MonteCarloEstimate Estimate(
        ReferencePolicy reference, int n, int responses, ulong seed, Rational confidence, TieBreaking ties = TieBreaking.AmongDraws,
        CancellationToken cancellationToken = default)
    {
        Preconditions.NotNull(reference);
        Preconditions.AtLeast(n, 1);
        Preconditions.AtLeast(responses, 1);
        var level = confidence;
        if (level <= Rational.Zero || level >= Rational.One)
        {
            throw new ArgumentOutOfRangeException(
                nameof(confidence), Preconditions.Message(nameof(confidence), level, "must be in (0, 1)"));
        }

        var counts = new Sampler(reference).CountBestOf(new SplitMix64(seed), n, responses, ties, cancellationToken);
        var sum = counts
            .Select((count, outcome) => (Count: count, Weight: reference.Weights[outcome]))
            .Where(static seen => seen.Count > 0)
            .GroupBy(static seen => seen.Weight, static seen => (BigInteger)seen.Count)
            .Select(group => Enclosure.Multiply(
                Enclosure.Exactly(group.Aggregate(BigInteger.Add)),
                KlEstimator.Enclose(n, new Rational(group.Key, reference.Denominator), Precision),
                Precision))
            .Aggregate(Enclosure.Zero, static (total, part) => Enclosure.Add(total, part, Precision));
        var mean = Enclosure.Divide(sum, Enclosure.Exactly(responses), Precision);
        return new MonteCarloEstimate(mean, Radius(n, responses, level), level);
    }

    /// <inheritdoc cref="Estimate(ReferencePolicy, int, int, ulong, Rational, TieBreaking, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public static MonteCarloEstimate Estimate(
        ReferencePolicy reference, int n, int responses, ulong seed, double confidence, TieBreaking ties = TieBreaking.AmongDraws,
        CancellationToken cancellationToken = default) => Estimate(
            reference, n, responses, seed, Rational.FromDouble(Preconditions.Finite(confidence)), ties, cancellationToken);

    private static Enclosure Radius(int n, int responses, Rational confidence)
    {
        var log = Enclosure.Ln(new Rational(2) / (Rational.One - confidence), Precision);
        var scale = Enclosure.Sqrt(Enclosure.Divide(log, Enclosure.Exactly(2 * (BigInteger)responses), Precision), Precision);
        return Enclosure.Multiply(KlEstimator.KlFormula(n, Precision), scale, Precision);
    }
}

using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Certified;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.FloatingPoint.Routes;
using BonVerify.Policies;

namespace BonVerify.FloatingPoint;

/// <content>Outcomes in any order, with rewards.</content>
public static partial class CertifiedBestOfN
{
    /// <summary>KL(p‖π⁽ⁿ⁾) in nats, the arguments the other way round, as the nearest double.</summary>
    /// <param name="weights">One weight per outcome; finite, at least 0, not all 0. They need not sum to 1.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order; equal rewards are ties.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="ties">Which of several maximal-reward draws is kept.</param>
    /// <returns>The correctly rounded double; 0 exactly for n = 1 and for a single cell.</returns>
    /// <exception cref="ArgumentException">The input is not as described.</exception>
    public static double ReverseKullbackLeibler(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, int n, TieBreaking ties = TieBreaking.AmongDraws) =>
        ToDouble<CertifiedReverse>(weights, rewards, n, ties);

    /// <summary>χ²(π⁽ⁿ⁾‖p) = Σ q²/p − 1 as the nearest double.</summary>
    /// <inheritdoc cref="ReverseKullbackLeibler(ReadOnlySpan{double}, ReadOnlySpan{double}, int, TieBreaking)"/>
    public static double ChiSquared(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, int n, TieBreaking ties = TieBreaking.AmongDraws) =>
        ToDouble<CertifiedChiSquared>(weights, rewards, n, ties);

    /// <summary>The total variation distance as the nearest double.</summary>
    /// <inheritdoc cref="ReverseKullbackLeibler(ReadOnlySpan{double}, ReadOnlySpan{double}, int, TieBreaking)"/>
    public static double TotalVariation(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, int n, TieBreaking ties = TieBreaking.AmongDraws) =>
        ToDouble<CertifiedTotalVariation>(weights, rewards, n, ties);

    /// <summary>The mean E[d_n(p(Y))] of the KL estimator over best-of-n, in nats, as the nearest double; p(Y) is the mass of the single outcome.</summary>
    /// <remarks>Where equal rewards are one cell of several outcomes there is no direct route, and an evaluation takes a hundred times as long.</remarks>
    /// <inheritdoc cref="ReverseKullbackLeibler(ReadOnlySpan{double}, ReadOnlySpan{double}, int, TieBreaking)"/>
    public static double EstimatorMean(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, int n, TieBreaking ties = TieBreaking.AmongDraws) =>
        ToDouble<CertifiedEstimatorMean>(weights, rewards, n, ties);

    /// <summary>The win rate against one draw from the reference policy, ties counted half, as the nearest double.</summary>
    /// <param name="weights">One weight per outcome; finite, at least 0, not all 0. They need not sum to 1.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order; equal rewards are ties.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The correctly rounded double; ½ exactly for n = 1 and for a single level. No convention for ties changes it.</returns>
    /// <exception cref="ArgumentException">The input is not as described.</exception>
    public static double WinRate(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, int n) =>
        ToDouble<CertifiedWinRate>(weights, rewards, n, TieBreaking.AmongDraws);

    /// <summary>The expected reward of the kept response as the nearest double.</summary>
    /// <param name="weights">One weight per outcome; finite, at least 0, not all 0. They need not sum to 1.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order; equal rewards are ties, and how they are broken changes nothing.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The correctly rounded double.</returns>
    /// <remarks>Its error is relative to the largest reward: where rewards of both signs cancel, it may not be settled directly.</remarks>
    /// <exception cref="ArgumentException">The input is not as described.</exception>
    public static double ExpectedReward(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, int n)
    {
        Preconditions.AtLeast(n, 1);
        var cells = SortedWeights.Of(weights, rewards, TieBreaking.AmongDraws);
        return TryExpectedReward(cells, n) ?? Nearest<CertifiedReward>(
            ReferencePolicy.FromWeights(weights.ToArray()).WithRewards(rewards.ToArray()), n, TieBreaking.AmongDraws);
    }

    private static double ToDouble<M>(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, int n, TieBreaking ties)
        where M : struct, ICertifiedMeasure
    {
        Preconditions.AtLeast(n, 1);
        Preconditions.Defined(ties);
        var cells = SortedWeights.Of(weights, rewards, ties);
        var isDirect = typeof(M) != typeof(CertifiedEstimatorMean) || cells.Weights.Length == weights.Length;
        return (isDirect ? Settle<M>(cells.Weights, cells.Rests, n) : null)
            ?? Nearest<M>(ReferencePolicy.FromWeights(weights.ToArray()).WithRewards(rewards.ToArray()), n, ties);
    }

    private static double? TryExpectedReward(SortedWeights cells, int n)
    {
        var largest = cells.Rewards.Aggregate(0.0, static (most, reward) => Math.Max(most, Math.Abs(reward)));
        if (largest == 0 || cells.Weights.Length > CertifiedKullbackLeibler.MaxCells)
        {
            return largest == 0 && cells.Weights.Length > 0 && cells.Weights.Any(static weight => weight > 0) ? 0 : null;
        }

        // Factors of at most 1, exact but for those that no digit shows.
        var exponent = Math.ILogB(largest) + 1;
        double[] factors = Array.ConvertAll(cells.Rewards, reward => Math.ScaleB(reward, -exponent));
        var value = WidestLanes.Run<RewardOperation, CertifiedDouble?>(new(cells, factors, n));
        if (value is not { } known || !known.TryRound(out var nearest))
        {
            return null;
        }

        // A result below the normal doubles would be rounded twice.
        var scaled = Math.ScaleB(nearest, exponent);
        return Math.Abs(scaled) >= 2.2250738585072014e-308 ? scaled : null;
    }

    private readonly struct RewardOperation(SortedWeights cells, double[] factors, int n) : ILaneOperation<CertifiedDouble?>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public CertifiedDouble? On<L>()
            where L : struct, ILanes<L>
        {
            if (!CertifiedKullbackLeibler.TryTotal<L>(cells.Weights, cells.Rests, out var total, out _))
            {
                return null;
            }

            var (value, blocks) = CertifiedEvaluation<L>.Sum(new FactorTerm(factors), cells.Weights, cells.Rests, total, n);
            return new(
                value.High,
                value.Low,
                CellErrors.OfDoubles(n, cells.Weights.Length, blocks, L.Count).Mean(1, ErrorBounds.MultiplyByDouble));
        }
    }
}

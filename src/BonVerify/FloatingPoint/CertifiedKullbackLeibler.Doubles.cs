using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Certified;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.Policies;

namespace BonVerify.FloatingPoint;

/// <content>Weights that are doubles, taken at their exact binary value.</content>
public static partial class CertifiedKullbackLeibler
{
    /// <summary>The most cells of the direct path: beyond, the error of their sums is not bounded well.</summary>
    internal const int MaxCells = 1 << 20;

    // Sums far from the ends of the range of doubles: what falls off them has no share that shows.
    private const double SmallestTotal = 7.888609052210118e-31;
    private const double LargestTotal = 8.452712498170644e270;

    /// <summary>KL(π⁽ⁿ⁾‖p) as the nearest double, in nats, for weights taken at their exact binary value.</summary>
    /// <param name="weights">Weights of the outcomes in ascending reward, all rewards distinct; finite, at least 0, not all 0. They need not sum to 1.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The correctly rounded double; 0 exactly for n = 1 and for a single positive weight.</returns>
    /// <remarks>Direct up to 2^20 outcomes of a sum from 2^−100 to 2^900; what is beyond is computed as rationals.</remarks>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or n is below 1.</exception>
    public static double ToDouble(ReadOnlySpan<double> weights, int n) =>
        ToDoubleDirectly(weights, n) ?? ToDouble(ReferencePolicy.FromWeights(Checked(weights)), n);

    /// <summary>KL(π⁽ⁿ⁾‖p) as the nearest double, in nats, for weights in any order with their rewards, taken at their exact binary value.</summary>
    /// <param name="weights">One weight per outcome; finite, at least 0, not all 0. They need not sum to 1.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order; equal rewards are ties.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="ties">Which of several maximal-reward draws is kept.</param>
    /// <returns>The correctly rounded double; 0 exactly for n = 1 and for a single cell.</returns>
    /// <exception cref="ArgumentException">The input is not as described.</exception>
    public static double ToDouble(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, int n, TieBreaking ties = TieBreaking.AmongDraws) =>
        ToDoubleDirectly(weights, rewards, n, ties)
        ?? ToDouble(ReferencePolicy.FromWeights(weights.ToArray()).WithRewards(rewards.ToArray()), n, ties);

    /// <summary>As <see cref="ToDouble(ReadOnlySpan{double}, int)"/>, but null where the direct path does not settle it: never long.</summary>
    internal static double? ToDoubleDirectly(ReadOnlySpan<double> weights, int n)
    {
        Preconditions.AtLeast(n, 1);
        return TrySettle(weights, [], n, out var nearest) ? nearest : null;
    }

    /// <summary>As <see cref="ToDouble(ReadOnlySpan{double}, ReadOnlySpan{double}, int, TieBreaking)"/>, but null where the direct path does not settle it.</summary>
    internal static double? ToDoubleDirectly(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, int n, TieBreaking ties)
    {
        Preconditions.AtLeast(n, 1);
        Preconditions.Defined(ties);
        var cells = SortedWeights.Of(weights, rewards, ties);
        return TrySettle(cells.Weights, cells.Rests, n, out var nearest) ? nearest : null;
    }

    /// <summary>The nearest double by pairs alone, for cells of checked weights; false where they do not settle it.</summary>
    internal static bool TrySettle(ReadOnlySpan<double> weights, ReadOnlySpan<double> rests, int n, out double nearest)
    {
        nearest = 0;
        return weights.Length is > 0 and <= MaxCells && Evaluate(weights, rests, n) is { } value && value.TryRound(out nearest);
    }

    /// <summary>KL by pairs of doubles; null where the sum is outside the range of the direct path.</summary>
    internal static CertifiedDouble? Evaluate(ReadOnlySpan<double> weights, ReadOnlySpan<double> rests, int n) =>
        WidestLanes.Run<DoublesOperation, CertifiedDouble?>(new(weights, rests, n));

    /// <summary>The sum of weights, and whether one of them is all of it; false where a weight is negative or not finite, or the sum outside the range of the direct path.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryTotal<L>(ReadOnlySpan<double> weights, ReadOnlySpan<double> rests, out TripleSum<Lanes1> total, out bool isSingle)
        where L : struct, ILanes<L>
    {
        (total, var smallest) = CertifiedEvaluation<L>.Add(weights, rests);

        // A sum that nothing was lost from may be that of one weight and zeros.
        var isExact = Lanes1.First(total.Middle) == 0 && Lanes1.First(total.Low) == 0;
        isSingle = isExact && weights.Length - weights.Count(0.0) == 1;
        return smallest >= 0 && Lanes1.First(total.High) is >= SmallestTotal and <= LargestTotal;
    }

    internal static double[] Checked(ReadOnlySpan<double> weights)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            Preconditions.Weight(weights[i], i, nameof(weights));
        }

        return weights.ToArray();
    }

    private readonly ref struct DoublesOperation(ReadOnlySpan<double> weights, ReadOnlySpan<double> rests, int n) : ILaneOperation<CertifiedDouble?>
    {
        private readonly ReadOnlySpan<double> weights = weights;
        private readonly ReadOnlySpan<double> rests = rests;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public CertifiedDouble? On<L>()
            where L : struct, ILanes<L>
        {
            return TryTotal<L>(weights, rests, out var total, out var isSingle)
                ? n == 1 || isSingle ? default(CertifiedDouble) : CertifiedEvaluation<L>.KullbackLeibler(weights, rests, total, n)
                : null;
        }
    }
}

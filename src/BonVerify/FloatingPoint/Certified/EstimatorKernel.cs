using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Certified;

/// <summary>The estimator d_n(p) = bⁿ (ln n − (n−1)/n + (n−1) ln b) + p h ln h, b = 1 − p and h = h_n(1, b), for many masses in pairs.</summary>
/// <remarks>The loops are separate, so that each fits the registers and the compiler inlines all of it.</remarks>
internal static class EstimatorKernel<L>
    where L : struct, ILanes<L>
{
    /// <summary>So many masses at a time.</summary>
    public const int Most = CertifiedEvaluation<L>.Block;

    /// <summary>ln n − (n−1)/n.</summary>
    public static CompensatedSum Limit(int n)
    {
        var draws = Lanes1.Create(n);
        return DoubleDouble<Lanes1>.First(DoubleDouble<Lanes1>.Subtract(
            DoubleDouble<Lanes1>.Ln(new(draws, Lanes1.Create(0))),
            DoubleDouble<Lanes1>.Divide(Lanes1.Create(n - 1.0), draws, Lanes1.Create(1.0 / n))));
    }

    /// <summary>Puts d_n(p) in the place of masses p.</summary>
    /// <param name="masses">The masses, up to rounding at most 1.</param>
    /// <param name="count">How many, a multiple of the lanes and at most <see cref="Most"/>.</param>
    /// <param name="n">The number of draws, at least 2.</param>
    /// <param name="limit">ln n − (n−1)/n.</param>
    [SkipLocalsInit]
    public static void Evaluate(PairBuffer masses, int count, int n, CompensatedSum limit)
    {
        var buffer = Alignment.Aligned(stackalloc double[6 * Most + Alignment.Extra]);
        var misses = new PairBuffer(buffer[..(2 * Most)]);
        var hits = new PairBuffer(buffer[(2 * Most)..(4 * Most)]);
        var powers = new PairBuffer(buffer[(4 * Most)..(6 * Most)]);
        Powers(masses, count, n, misses, hits, powers);
        Misses(misses, powers, count, n, limit);
        Hits(masses, hits, powers, count);
    }

    /// <summary>b, h and bⁿ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Powers(PairBuffer masses, int count, int n, PairBuffer misses, PairBuffer hits, PairBuffer powers)
    {
        var (one, zero) = (DoubleDouble<L>.Create(1), L.Create(0));
        for (var i = 0; i < count; i += L.Count)
        {
            // Rounding may have left less than nothing of 1 − p.
            var difference = DoubleDouble<L>.MinusOne(masses.Load<L>(i));
            var miss = new DoubleDouble<L>(
                L.WhereLess(difference.High, zero, -difference.High, zero), L.WhereLess(difference.High, zero, -difference.Low, zero));
            var (quotient, power) = PowerLadder.OfOne(miss, one, n);
            misses.Store(miss, i);
            hits.Store(quotient, i);
            powers.Store(power, i);
        }
    }

    /// <summary>bⁿ (limit + (n−1) ln b), in the place of bⁿ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Misses(PairBuffer misses, PairBuffer powers, int count, int n, CompensatedSum limit)
    {
        var (start, others) = (DoubleDouble<L>.Create(limit.High, limit.Low), L.Create(n - 1.0));
        var (smallest, zero) = (L.Create(DoubleDouble<L>.SmallestRatio), L.Create(0));
        for (var i = 0; i < count; i += L.Count)
        {
            // Where b is next to 0, bⁿ ln b is too, as long as the logarithm is finite.
            var miss = misses.Load<L>(i);
            var positive = new DoubleDouble<L>(L.Max(miss.High, smallest), L.WhereLess(miss.High, smallest, zero, miss.Low));
            var logarithms = DoubleDouble<L>.Add(start, DoubleDouble<L>.Multiply(DoubleDouble<L>.Ln(positive), others));
            powers.Store(DoubleDouble<L>.Multiply(powers.Load<L>(i), logarithms), i);
        }
    }

    /// <summary>That and p h ln h, in the place of p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Hits(PairBuffer masses, PairBuffer hits, PairBuffer powers, int count)
    {
        for (var i = 0; i < count; i += L.Count)
        {
            var hit = hits.Load<L>(i);
            var entropy = DoubleDouble<L>.Multiply(DoubleDouble<L>.Multiply(masses.Load<L>(i), hit), DoubleDouble<L>.Ln(hit));
            masses.Store(DoubleDouble<L>.Add(powers.Load<L>(i), entropy), i);
        }
    }
}

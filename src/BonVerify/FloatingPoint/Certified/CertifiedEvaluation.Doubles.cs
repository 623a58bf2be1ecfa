using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Certified;

/// <content>Weights that are doubles, or pairs, taken at their exact binary value.</content>
internal static partial class CertifiedEvaluation<L>
{
    /// <summary>Σ w, by the lanes, and the smallest of all weights and 0.</summary>
    /// <remarks>NaN is not the smallest of anything, but the sum is then NaN.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (TripleSum<Lanes1> Total, double Smallest) Add(ReadOnlySpan<double> weights, ReadOnlySpan<double> rests)
    {
        ref var start = ref MemoryMarshal.GetReference(weights);
        ref var rest = ref MemoryMarshal.GetReference(rests);
        var (sums, smallest) = (default(TripleSum<L>), L.Create(0));
        var i = 0;
        for (; i <= weights.Length - L.Count; i += L.Count)
        {
            var weight = L.Load(ref start, i);
            smallest = L.Min(smallest, weight);
            sums = rests.IsEmpty ? sums.Plus(weight) : sums.Plus(weight, L.Load(ref rest, i));
        }

        Span<double> lanes = stackalloc double[4 * L.Count];
        L.Store(sums.High, ref lanes[0], 0);
        L.Store(sums.Middle, ref lanes[0], L.Count);
        L.Store(sums.Low, ref lanes[0], 2 * L.Count);
        L.Store(smallest, ref lanes[0], 3 * L.Count);
        var (total, least) = (default(TripleSum<Lanes1>), 0.0);
        for (var lane = 0; lane < L.Count; lane++)
        {
            total = total.Plus(Lanes1.Create(lanes[lane]), Lanes1.Create(lanes[L.Count + lane])).PlusLow(lanes[2 * L.Count + lane]);
            least = Math.Min(least, lanes[3 * L.Count + lane]);
        }

        for (; i < weights.Length; i++)
        {
            total = total.Plus(Lanes1.Create(weights[i]), Lanes1.Create(rests.IsEmpty ? 0 : rests[i]));
            least = Math.Min(least, weights[i]);
        }

        return (total, least);
    }

    /// <summary>KL for n ≥ 2 and at least two positive weights, given their total, which is far from the ends of the range of doubles.</summary>
    /// <param name="weights">The weights, ascending in reward, at least 0.</param>
    /// <param name="rests">What the weights have beside their doubles, at most half an ulp of each; empty where that is nothing.</param>
    /// <param name="total">Their sum.</param>
    /// <param name="n">The number of draws.</param>
    public static CertifiedDouble KullbackLeibler(ReadOnlySpan<double> weights, ReadOnlySpan<double> rests, TripleSum<Lanes1> total, int n)
    {
        var (kl, blocks) = Sum(default(DivergenceTerm), weights, rests, total, n);
        var errors = CellErrors.OfDoubles(n, weights.Length, blocks, L.Count);
        return new(
            kl.High, kl.Low, ErrorBounds.KullbackLeibler(kl.High, n, errors.Shares, blocks, Block / L.Count, errors.Masses));
    }

    /// <summary>Σ w f/D, and how many blocks of cells were not left out.</summary>
    /// <param name="term">f.</param>
    /// <param name="weights">The weights w, ascending in reward, at least 0.</param>
    /// <param name="rests">What the weights have beside their doubles, at most half an ulp of each; empty where that is nothing.</param>
    /// <param name="total">The sum D of the weights.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    [SkipLocalsInit]
    public static (CompensatedSum Value, int Blocks) Sum<T>(
        T term, ReadOnlySpan<double> weights, ReadOnlySpan<double> rests, TripleSum<Lanes1> total, int n)
        where T : struct, ICellTerm
    {
        var buffer = Alignment.Aligned(stackalloc double[7 * Stride + Alignment.Extra]);
        var sums = buffer[..(3 * Stride)];
        var below = new PairBuffer(buffer[..(2 * Stride)]);
        var masses = buffer[(3 * Stride)..(5 * Stride)];
        var ratios = new PairBuffer(buffer[(5 * Stride)..(7 * Stride)]);
        masses.Clear();
        var whole = DoubleDouble<Lanes1>.First(total.ToPair());
        var reciprocal = new CompensatedSum(1, 0).DividedBy(whole);
        var share = n == 1 || T.CountsAll ? 0 : NegligibleShare(n);
        var negligible = share > SmallestShare && IsNegligible(DoubleDouble<Lanes1>.Create(share), n) ? share * whole.High * BelowOne : 0;
        var (left, sum, terms, blocks) = (default(TripleSum<Lanes1>), default(TripleSum<Lanes1>), default(DoubleDouble<L>), 0);
        for (var start = 0; start < weights.Length; start += Block)
        {
            var count = Math.Min(Block, weights.Length - start);
            var padded = (count + L.Count - 1) / L.Count * L.Count;
            sum = Accumulate(weights.Slice(start, count), rests.IsEmpty ? rests : rests.Slice(start, count), sum, sums);
            if (Lanes1.First(sum.High) <= negligible)
            {
                left = sum;
                continue;
            }

            Shares(sums, count, padded, reciprocal);
            weights.Slice(start, count).CopyTo(masses);
            masses[count..padded].Clear();
            if (!rests.IsEmpty)
            {
                rests.Slice(start, count).CopyTo(masses[Stride..]);
                masses[(Stride + count)..(Stride + padded)].Clear();
            }

            var cells = new PairBuffer(masses);
            term.Weigh<L>(cells, start, count);
            LadderKernel<L>.Quotients(below, padded, n, ratios);
            CellKernel<L>.Add(term, cells, ratios, below, padded, ref terms);
            if (rests.IsEmpty)
            {
                masses[Stride..].Clear();
            }
            blocks++;
        }

        // What was left out is charged whole.
        return (Sum(T.IsOneAtZero ? left.ToPair() : default, terms).DividedBy(whole), blocks);
    }

    /// <summary>The sum below each cell, and the sum below and in the last one: high, middle and low parts side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TripleSum<Lanes1> Accumulate(ReadOnlySpan<double> weights, ReadOnlySpan<double> rests, TripleSum<Lanes1> sum, Span<double> sums)
    {
        ref var first = ref MemoryMarshal.GetReference(sums);
        for (var i = 0; i < weights.Length; i++)
        {
            Store(sum, ref first, i);
            sum = rests.IsEmpty ? sum.Plus(Lanes1.Create(weights[i])) : sum.Plus(Lanes1.Create(weights[i]), Lanes1.Create(rests[i]));
        }

        Store(sum, ref first, weights.Length);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TripleSum<Lanes1> sum, ref double sums, int index)
    {
        Lanes1.Store(sum.High, ref sums, index);
        Lanes1.Store(sum.Middle, ref sums, Stride + index);
        Lanes1.Store(sum.Low, ref sums, 2 * Stride + index);
    }

    /// <summary>Turns sums into shares, in their place; behind the last one it is repeated, so that cells there have no ratio of their own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Shares(Span<double> sums, int count, int padded, CompensatedSum reciprocal)
    {
        for (var part = 0; part < 3; part++)
        {
            sums.Slice(part * Stride + count + 1, padded + L.Count - count - 1).Fill(sums[part * Stride + count]);
        }

        ref var first = ref MemoryMarshal.GetReference(sums);
        var factor = DoubleDouble<L>.Create(reciprocal.High, reciprocal.Low);
        var (smallest, zero) = (L.Create(SmallestShare), L.Create(0));
        for (var i = 0; i <= padded; i += L.Count)
        {
            var sum = new TripleSum<L>(L.Load(ref first, i), L.Load(ref first, Stride + i), L.Load(ref first, 2 * Stride + i)).ToPair();
            var share = DoubleDouble<L>.Multiply(sum, factor);
            L.Store(L.WhereLess(share.High, smallest, zero, share.High), ref first, i);
            L.Store(L.WhereLess(share.High, smallest, zero, share.Low), ref first, Stride + i);
        }
    }
}

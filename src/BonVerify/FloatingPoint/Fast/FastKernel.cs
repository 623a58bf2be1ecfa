using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Fast;

/// <summary>The inner loops of the fast path, in double precision.</summary>
/// <remarks>
/// Boundaries are kept from the bottom up: boundary i lies below cell i, boundary count above the last one. Counts are
/// multiples of <see cref="ILanes{T}.Count"/>.
/// </remarks>
internal static partial class FastKernel<L>
    where L : struct, ILanes<L>
{
    /// <summary>Σ w in twice the working precision, and the smallest and largest of all weights and 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (CompensatedSum Sum, double Smallest, double Largest) Sum(ReadOnlySpan<double> weights)
    {
        ref var start = ref MemoryMarshal.GetReference(weights);
        var (first, second) = (default(DoubleDouble<L>), default(DoubleDouble<L>));
        var (least, most) = (L.Create(0), L.Create(0));
        var i = 0;
        for (; i <= weights.Length - 2 * L.Count; i += 2 * L.Count)
        {
            var (a, b) = (L.Load(ref start, i), L.Load(ref start, i + L.Count));
            least = L.Min(least, L.Min(a, b));
            most = L.Max(most, L.Max(a, b));
            var next = DoubleDouble<L>.TwoSum(first.High, a);
            first = new(next.High, first.Low + next.Low);
            next = DoubleDouble<L>.TwoSum(second.High, b);
            second = new(next.High, second.Low + next.Low);
        }

        var sum = CompensatedSum.OfLanes(first).Plus(CompensatedSum.OfLanes(second));
        Span<double> lanes = stackalloc double[16];
        L.Store(least, ref lanes[0], 0);
        L.Store(most, ref lanes[8], 0);
        var (smallest, largest) = (0.0, 0.0);
        foreach (var value in lanes)
        {
            (smallest, largest) = (Math.Min(smallest, value), Math.Max(largest, value));
        }

        for (; i < weights.Length; i++)
        {
            sum = sum.Plus(weights[i]);
            (smallest, largest) = (Math.Min(smallest, weights[i]), Math.Max(largest, weights[i]));
        }

        return (sum, smallest, largest);
    }

    /// <summary>Adds Σ w f(t) over cells, t = h_n(F, F₋), to a sum per lane and what its roundings lost.</summary>
    /// <remarks>
    /// With U = ln F, V = ln F₋, z = n(U − V)/2: t = e^((n−1)(U+V)/2) sinh(z)/sinh(z/n), and for small z
    /// ln(sinh(z)/(n sinh(z/n))) is a series in z² without cancellation, whose coefficients hold n.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddDivergence<F>(in CellBlock cells, double total, in LogSinhSeries series, ref DoubleDouble<L> sums)
        where F : struct, ICellFunction
    {
        var n = series.N;
        ref var weights = ref cells.Weights;
        ref var logarithms = ref cells.Boundaries.Logarithms;
        var count = cells.Count;
        var sum = sums;
        for (var i = 0; i < count; i += L.Count)
        {
            var lower = L.Load(ref logarithms, i);
            var upper = L.Load(ref logarithms, i + 1);
            var weight = L.Load(ref weights, i);
            var z = (upper - lower) * L.Create(0.5 * n);
            var y = z * z;
            var c = L.Create(series.C3);
            if (L.AnyLess(L.Create(series.ShortSquareLimit), y))
            {
                if (L.AnyLess(L.Create(series.SquareLimit), y))
                {
                    sum = PlusQuickly(sum, weight * WideCells<F>(cells.Boundaries, i, total, n));
                    continue;
                }

                c = L.FusedMultiplyAdd(y, L.Create(series.C6), L.Create(series.C5));
                c = L.FusedMultiplyAdd(y, c, L.Create(series.C4));
                c = L.FusedMultiplyAdd(y, c, L.Create(series.C3));
            }

            c = L.FusedMultiplyAdd(y, c, L.Create(series.C2));
            c = L.FusedMultiplyAdd(y, c, L.Create(series.C1));
            var v = L.FusedMultiplyAdd(upper + lower, L.Create(0.5 * (n - 1)), y * c);
            var t = Elementary<L>.Exp(v) * L.Create(n);
            sum = PlusQuickly(sum, weight * F.Of(t, v + L.Create(series.LnNMinusOne)));
        }

        sums = sum;
    }

    /// <summary>Adds Σ w (Fⁿ + F₋ⁿ) over cells to a sum per lane and what its roundings lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddPowers(in CellBlock cells, int n, ref DoubleDouble<L> sums)
    {
        ref var weights = ref cells.Weights;
        ref var logarithms = ref cells.Boundaries.Logarithms;
        var count = cells.Count;
        var sum = sums;
        for (var i = 0; i < count; i += L.Count)
        {
            var lower = Elementary<L>.Exp(L.Load(ref logarithms, i) * L.Create(n));
            var upper = Elementary<L>.Exp(L.Load(ref logarithms, i + 1) * L.Create(n));
            sum = PlusQuickly(sum, L.Load(ref weights, i) * (lower + upper));
        }

        sums = sum;
    }

    /// <summary>Replaces weights by best-of-n masses w h_n(F, F₋)/total, from the shares F at all boundaries.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Masses(Span<double> weights, PairBuffer shares, double total, int n)
    {
        ref var start = ref MemoryMarshal.GetReference(weights);
        for (var i = 0; i < weights.Length; i += L.Count)
        {
            var t = Ratios(shares.Load<L>(i + 1), shares.Load<L>(i), n);
            L.Store(DoubleDouble<L>.Multiply(t, L.Load(ref start, i) / L.Create(total)).High, ref start, i);
        }
    }

    /// <summary>
    /// A sum and one more number, both at least 0. Where the number exceeds the sum a rounding error of the number may stay: all
    /// of a sequence of additions lose at most 2u of the result in this way.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble<L> PlusQuickly(DoubleDouble<L> sum, L value)
    {
        var next = sum.High + value;
        return new(next, sum.Low + (value - (next - sum.High)));
    }

    /// <summary>f of the ratios of some cells, by the ladder in twice the working precision.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static L WideCells<F>(in BoundaryBuffers boundaries, int index, double total, int n)
        where F : struct, ICellFunction => F.Of(Ratios(Share(boundaries, index + 1, total), Share(boundaries, index, total), n));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static DoubleDouble<L> Ratios(DoubleDouble<L> upper, DoubleDouble<L> lower, int n) =>
        // The pair 1 is written out: with one call more to inline, the compiler leaves the products of the ladder as calls,
        // and that is three to four times as slow.
        PowerLadder.Quotient(upper, lower, new DoubleDouble<L>(L.Create(1), L.Create(0)), n);

    /// <summary>F at a boundary, from the smaller of the masses below and above: next to 1 it shows how far it is from 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble<L> Share(in BoundaryBuffers boundaries, int index, double total)
    {
        var whole = L.Create(total);
        var below = L.Max(L.Load(ref boundaries.Below, index), L.Create(0));
        var above = L.Load(ref boundaries.Above, index);
        var share = DoubleDouble<L>.Divide(L.Min(below, above), whole, L.Create(1 / total));
        var complement = DoubleDouble<L>.Subtract(DoubleDouble<L>.Create(1), share);
        return new(
            L.WhereLess(below, above, share.High, complement.High), L.WhereLess(below, above, share.Low, complement.Low));
    }
}

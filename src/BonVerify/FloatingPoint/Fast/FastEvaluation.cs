using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Fast;

/// <summary>The fast path over blocks of cells, from the top cell down to where the rest is negligible.</summary>
internal static partial class FastEvaluation<L>
    where L : struct, ILanes<L>
{
    /// <summary>Cells per block: their buffers stay in the first-level cache.</summary>
    private static int Block => 16 * L.Count;

    /// <summary>Cells with n F^(n−1) ≤ e^−45 have ratio 0, as far as a double shows.</summary>
    private const double NegligibleExponent = 45;

    /// <summary>No block has so small a share of what is left that its boundaries need no masses.</summary>
    private const double AllMasses = -1;

    /// <summary>A measure for n ≥ 2, when at least two weights are positive.</summary>
    [SkipLocalsInit]
    public static double Measure<S>(ReadOnlySpan<double> weights, CompensatedSum mass, int n)
        where S : struct, IBlockSum
    {
        var size = 8 + BoundaryBuffers.Size(Block);
        var buffer = Alignment.Aligned(stackalloc double[size + Alignment.Extra])[..size];
        var boundaries = new BoundaryBuffers(buffer[8..]);
        var series = new LogSinhSeries(n, weights.Length);
        var total = mass.Value;
        var descent = new Descent(mass, Stop(total, n), S.Narrow(series));
        var above = default(CompensatedSum);
        var sums = default(DoubleDouble<L>);
        var (top, end) = (new Boundary(0, total, 0), weights.Length);
        while (end > 0 && above.High < descent.Stop)
        {
            var block = Take(weights, ref end, buffer, boundaries);
            boundaries.Set(block.Count, top);
            var first = FastKernel<L>.Boundaries(block, descent, ref above);
            S.Add(block.From(first), total, series, ref sums);
            top = boundaries.Get(first);
            end += first;
        }

        return S.Measure(CompensatedSum.OfLanes(sums), Left(weights, end, mass.Minus(above).Value, total), total);
    }

    /// <summary>The best-of-n masses, by the ladder for every cell.</summary>
    public static double[] Probabilities(ReadOnlySpan<double> weights, CompensatedSum total, int n)
    {
        // Padded at the bottom with cells of weight 0.
        var cells = (weights.Length + L.Count - 1) / L.Count * L.Count;
        var padding = cells - weights.Length;
        var padded = new double[cells];
        weights.CopyTo(padded.AsSpan(padding));
        var (high, low) = (new double[cells + 1], new double[cells + 1]);
        var below = default(CompensatedSum);
        for (var i = padding; i < cells; i++)
        {
            below = below.Plus(padded[i]);
            (high[i + 1], low[i + 1]) = below.DividedBy(total);
        }

        // Next to 1, from above, so that no two boundaries fall together.
        var above = default(CompensatedSum);
        (high[cells], low[cells]) = (1, 0);
        for (var i = cells - 1; i > 0; i--)
        {
            above = above.Plus(padded[i]);
            if (above.High > 0.5 * total.High)
            {
                break;
            }

            var share = above.DividedBy(total);
            (high[i], low[i]) = DoubleDouble<Lanes1>.First(DoubleDouble<Lanes1>.Subtract(
                DoubleDouble<Lanes1>.Create(1), DoubleDouble<Lanes1>.Create(share.High, share.Low)));
        }

        FastKernel<L>.Masses(padded, new(high, low), total.Value, n);
        return padding == 0 ? padded : padded[padding..];
    }

    /// <summary>The next cells below <paramref name="end"/>: where they are when whole vectors, else copied behind zeros.</summary>
    private static CellBlock Take(ReadOnlySpan<double> weights, ref int end, Span<double> buffer, BoundaryBuffers boundaries)
    {
        var cells = end >= L.Count ? Math.Min(Block, end / L.Count * L.Count) : end;
        end -= cells;
        var count = Math.Max(cells, L.Count);
        if (count == cells)
        {
            return new(ref Unsafe.Add(ref MemoryMarshal.GetReference(weights), end), count, boundaries);
        }

        buffer[..(count - cells)].Clear();
        weights[..cells].CopyTo(buffer[(count - cells)..]);
        return new(ref MemoryMarshal.GetReference(buffer), count, boundaries);
    }

    /// <summary>The mass of the lowest cells, known as a difference from the total too: inaccurate when it is small.</summary>
    private static double Left(ReadOnlySpan<double> weights, int cells, double difference, double total) =>
        cells <= 0 ? 0
        : difference > 0.25 * total ? difference
        : DoubleWeights.Add(weights[..cells]).Sum.Value;

    private static double Stop(double total, int n) =>
        n == 2
            ? double.PositiveInfinity // F ≤ e^−45/2 is nothing that a mass above can show.
            : -total * ExponentialMinusOne(-(NegligibleExponent + Math.Log(n)) / (n - 1));

    /// <summary>e^x − 1 for x &lt; 0; a stop needs no more accuracy than this has.</summary>
    private static double ExponentialMinusOne(double x) => x > -1e-5 ? x + 0.5 * x * x : Math.Exp(x) - 1;
}

using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Fast;

/// <content>Many n at a time: cumulative masses and their logarithms do not depend on n.</content>
internal static partial class FastEvaluation<L>
{
    /// <summary>A measure for each of several n, when at least two weights are positive.</summary>
    [SkipLocalsInit]
    public static double[] Curve<S>(ReadOnlySpan<double> weights, CompensatedSum mass, ReadOnlySpan<int> draws)
        where S : struct, IBlockSum
    {
        var size = 8 + BoundaryBuffers.Size(Block);
        var buffer = Alignment.Aligned(stackalloc double[size + Alignment.Extra])[..size];
        var boundaries = new BoundaryBuffers(buffer[8..]);
        var total = mass.Value;
        var points = new CurvePoint<L>[draws.Length];
        var stop = 0.0;
        for (var j = 0; j < points.Length; j++)
        {
            // One draw evaluates nothing.
            points[j] = new(new(draws[j], weights.Length), draws[j] == 1 ? 0 : Stop(total, draws[j]), weights.Length);
            stop = Math.Max(stop, points[j].Stop);
        }

        var above = default(CompensatedSum);
        var (top, end) = (new Boundary(0, total, 0), weights.Length);
        var descent = new Descent(mass, stop, AllMasses);
        while (end > 0 && above.High < stop)
        {
            var aboveBlock = above.High;
            var block = Take(weights, ref end, buffer, boundaries);
            boundaries.Set(block.Count, top);
            var first = FastKernel<L>.Boundaries(block, descent, ref above);
            foreach (ref var point in points.AsSpan())
            {
                if (aboveBlock >= point.Stop)
                {
                    continue;
                }

                // Some n end within the block.
                var from = first;
                if (above.High >= point.Stop)
                {
                    for (from = block.Count - L.Count; from > first && Unsafe.Add(ref boundaries.Above, from) < point.Stop;)
                    {
                        from -= L.Count;
                    }
                }

                S.Add(block.From(from), total, point.Series, ref point.Sums);
                point.Lowest = end + from;
                point.Left = Unsafe.Add(ref boundaries.Below, from);
            }

            top = boundaries.Get(first);
            end += first;
        }

        var values = new double[points.Length];
        for (var j = 0; j < values.Length; j++)
        {
            ref var point = ref points[j];
            values[j] = draws[j] == 1
                ? S.AtReference
                : S.Measure(CompensatedSum.OfLanes(point.Sums), Left(weights, point.Lowest, point.Left, total), total);
        }

        return values;
    }
}

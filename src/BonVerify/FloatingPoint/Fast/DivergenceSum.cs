using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Fast;

/// <summary>Σ p f(t).</summary>
internal readonly struct DivergenceSum<F> : IBlockSum
    where F : struct, ICellFunction
{
    /// <inheritdoc/>
    public static double AtReference => 0;

    /// <summary>The ratio is 0 below, n above, and as good as 1 in the cell itself, where f has its minimum 0.</summary>
    public static double OfRest(double below, double above, int n) =>
        below + above * Lanes1.First(F.Of(new DoubleDouble<Lanes1>(Lanes1.Create(n), Lanes1.Create(0))));

    /// <inheritdoc/>
    public static double Narrow(in LogSinhSeries series) => series.Narrow;

    /// <inheritdoc/>
    public static void Add<L>(in CellBlock cells, double total, in LogSinhSeries series, ref DoubleDouble<L> sums)
        where L : struct, ILanes<L> =>
        FastKernel<L>.AddDivergence<F>(cells, total, series, ref sums);

    /// <summary>f(0) = 1 for what was left out.</summary>
    public static double Measure(CompensatedSum sum, double left, double total) => sum.Plus(left).Value / total;
}

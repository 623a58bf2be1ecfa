using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Fast;

/// <summary>1 − Σ p (Fⁿ + F₋ⁿ)/2.</summary>
internal readonly struct WinRateSum : IBlockSum
{
    /// <inheritdoc/>
    public static double AtReference => 0.5;

    /// <summary>Nothing that is seen beside ½.</summary>
    public static double OfRest(double below, double above, int n) => 0;

    /// <inheritdoc/>
    public static double Narrow(in LogSinhSeries series) => 1;

    /// <inheritdoc/>
    public static void Add<L>(in CellBlock cells, double total, in LogSinhSeries series, ref DoubleDouble<L> sums)
        where L : struct, ILanes<L> =>
        FastKernel<L>.AddPowers(cells, series.N, ref sums);

    /// <summary>Fⁿ is 0 for what was left out.</summary>
    public static double Measure(CompensatedSum sum, double left, double total) => 1 - 0.5 * (sum.Value / total);
}

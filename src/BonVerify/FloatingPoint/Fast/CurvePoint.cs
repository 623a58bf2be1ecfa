using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Fast;

/// <summary>What one n of a curve has come to.</summary>
internal struct CurvePoint<L>(LogSinhSeries series, double stop, int lowest)
    where L : struct, ILanes<L>
{
    /// <summary>n, and its series.</summary>
    public readonly LogSinhSeries Series = series;

    /// <summary>Cells with so much mass above them are left out.</summary>
    public readonly double Stop = stop;

    /// <summary>The sums so far.</summary>
    public DoubleDouble<L> Sums;

    /// <summary>The lowest cell in them.</summary>
    public int Lowest = lowest;

    /// <summary>The mass below that cell.</summary>
    public double Left;
}

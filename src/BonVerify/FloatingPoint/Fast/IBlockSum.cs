using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Fast;

/// <summary>A measure as a sum over blocks of cells.</summary>
internal interface IBlockSum
{
    /// <summary>Its value where best-of-n is the reference policy.</summary>
    static abstract double AtReference { get; }

    /// <summary>
    /// By how much it is above <see cref="AtReference"/> where one cell is nearly everything, from the shares below and above that
    /// cell; to first order in them.
    /// </summary>
    static abstract double OfRest(double below, double above, int n);

    /// <summary>Cells of at most this share of what is left below them need no masses at their boundaries.</summary>
    static abstract double Narrow(in LogSinhSeries series);

    /// <summary>Adds cells to a sum per lane and what its roundings lost.</summary>
    static abstract void Add<L>(in CellBlock cells, double total, in LogSinhSeries series, ref DoubleDouble<L> sums)
        where L : struct, ILanes<L>;

    /// <summary>The measure from the sum, where cells of the mass <paramref name="left"/> were left out.</summary>
    static abstract double Measure(CompensatedSum sum, double left, double total);
}

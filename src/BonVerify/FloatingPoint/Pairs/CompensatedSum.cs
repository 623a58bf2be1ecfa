using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;

namespace BonVerify.FloatingPoint.Pairs;

/// <summary>A sum of doubles and the rounding errors made on the way.</summary>
/// <param name="High">The sum as rounded.</param>
/// <param name="Low">What the rounding lost.</param>
internal readonly record struct CompensatedSum(double High, double Low)
{
    /// <summary>The sum, rounded once.</summary>
    public double Value => High + Low;

    /// <summary>This sum and one more number.</summary>
    public CompensatedSum Plus(double value)
    {
        var sum = High + value;
        var fromValue = sum - High;
        return new(sum, Low + ((High - (sum - fromValue)) + (value - fromValue)));
    }

    /// <summary>This sum and another one.</summary>
    public CompensatedSum Plus(CompensatedSum other)
    {
        var sum = Plus(other.High);
        return new(sum.High, sum.Low + other.Low);
    }

    /// <summary>The difference, without cancellation of what the sums know.</summary>
    public CompensatedSum Minus(CompensatedSum other)
    {
        var difference = Plus(-other.High);
        return new(difference.High, difference.Low - other.Low);
    }

    /// <summary>The quotient as a double and a rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CompensatedSum DividedBy(CompensatedSum divisor)
    {
        var quotient = High / divisor.High;
        var remainder = Math.FusedMultiplyAdd(-quotient, divisor.High, High) + (Low - quotient * divisor.Low);
        return new CompensatedSum(quotient, 0).Plus(remainder / divisor.High);
    }

    /// <summary>The sum of the lanes.</summary>
    public static CompensatedSum OfLanes<L>(DoubleDouble<L> lanes)
        where L : struct, ILanes<L>
    {
        Span<double> buffer = stackalloc double[16];
        L.Store(lanes.High, ref buffer[0], 0);
        L.Store(lanes.Low, ref buffer[8], 0);
        var sum = default(CompensatedSum);
        for (var lane = 0; lane < L.Count; lane++)
        {
            sum = sum.Plus(buffer[lane]);
        }

        for (var lane = 0; lane < L.Count; lane++)
        {
            sum = sum.Plus(buffer[8 + lane]);
        }

        return sum;
    }
}

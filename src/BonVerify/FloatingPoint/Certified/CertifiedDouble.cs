using BonVerify.Numerics;

namespace BonVerify.FloatingPoint.Certified;

/// <summary>A number of at least 0 known as high + low within a proved error.</summary>
/// <param name="High">The double nearest to high + low.</param>
/// <param name="Low">The rest.</param>
/// <param name="Error">A bound on the distance from the number; 0 when it is high exactly.</param>
internal readonly record struct CertifiedDouble(double High, double Low, double Error)
{
    /// <summary>The nearest double, when both ends of the enclosure round to it.</summary>
    public bool TryRound(out double nearest)
    {
        if (Error == 0)
        {
            nearest = High;
            return true;
        }

        // One ulp more at either end for the rounding of low ± error itself.
        var down = High + Math.BitDecrement(Low - Error);
        var up = High + Math.BitIncrement(Low + Error);
        nearest = down;
        return down == up;
    }

    /// <summary>Whether the error is at most 2^−bits of the number.</summary>
    public bool IsAccurateTo(int bits) => Error <= Math.ScaleB(High, -bits);

    /// <summary>[high + low − error, high + low + error].</summary>
    public Enclosure ToEnclosure()
    {
        var centre = Dyadic.FromDouble(High) + Dyadic.FromDouble(Low);
        var error = Dyadic.FromDouble(Error);
        return new(centre - error, centre + error);
    }
}

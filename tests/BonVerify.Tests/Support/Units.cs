using BonVerify.Numerics;

namespace BonVerify.Tests.Support;

/// <summary>Errors of doubles in units of u = 2^−53 of the true value.</summary>
internal static class Units
{
    private const int Precision = 200;

    private static readonly Enclosure Unit = Enclosure.Exactly(new Dyadic(1, -53));

    /// <summary>|value − truth|/(u |truth|), from above.</summary>
    public static double Of(Enclosure truth, double value)
    {
        var difference = Enclosure.Subtract(Enclosure.Exactly(Dyadic.FromDouble(value)), truth, Precision);
        var ratio = Enclosure.Divide(difference, Enclosure.Multiply(truth, Unit, Precision), 64);
        return Math.Max(Math.Abs(ratio.Lower.ToDouble()), Math.Abs(ratio.Upper.ToDouble()));
    }
}

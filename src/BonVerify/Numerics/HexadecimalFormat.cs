using System.Globalization;

namespace BonVerify.Numerics;

/// <summary>Doubles in hexadecimal, as C99 and many languages write and read them: <c>0x1.8p+1</c> is 3.</summary>
public static class HexadecimalFormat
{
    private const int MantissaBits = 52;
    private const int Bias = 1023;

    /// <summary>The exact hexadecimal text of a double; trailing zeros are not written.</summary>
    /// <param name="value">A double that is not NaN.</param>
    /// <returns>Like <c>0x1.4p-3</c>, <c>0x0p+0</c>, <c>-inf</c>; a subnormal number keeps the exponent −1022.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN.</exception>
    public static string Format(double value)
    {
        if (double.IsNaN(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), Preconditions.Message(nameof(value), value, "must be a number"));
        }

        var sign = double.IsNegative(value) ? "-" : "";
        if (double.IsInfinity(value))
        {
            return sign + "inf";
        }

        var bits = BitConverter.DoubleToUInt64Bits(value);
        var mantissa = bits & ((1UL << MantissaBits) - 1);
        var biased = (int)(bits >> MantissaBits) & 0x7ff;
        var exponent = biased == 0 ? (mantissa == 0 ? 0 : 1 - Bias) : biased - Bias;
        var digits = mantissa.ToString("x13", CultureInfo.InvariantCulture).TrimEnd('0');
        return string.Create(
            CultureInfo.InvariantCulture, $"{sign}0x{(biased == 0 ? 0 : 1)}{(digits.Length == 0 ? "" : ".")}{digits}p{(exponent < 0 ? "" : "+")}{exponent}");
    }
}

using System.Globalization;
using System.Text;

namespace BonVerify.Cli.Drawing;

/// <summary>A mark on an axis.</summary>
/// <param name="Value">Where.</param>
/// <param name="Label">The text beside it; empty for a mark between others.</param>
internal readonly record struct Tick(double Value, string Label);

/// <summary>
/// Marks at round numbers. Powers of ten are read from texts and never computed, so that the marks are the same on every machine.
/// </summary>
internal static class AxisTicks
{
    private const int MinExponent = -320;
    private const int MaxExponent = 308;
    private const int MostPowersWithMultiples = 6;
    private const int MostPowers = 12;
    private const int MostZeros = 4;
    private const double Tolerance = 1e-9;
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private static readonly long[] RoundSteps = [1, 2, 5, 10];

    /// <summary>Multiples of 1, 2 or 5 times a power of ten, about so many of them.</summary>
    public static IReadOnlyList<Tick> Linear(double low, double high, int about)
    {
        var least = (high - low) / about;
        var exponent = MinExponent;
        while (exponent < MaxExponent && Number(1, exponent + 1) <= least)
        {
            exponent++;
        }

        var mantissa = RoundSteps.First(step => Number(step, exponent) >= least || step == RoundSteps[^1]);
        var size = Number(mantissa, exponent);
        var ticks = new List<Tick>();
        for (var i = (long)Math.Ceiling(low / size - Tolerance); i <= (long)Math.Floor(high / size + Tolerance); i++)
        {
            ticks.Add(new Tick(Number(i * mantissa, exponent), Text(i * mantissa, exponent)));
        }

        return ticks;
    }

    /// <summary>Powers of ten with labels and their multiples without, where there are not too many; where there are few powers the 2 and the 5 have labels too.</summary>
    public static IReadOnlyList<Tick> Logarithmic(double low, double high)
    {
        var first = MinExponent;
        while (Number(1, first + 1) <= low)
        {
            first++;
        }

        var last = first;
        while (Number(1, last + 1) <= high)
        {
            last++;
        }

        var isShort = last - first <= 1;
        var ticks = new List<Tick>();
        if (last - first > MostPowersWithMultiples && first < -MostZeros)
        {
            // Powers alone, at most a dozen, and all written as such.
            var step = (last - first + MostPowers - 1) / MostPowers;
            for (var exponent = first; exponent <= last; exponent++)
            {
                if (exponent % step == 0 && Number(1, exponent) >= low)
                {
                    ticks.Add(new Tick(Number(1, exponent), exponent == 0 ? "1" : "10" + Superscript(exponent)));
                }
            }

            return ticks;
        }

        for (var exponent = first; exponent <= last; exponent++)
        {
            for (var digit = 1; digit <= 9; digit++)
            {
                var value = Number(digit, exponent);
                if (value >= low && value <= high)
                {
                    ticks.Add(new Tick(value, digit == 1 || (isShort && digit is 2 or 5) ? Text(digit, exponent) : ""));
                }
            }
        }

        return ticks;
    }

    private static double Number(long mantissa, int exponent) =>
        double.Parse(string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{exponent}"), CultureInfo.InvariantCulture);

    /// <summary>mantissa·10^exponent as people write it.</summary>
    private static string Text(long mantissa, int exponent)
    {
        const int MostDigits = 6;
        if (mantissa == 0)
        {
            return "0";
        }

        var sign = mantissa < 0 ? "−" : "";
        var digits = Math.Abs(mantissa).ToString(CultureInfo.InvariantCulture).TrimEnd('0');
        exponent += Math.Abs(mantissa).ToString(CultureInfo.InvariantCulture).Length - digits.Length;

        // Where the point stands: behind so many digits.
        var point = digits.Length + exponent;
        if (point > MostDigits || point < 1 - MostZeros)
        {
            var power = $"10{Superscript(point - 1)}";
            return sign + (digits == "1" ? power : $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}·{power}");
        }

        return sign + (exponent >= 0 ? digits + new string('0', exponent)
            : point > 0 ? $"{digits[..point]}.{digits[point..]}"
            : $"0.{new string('0', -point)}{digits}");
    }

    private static string Superscript(int number)
    {
        var text = new StringBuilder(number < 0 ? "⁻" : "");
        foreach (var digit in Math.Abs(number).ToString(CultureInfo.InvariantCulture))
        {
            text.Append(Superscripts[digit - '0']);
        }

        return text.ToString();
    }
}

using System.Globalization;
using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Tests.Support;

/// <summary>Reads the golden tables and their number formats.</summary>
internal static class Golden
{
    /// <summary>The rows of a table; comments are passed over, the last comment names the columns.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Table(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "golden", name);
        string[] columns = [];
        var rows = new List<IReadOnlyDictionary<string, string>>();
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith('#'))
            {
                columns = line[1..].Trim().Split('\t');
                continue;
            }

            var fields = line.Split('\t');
            Assert.Equal(columns.Length, fields.Length);
            rows.Add(columns.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second));
        }

        return rows;
    }

    /// <summary>An integer, p/q, or m*2^e, as a dyadic number when it is one and in any case as numerator/denominator.</summary>
    public static (BigInteger Numerator, BigInteger Denominator, Dyadic? Dyadic) Argument(string text)
    {
        var star = text.IndexOf("*2^", StringComparison.Ordinal);
        if (star >= 0)
        {
            var exponent = int.Parse(text.AsSpan(star + 3), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            var dyadic = new Dyadic(Integer(text[..star]), exponent);
            var power = BigInteger.One << Math.Abs(exponent);
            return exponent >= 0
                ? (Integer(text[..star]) * power, BigInteger.One, dyadic)
                : (Integer(text[..star]), power, dyadic);
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? (Integer(text), BigInteger.One, new Dyadic(Integer(text), 0))
            : (Integer(text[..slash]), Integer(text[(slash + 1)..]), null);
    }

    /// <summary>A C99 hexadecimal double such as 0x1.8p+1, 0x0.0000000000001p-1022, inf or -inf.</summary>
    public static double HexDouble(string text)
    {
        var negative = text.StartsWith('-');
        var body = negative ? text[1..] : text;
        if (body == "inf")
        {
            return negative ? double.NegativeInfinity : double.PositiveInfinity;
        }

        Assert.StartsWith("0x", body, StringComparison.Ordinal);
        var mark = body.IndexOf('p', StringComparison.Ordinal);
        var digits = body[2..mark];
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var fractionDigits = point < 0 ? 0 : digits.Length - point - 1;
        var mantissa = ulong.Parse(digits.Replace(".", "", StringComparison.Ordinal), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var exponent = int.Parse(body.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var magnitude = Math.ScaleB((double)mantissa, exponent - 4 * fractionDigits);
        return negative ? -magnitude : magnitude;
    }

    /// <summary>A decimal with optional exponent, exactly.</summary>
    public static Rational Decimal(string text)
    {
        if (Rational.TryParse(text, out var value))
        {
            return value;
        }

        // Results of exp reach beyond the budget of one number in a case.
        var mark = text.IndexOf('e', StringComparison.Ordinal);
        var exponent = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var power = BigInteger.Pow(10, Math.Abs(exponent));
        var mantissa = Rational.Parse(text[..mark]);
        return exponent >= 0
            ? mantissa * new Rational(power)
            : new Rational(mantissa.Numerator, mantissa.Denominator * power);
    }

    /// <summary>An enclosure of a decimal interval, outward at 300 bits.</summary>
    public static Enclosure Enclosure(string lower, string upper) => new(
        BonVerify.Numerics.Enclosure.FromRational(Decimal(lower), 300).Lower,
        BonVerify.Numerics.Enclosure.FromRational(Decimal(upper), 300).Upper);

    private static BigInteger Integer(string text) => BigInteger.Parse(text, CultureInfo.InvariantCulture);
}

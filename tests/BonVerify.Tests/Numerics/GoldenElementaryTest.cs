using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Numerics;

/// <summary>The elementary functions against values made by Arb and MPFR.</summary>
public class GoldenElementaryTest
{
    [Theory]
    [InlineData(20)]
    [InlineData(64)]
    [InlineData(130)]
    [InlineData(400)]
    public void Enclosures_ContainTheGoldenValue_AndAreNarrow(int precision)
    {
        var rows = Golden.Table("elementary.tsv");
        Assert.True(rows.Count >= 2000);
        var failures = new List<string>();
        foreach (var row in rows)
        {
            var result = Evaluate(row["function"], row["argument"], precision);
            var golden = Golden.Enclosure(row["lower"], row["upper"]);

            // Two enclosures of one number overlap, however narrow both are.
            if (!result.Overlaps(golden) || !result.IsAccurateTo(precision - 8))
            {
                failures.Add($"{row["function"]} {Cut(row["argument"])}: {result.ToDecimal(20)}, accurate: {result.IsAccurateTo(precision - 8)}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {rows.Count}:\n{string.Join('\n', failures.Take(20))}");
    }

    [Fact]
    public void ExactGoldenValues_AreReturnedExactly()
    {
        var exact = Golden.Table("elementary.tsv")
            .Where(row => row["lower"] == row["upper"] && Golden.Argument(row["argument"]).Dyadic is not null)
            .ToList();
        Assert.NotEmpty(exact);
        Assert.All(exact, row =>
        {
            var result = Evaluate(row["function"], row["argument"], 800);
            Assert.True(result.IsExact, $"{row["function"]} {row["argument"]}: {result}");
            Assert.Equal(Golden.Decimal(row["lower"]), result.Lower.ToRational());
        });
    }

    [Fact]
    public void NearestDoubles_EqualTheGoldenDoubles()
    {
        var rows = Golden.Table("doubles.tsv");
        Assert.True(rows.Count >= 10_000);
        var failures = new List<string>();
        foreach (var row in rows)
        {
            var expected = Golden.HexDouble(row["nearest"]);
            var actual = Nearest(row["function"], row["argument"]);
            if (actual != expected)
            {
                failures.Add($"{row["function"]} {Cut(row["argument"])}: {actual:R}, not {expected:R}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {rows.Count}:\n{string.Join('\n', failures.Take(20))}");
    }

    private static string Cut(string text) => text.Length <= 80 ? text : text[..80] + "…";

    private static double Nearest(string function, string argument)
    {
        var (numerator, denominator, dyadic) = Golden.Argument(argument);
        var x = new Rational(numerator, denominator);
        return function switch
        {
            "rational" => Rational(),
            "ln" => CorrectRounding.Ln(x),
            "exp" => CorrectRounding.Exp(x),
            "log1p" => CorrectRounding.Log1p(x),
            "expm1" => CorrectRounding.Expm1(x),
            "sqrt" => CorrectRounding.Sqrt(x),
            _ => throw new ArgumentException($"function is {function}; it must be a known one.", nameof(function)),
        };

        double Rational()
        {
            var nearest = CorrectRounding.ToDouble(numerator, denominator);
            Assert.True(dyadic is null || dyadic.Value.ToDouble() == nearest, argument);
            return nearest;
        }
    }

    private static Enclosure Evaluate(string function, string argument, int precision)
    {
        var (numerator, denominator, dyadic) = Golden.Argument(argument);
        if (function == "ln" && dyadic is null)
        {
            return Enclosure.Ln(new Rational(numerator, denominator), precision);
        }

        // exp multiplies a relative error of its argument by the argument.
        var guard = 64 + (int)Math.Max(0, (long)BigInteger.Abs(numerator).GetBitLength() - (long)denominator.GetBitLength());

        // 1 + x of log1p cancels next to −1.
        guard += function == "log1p" ? 2100 : 0;
        var x = dyadic is { } exact
            ? Enclosure.Exactly(exact)
            : Enclosure.FromRatio(numerator, denominator, precision + guard);
        return function switch
        {
            "ln" => Enclosure.Ln(x, precision),
            "exp" => Enclosure.Exp(x, precision),
            "log1p" => Enclosure.Log1p(x, precision),
            "expm1" => Enclosure.Expm1(x, precision),
            "sqrt" => Enclosure.Sqrt(x, precision),
            _ => throw new ArgumentException($"function is {function}; it must be a known one.", nameof(function)),
        };
    }
}

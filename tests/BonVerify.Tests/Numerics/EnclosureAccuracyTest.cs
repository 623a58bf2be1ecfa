using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Numerics;

/// <summary>Enclosures of functions are as narrow as their precision says, at numbers and at both ends of intervals, and hold what a far narrower one holds.</summary>
public class EnclosureAccuracyTest
{
    private static readonly Dictionary<string, (Func<Enclosure, int, Enclosure> Of, Func<Enclosure, bool> Takes)> Functions = new()
    {
        ["ln"] = (Enclosure.Ln, static x => x.Lower.Sign > 0),
        ["log1p"] = (Enclosure.Log1p, static x => x.Lower > -Dyadic.One),
        ["exp"] = (Enclosure.Exp, static x => Enclosure.Max(x.Upper.Abs(), x.Lower.Abs()).TopExponent < 20),
        ["expm1"] = (Enclosure.Expm1, static x => Enclosure.Max(x.Upper.Abs(), x.Lower.Abs()).TopExponent < 20),
        ["sqrt"] = (Enclosure.Sqrt, static x => x.Lower.Sign >= 0),
        ["cube"] = (static (x, precision) => Enclosure.Power(x, 3, precision), static _ => true),
        ["inverse square"] = (static (x, precision) => Enclosure.Power(x, -2, precision), static x => x.Sign is 1 or -1),
        ["power"] = (static (x, precision) => Enclosure.Power(x, 1_000_003, precision), static x => x.Sign is 1 or -1 && x.Upper.Abs().TopExponent is > -9 and < 9),
        ["reciprocal"] = (static (x, precision) => Enclosure.Divide(Enclosure.One, x, precision), static x => x.Sign is 1 or -1),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Functions_OfNumbers_AreAsNarrowAsThePrecision(string name)
    {
        var (of, takes) = Functions[name];
        var sample = new Sample(name.Length);
        for (var i = 0; i < 150; i++)
        {
            var x = Enclosure.Exactly(i % 3 == 0 ? Dyadic.One + sample.Dyadic(20, 30).ScaleByPowerOfTwo(-40) : sample.Dyadic(30, 12));
            if (!takes(x))
            {
                continue;
            }

            var truth = of(x, 400);
            foreach (var precision in new[] { 2, 3, 11, 53, 120 })
            {
                var value = of(x, precision);
                Assert.True(value.Contains(truth), $"{name} of {x}, {precision} bits: {value.ToDecimal(20)}");
                Assert.True(value.IsAccurateTo(Math.Max(0, precision - 2)), $"{name} of {x}, {precision} bits: {value.ToDecimal(20)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Functions_OfIntervals_EndWhereTheirEndsLead(string name)
    {
        // Wide ones, and narrow ones, of which one end is found from the other; next to the ends of where the function is defined as well.
        var (of, takes) = Functions[name];
        var sample = new Sample(100 + name.Length);
        for (var i = 0; i < 150; i++)
        {
            var from = (i % 4) switch
            {
                0 => Dyadic.One + sample.Dyadic(20, 30).ScaleByPowerOfTwo(-40),
                1 => Dyadic.One.ScaleByPowerOfTwo(-sample.Int(1, 40)) - Dyadic.One,
                _ => sample.Dyadic(30, 12),
            };
            var x = new Enclosure(from, from + Dyadic.One.ScaleByPowerOfTwo(from.TopExponent - sample.Int(0, i % 2 == 0 ? 12 : 60)));
            if (!takes(x) || (name is not ("ln" or "log1p" or "expm1") && x.Sign is null))
            {
                continue;
            }

            var (atLower, atUpper) = (of(Enclosure.Exactly(x.Lower), 400), of(Enclosure.Exactly(x.Upper), 400));
            var (least, most) = (Enclosure.Min(atLower.Lower, atUpper.Lower), Enclosure.Max(atLower.Upper, atUpper.Upper));
            foreach (var precision in new[] { 2, 11, 53, 120 })
            {
                var value = of(x, precision);
                Assert.True(value.Lower <= least && most <= value.Upper, $"{name} of {x.ToExactText()}, {precision} bits: {value.ToDecimal(20)}");

                // Beside the rounding, what one end found from the other costs is a small part of the width.
                var room = new Dyadic(1, 2 - precision) * Enclosure.Max(least.Abs(), most.Abs()) + (most - least).ScaleByPowerOfTwo(-6);
                Assert.True(least - value.Lower <= room && value.Upper - most <= room, $"{name} of {x.ToExactText()}, {precision} bits: {value.ToDecimal(20)} for {least} to {most}");
            }
        }
    }

    [Fact]
    public void Equality_IsThatOfBothEnds()
    {
        Enclosure[] intervals = [new(1, 2), new(1, 3), new(0, 2), new(0, 3), new(1, new Dyadic(4, -1))];
        for (var i = 0; i < intervals.Length; i++)
        {
            for (var j = 0; j < intervals.Length; j++)
            {
                Laws.Equality(intervals[i], intervals[j], i == j || i % 4 == 0 && j % 4 == 0);
                Assert.Equal(i == j || i % 4 == 0 && j % 4 == 0, intervals[i] == intervals[j]);
            }
        }
    }

    [Fact]
    public void Text_OfIntervalsRoundZeroAndOfExtremeOnes_KeepsToWhatIsCertain()
    {
        var tiny = Dyadic.One.ScaleByPowerOfTwo(-100);
        Assert.Equal("0 [±8e-31]", new Enclosure(-tiny, tiny).ToString());
        Assert.Equal("0 [±8]", new Enclosure(-8, 8).ToString());

        // Up to 2^4000 digits and radius, beyond both ends in decimal, whichever of the two is extreme.
        var edge = Dyadic.One.ScaleByPowerOfTwo(4000);
        Assert.Contains("[±", new Enclosure(edge, edge + edge.ScaleByPowerOfTwo(-10)).ToString(), StringComparison.Ordinal);
        var beyond = edge.ScaleByPowerOfTwo(1);
        Assert.DoesNotContain("±", new Enclosure(beyond, beyond + beyond.ScaleByPowerOfTwo(-10)).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("±", new Enclosure(1 - beyond, 1 + beyond).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_OfTooFewBits_OrOfNumbersWithoutAResult_AreRefused()
    {
        var x = new Enclosure(2, 3);
        Action<int>[] calls =
        [
            bits => Enclosure.Ln(x, bits), bits => Enclosure.Log1p(x, bits), bits => Enclosure.Exp(x, bits), bits => Enclosure.Expm1(x, bits),
            bits => Enclosure.Exp(Enclosure.Exactly(20), bits), bits => Enclosure.Expm1(Enclosure.Exactly(20), bits), bits => Enclosure.Ln(Enclosure.Exactly(20), bits), bits => Enclosure.Log1p(Enclosure.Exactly(20), bits),
            bits => Enclosure.Sqrt(x, bits), bits => Enclosure.Power(x, 3, bits), bits => Enclosure.Divide(x, x, bits), bits => Enclosure.FromRatio(1, 3, bits), bits => Enclosure.FromRational(new Rational(1, 3), bits),
        ];
        foreach (var call in calls)
        {
            Assert.Contains("it must be at least 2", Assert.Throws<ArgumentOutOfRangeException>("precision", () => call(1)).Message, StringComparison.Ordinal);
            call(2);
        }

        foreach (var value in new[] { Rational.Zero, new Rational(-1, 3) })
        {
            Assert.Contains("must be > 0 for a logarithm", Assert.Throws<ArgumentOutOfRangeException>("value", () => Enclosure.Ln(value, 30)).Message, StringComparison.Ordinal);
        }
    }
}

using System.Diagnostics;
using BonVerify.Claims;
using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Numerics;

/// <summary>Enclosures as people read them.</summary>
public class EnclosureTextTest
{
    [Theory]
    [InlineData("3/4*ln(3) - ln(2)", 80, "0.1308120359… [±")]
    [InlineData("-ln(2)", 80, "-0.6931471805… [±")]
    [InlineData("ln(2)", 10, "0.692 [±0.002]")]
    public void ToString_ShowsWhatIsCertain(string form, int bits, string expected) =>
        Assert.StartsWith(expected, LinearFormInLogarithms.Parse(form).Evaluate(bits).ToString(), StringComparison.Ordinal);

    [Fact]
    public void ToString_OfPoints_HasNoRadius()
    {
        Assert.Equal("0", Enclosure.Zero.ToString());
        Assert.Equal("0.25", Enclosure.Exactly(new Dyadic(1, -2)).ToString());
        Assert.Equal("-3", Enclosure.Exactly(-3).ToString());
        Assert.Equal("0.0009765625", Enclosure.Exactly(new Dyadic(1, -10)).ToString());
        Assert.Equal("1…", Enclosure.Exactly(1 + new Dyadic(1, -60)).ToString());
        Assert.Equal("0 [±1]", new Enclosure(-1, 1).ToString());
        Assert.Equal("0 [±5]", new Enclosure(-1, 5).ToString());
        var tiny = new Dyadic(1, -5000);
        Assert.Equal("[7.079811261e-1506, 2.123943379e-1505]", new Enclosure(tiny, 3 * tiny).ToString());
        Assert.Equal("[-1, 5]", new Enclosure(-1, 5).ToExactText());
    }

    [Fact]
    public void ToString_WithoutDots_IsWithinTheRadius()
    {
        var sample = new Sample(9);
        var coarse = 0;
        for (var i = 0; i < Effort.Cases(2000); i++)
        {
            var enclosure = sample.Enclosure(12, 12);
            var text = enclosure.ToString();
            if (text.Contains('…', StringComparison.Ordinal) || !text.Contains('±', StringComparison.Ordinal))
            {
                continue;
            }

            var parts = text.Split(" [±");
            var (value, radius) = (Rational.Parse(parts[0]), Rational.Parse(parts[1].TrimEnd(']')));
            Assert.True(
                value - radius <= enclosure.Lower.ToRational() && enclosure.Upper.ToRational() <= value + radius,
                $"{text} against {enclosure.ToExactText()}");
            coarse++;
        }

        Assert.InRange(coarse, 100, int.MaxValue);
    }

    [Fact]
    public void Numbers_AndVerdicts_HaveADebuggerDisplay() => Assert.All(
        [typeof(Rational), typeof(Enclosure), typeof(LinearFormInLogarithms), typeof(ComputableReal), typeof(Verdict)],
        static type => Assert.NotEmpty(type.GetCustomAttributes(typeof(DebuggerDisplayAttribute), inherit: false)));
}

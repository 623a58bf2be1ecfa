using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Numerics;

public class LinearFormInLogarithmsTest
{
    private static readonly LinearFormInLogarithms Vanishing = LinearFormInLogarithms.Parse("2*ln(6) - ln(4) - 2*ln(3)");

    [Fact]
    public void Sign_OfProductsThatAreOne_IsExactlyZero()
    {
        Assert.Equal(0, Vanishing.Sign());
        var sample = new Sample(41);
        for (var i = 0; i < 200; i++)
        {
            // Σ cⱼ ln(Π bₖ^eⱼₖ) − Σ (Σ cⱼ eⱼₖ) ln bₖ over bases of up to 200 bits, with 60-digit ones among them.
            var bits = i % 4 == 0 ? 200 : 20;
            var bases = Enumerable.Range(0, 3).Select(_ => sample.Integer(bits) + 2).ToArray();
            var form = LinearFormInLogarithms.Zero;
            for (var j = 0; j < 3; j++)
            {
                var coefficient = new Rational(sample.Int(-9, 10), sample.Int(1, 8));
                var exponents = bases.Select(_ => sample.Int(-3, 4)).ToArray();
                var product = Rational.One;
                for (var k = 0; k < 3; k++)
                {
                    var power = new Rational(BigInteger.Pow(bases[k], Math.Abs(exponents[k])));
                    product = exponents[k] < 0 ? product / power : product * power;
                    form -= coefficient * exponents[k] * LinearFormInLogarithms.Ln(new Rational(bases[k]));
                }

                form += coefficient * LinearFormInLogarithms.Ln(product);
            }

            Assert.Equal(0, form.Sign());
            Assert.Equal(0, form.ToDouble());
            Assert.Equal(Enclosure.Zero, form.Enclose(60));
            Assert.Equal("0", form.Canonical().ToString());
            Assert.Equal(1, (form + new Rational(1, BigInteger.Pow(10, 400))).Sign());
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(300)]
    [InlineData(1000)]
    public void Sign_OfNearlyVanishingForms_IsRight(int digits)
    {
        var power = BigInteger.Pow(10, digits);
        var tiny = LinearFormInLogarithms.Ln(new Rational(power + 1, BigInteger.One)) - LinearFormInLogarithms.Ln(new Rational(power));
        Assert.Equal(1, tiny.Sign());
        Assert.Equal(-1, (-tiny).Sign());
        Assert.Equal(1, (tiny + Vanishing).Sign());
        Assert.Equal(-1, (Vanishing - tiny).Sign());

        // x − x²/2 < ln(1 + x) < x: a constant that is off by 10^(−2·digits) only.
        Assert.Equal(-1, (tiny - new Rational(1, power)).Sign());
        Assert.Equal(1, (tiny - new Rational(1, power) + new Rational(1, 2 * power * power)).Sign());
    }

    [Fact]
    public void Sign_AtConvergentsOfLog2Of3_AgreesWithIntegers()
    {
        // p/q convergents: p ln 2 − q ln 3 has the sign of 2^p − 3^q and shrinks like 1/q.
        var (p0, q0, p1, q1) = (1, 0, 1, 1);
        foreach (var quotient in new[] { 1, 1, 2, 2, 3, 1, 5, 2, 23 })
        {
            (p0, q0, p1, q1) = (p1, q1, quotient * p1 + p0, quotient * q1 + q0);
            var form = new Rational(p1) * LinearFormInLogarithms.Ln(new Rational(2)) - new Rational(q1) * LinearFormInLogarithms.Ln(new Rational(3));
            Assert.Equal(BigInteger.Pow(2, p1).CompareTo(BigInteger.Pow(3, q1)), form.Sign());
            Assert.Equal(form.Sign(), (form + Vanishing).Sign());
            Assert.True(Math.Abs(form.ToDouble()) < 1.2 / q1);
        }
    }

    [Fact]
    public void ToDouble_OfARationalHalfWayBetweenDoubles_RoundsToEven()
    {
        var half = new Rational(1, BigInteger.One << 53);
        Assert.Equal(1, (Vanishing + (Rational.One + half)).ToDouble());
        Assert.Equal(1 + Math.ScaleB(1, -51), (Vanishing + (Rational.One + half * 3)).ToDouble());
        var tiny = LinearFormInLogarithms.Ln(new Rational(BigInteger.Pow(10, 300) + 1, BigInteger.Pow(10, 300)));
        Assert.Equal(1 + Math.ScaleB(1, -52), (tiny + (Rational.One + half)).ToDouble());
    }

    [Fact]
    public void Order_IsThatOfTheNumbers_HoweverWritten()
    {
        string[] texts = ["0", "2*ln(6) - ln(4) - 2*ln(3)", "ln(2)", "1/2*ln(4)", "-ln(1/2)", "ln(3)", "-ln(3)", "1", "ln(3) - ln(2)", "ln(3/2)"];
        var forms = texts.Select(LinearFormInLogarithms.Parse).ToList();
        double[] values = [0, 0, Math.Log(2), Math.Log(2), Math.Log(2), Math.Log(3), -Math.Log(3), 1, Math.Log(1.5), Math.Log(1.5)];
        Laws.Order(forms, (a, b) => values[forms.FindIndex(f => ReferenceEquals(f, a))].CompareTo(values[forms.FindIndex(f => ReferenceEquals(f, b))]));
        Assert.True(forms[2] == forms[3] && forms[2] != forms[5] && forms[2] < forms[5] && forms[5] >= forms[3]);
    }

    [Fact]
    public void Arithmetic_Laws()
    {
        var sample = new Sample(42);
        for (var i = 0; i < 100; i++)
        {
            var (a, b, k) = (Form(sample), Form(sample), sample.Rational(20));
            Assert.Equal(a, a + b - b);
            Assert.Equal(k * a + k * b, k * (a + b));
            Assert.Equal(LinearFormInLogarithms.Sum([a, b, a]), 2 * a + b);
            Assert.True((a - a).IsZero() && a == -(-a) && a * k == k * a);
            Assert.Equal(a, a.Canonical());
            Assert.Equal(a, LinearFormInLogarithms.Parse(a.ToString()));
            Assert.Equal(a.ToString(), LinearFormInLogarithms.Parse(a.ToString()).ToString());
        }
    }

    [Fact]
    public void Evaluate_AgreesWithTheSumOfItsTerms()
    {
        var sample = new Sample(43);
        for (var i = 0; i < 100; i++)
        {
            var form = Form(sample);
            var sum = form.Terms.Aggregate(Enclosure.FromRational(form.Constant, 400), (total, term) => Enclosure.Add(
                total, Enclosure.Multiply(Enclosure.FromRational(term.Coefficient, 400), Enclosure.Ln(term.Argument, 400), 400), 400));
            Assert.True(form.Evaluate(30).Overlaps(sum) && form.Enclose(200).Overlaps(sum));
            Assert.True(form.Enclose(200).IsAccurateTo(200));
            Assert.True(sum.TryToDouble(out var expected));
            Assert.Equal(expected, form.ToDouble());
        }
    }

    [Fact]
    public void Canonical_FactorsSmallElements_AndKeepsLargeOnes()
    {
        Assert.Equal("7/8*ln(7) - 2*ln(2)", LinearFormInLogarithms.Parse("7/8*ln(7/4) - 1/8*ln(4)").Canonical().ToString());
        Assert.Equal("ln(999983) + ln(7)", LinearFormInLogarithms.Parse("ln(6999881)").Canonical().ToString());
        Assert.Equal("2*ln(1000000000000000001)", LinearFormInLogarithms.Parse("2*ln(1000000000000000001)").Canonical().ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("ln(0)")]
    [InlineData("ln(-1)")]
    [InlineData("ln(2")]
    [InlineData("ln(2)ln(3)")]
    [InlineData("*ln(2)")]
    [InlineData("2ln(3)")]
    [InlineData("--1")]
    [InlineData("1 +")]
    [InlineData("ln(3-1)")]
    [InlineData("x")]
    [InlineData("1 2*ln(3)")]
    public void Parse_Refuses(string text) => Assert.Throws<ArgumentException>(() => LinearFormInLogarithms.Parse(text));

    [Fact]
    public void Ln_OfNoPositiveNumber_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearFormInLogarithms.Ln(Rational.Zero));

    private static LinearFormInLogarithms Form(Sample sample) => LinearFormInLogarithms.Sum(Enumerable.Range(0, sample.Int(0, 4))
        .Select(_ => sample.Rational(20) * LinearFormInLogarithms.Ln(sample.Positive(30)))
        .Append(LinearFormInLogarithms.FromRational(sample.Rational(20))));
}

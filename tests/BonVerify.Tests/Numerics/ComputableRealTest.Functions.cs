using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Numerics;

/// <content>Quotients, elementary functions, mixed arithmetic, and doubles.</content>
public partial class ComputableRealTest
{
    private static readonly LinearFormInLogarithms FormOfLn2 = LinearFormInLogarithms.Ln(2);

    [Fact]
    public void Operators_WithOtherKinds_AreThoseOfRealNumbers()
    {
        var sample = new Sample(5);
        for (var i = 0; i < Effort.Cases(50); i++)
        {
            var (a, k) = (sample.Rational(40), sample.Int(-9, 10));
            var (x, form) = (ComputableReal.FromEnclosures(precision => Enclosure.FromRational(a, precision)), a * FormOfLn2 + a);
            var real = ComputableReal.FromForm(form);
            foreach (var (actual, expected) in new[]
            {
                (x + k, a + k), (k + x, a + k), (x - k, a - k), (k - x, k - a), (x * k, a * k), (k * x, a * k),
                (x + a, a + a), (a + x, a + a), (x - a, 0), (a - x, 0), (x * a, a * a), (a * x, a * a), (-x, -a),
            })
            {
                Contains(expected, actual);
            }

            if (!a.IsZero && k != 0)
            {
                Contains(a / k, x / k);
                Contains(k / a, k / x);
                Contains(1, x / a);
                Contains(1, a / x);
                Contains(1, x / x);
                Same(form / k, real / k);
                Same(form / a, real / a);
                Same(1, form / form / 1);
                Same(k / real, k / form);
                Same(a / real, a / form);
            }

            Assert.Equal(form + new Rational(k), form + k);
            Assert.Equal(form + new Rational(k), k + form);
            Assert.Equal(form - new Rational(k), form - k);
            Assert.Equal(-(form - k), k - form);
            Assert.Equal(form + a, a + form);
            Assert.Equal(-(form - a), a - form);
            Assert.Equal(new Rational(k) * form, form * k);
            Assert.Equal(new Rational(k) * form, k * form);
            Same(real + form, form + real);
            Same(real - form, form - real);
            Same(real * real, form * form);
            Same(real * form, form * real);
        }
    }

    [Fact]
    public void Functions_AreThoseOfEnclosures_AndExactWhereTheyCanBe()
    {
        var x = ComputableReal.FromForm(FormOfLn2);
        Assert.Equal("ln(2)", ComputableReal.Ln(2).ToString());
        Assert.Equal("ln(2)", ComputableReal.Log(2).ToString());
        Assert.Equal("1", ComputableReal.Exp(0).ToString());
        Assert.Equal("3/2", ComputableReal.Sqrt(new Rational(9, 4)).ToString());
        Assert.Equal("-ln(2)", (-x).ToString());
        Contains(2, ComputableReal.Exp(x));
        Contains(2, ComputableReal.Sqrt(2) * ComputableReal.Sqrt(2));
        Contains(1, ComputableReal.Ln(ComputableReal.Exp(1)));
        Assert.Equal(0.36651292058166433, ComputableReal.Ln(x).ToDouble(1000) * -1);
        Assert.Equal(Math.Sqrt(2), (double)ComputableReal.Sqrt(2));

        // The argument is told from 0 only at 400 bits.
        var tiny = ComputableReal.Exp(-ComputableReal.Exp(6)) + ComputableReal.Exp(0) - 1;
        Assert.InRange((double)ComputableReal.Ln(tiny), -403.43, -403.42);
        Assert.Equal(1.0, (double)(tiny / tiny));
    }

    [Fact]
    public void Functions_OutsideOfTheirDomain_Throw()
    {
        var zero = ComputableReal.Sqrt(2) * ComputableReal.Sqrt(2) - 2;
        Assert.Throws<DivideByZeroException>(() => ComputableReal.One / 0);
        Assert.Throws<DivideByZeroException>(() => FormOfLn2 / 0);
        Assert.Throws<DivideByZeroException>(() => (1 / zero).Evaluate(64));
        Assert.Throws<ArithmeticException>(() => ComputableReal.Ln(0));
        Assert.Throws<ArithmeticException>(() => ComputableReal.Ln(-1));
        Assert.Throws<ArithmeticException>(() => ComputableReal.Ln(zero).Evaluate(64));
        Assert.Throws<ArithmeticException>(() => ComputableReal.Sqrt(-1));
        Assert.Throws<ArithmeticException>(() => ComputableReal.Sqrt(-FormOfLn2).Evaluate(64));
        Assert.Equal(0, ComputableReal.Sqrt(zero).Evaluate(64).Lower);
    }

    [Fact]
    public void Comparisons_AreDecidedWhenAsked()
    {
        ComputableReal two = 2;
        Assert.Equal((true, false, true, false), ((1 <= two).Decide(64), (two <= 1).Decide(64), (two <= 2).Decide(64), (two < 2).Decide(64)));
        Assert.Equal((true, true, false), ((two >= FormOfLn2).Decide(64), (two > FormOfLn2).Decide(64), (FormOfLn2 >= two).Decide(64)));
        Assert.Equal((true, false), (Comparison.Same(two, 2).Decide(64), Comparison.Same(two, 1).Decide(64)));
        Assert.Null((ComputableReal.Sqrt(2) * ComputableReal.Sqrt(2) <= 2).Decide(300));
        Assert.Equal("ln(2) < 2", (ComputableReal.FromForm(FormOfLn2) < two).ToString());
    }

    [Fact]
    public void Doubles_AreTheNearest()
    {
        Assert.Equal(Math.Log(2), (double)FormOfLn2);
        Assert.Equal(Math.Log(2), (double)ComputableReal.FromForm(FormOfLn2));
        Assert.Equal(Math.Log(2), (double)FormOfLn2.Evaluate(100));
        Assert.Equal(0.75, (double)new Dyadic(3, -2));

        // Half way between two doubles, and known by enclosures only.
        var half = ComputableReal.FromEnclosures(precision => Enclosure.FromRational(new Rational(1, 3), precision)) * 3 + Rational.Pow(2, -53);
        Assert.InRange((double)half, 1, Math.BitIncrement(1));
    }

    private static void Contains(Rational expected, ComputableReal actual) => Assert.True(actual.Evaluate(100).Contains(expected), $"{actual} has not {expected.ToString()}");

    private static void Same(ComputableReal expected, ComputableReal actual) =>
        Assert.True(expected.Evaluate(128).Overlaps(actual.Evaluate(128)), $"{expected} against {actual}");

    [Fact]
    public void ExactNumbers_StayAtHand_AsFarAsTheyCan()
    {
        ComputableReal half = new Rational(1, 2), log = FormOfLn2;
        var enclosed = ComputableReal.FromEnclosures(static precision => Enclosure.FromRatio(1, 3, precision));
        foreach (var exact in new[] { half + log, half - log, half * log, log / half, -log, ComputableReal.Exp(ComputableReal.Zero), ComputableReal.Ln(2), ComputableReal.Sqrt(new Rational(9, 4)) })
        {
            Assert.True(exact.IsFormAtHand && exact.TryMakeExact() is not null);
        }

        Assert.Equal(Rational.One, ComputableReal.Exp(ComputableReal.Zero).TryMakeExact()!.Constant);
        foreach (var open in new[] { half + enclosed, enclosed - log, enclosed * half, half / enclosed, half / log, log * log, ComputableReal.Exp(1), ComputableReal.Sqrt(2) })
        {
            Assert.False(open.IsFormAtHand);
            Assert.Null(open.TryMakeExact());
        }
    }

    [Fact]
    public void Precisions_AreAtLeastTwo_AndNoneIsAboveTheLargest()
    {
        var asked = new List<int>();
        var third = ComputableReal.FromEnclosures(precision =>
        {
            asked.Add(precision);
            return Enclosure.FromRatio(1, 3, precision);
        });
        Assert.Throws<ArgumentOutOfRangeException>("precision", static () => ComputableReal.FromEnclosures(static _ => Enclosure.One).Evaluate(1));
        Assert.Throws<ArgumentOutOfRangeException>("maxPrecision", () => third.CompareTo(ComputableReal.One, 1));
        Assert.Throws<ArgumentOutOfRangeException>("maxPrecision", () => third.ToDouble(1));
        var near = ComputableReal.FromEnclosures(static precision => Enclosure.FromRational(new Rational(1, 3) + new Rational(1, System.Numerics.BigInteger.One << 200), precision));
        foreach (var most in new[] { 2, 10, 100, 190 })
        {
            asked.Clear();
            Assert.Equal(Ordering.Open, third.CompareTo(near, most));
            Assert.True(asked.All(precision => precision <= most), $"{string.Join(' ', asked)} for {most}");
        }

        Assert.Equal(Ordering.Less, third.CompareTo(near, 210));
    }
}

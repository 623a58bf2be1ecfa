using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Tests.Numerics;

public class RoundingEdgesTest
{
    [Fact]
    public void Zero_HasTheSignOfWhatWasRounded()
    {
        Assert.Equal(0L, BitConverter.DoubleToInt64Bits(CorrectRounding.ToDouble(BigInteger.Zero, 5)));
        Assert.Equal(0L, BitConverter.DoubleToInt64Bits(CorrectRounding.ToDouble(Dyadic.Zero)));
        Assert.True(double.IsNegative(CorrectRounding.ToDouble(new Dyadic(-1, -5000))));
        Assert.False(double.IsNegative(CorrectRounding.ToDouble(new Dyadic(1, -5000))));
        Assert.True(double.IsNegative(CorrectRounding.ToDouble(new Dyadic(-1, -1075))));
        Assert.True(double.IsNegative(CorrectRounding.ToDouble(BigInteger.MinusOne, BigInteger.Pow(10, 400))));
    }

    /// <summary>A number that may be 0 has no sign to keep: of what is at least 0, an enclosure may begin below.</summary>
    [Theory]
    [InlineData(-1, 1, false)]
    [InlineData(-1, 0, false)]
    [InlineData(0, 1, false)]
    [InlineData(-2, -1, true)]
    public void Zero_OfAnEnclosure_IsNegativeWhereAllOfItIs(int lower, int upper, bool isNegative)
    {
        foreach (var exponent in new[] { -1077, -5000 })
        {
            Assert.True(new Enclosure(new Dyadic(lower, exponent), new Dyadic(upper, exponent)).TryToDouble(out var zero));
            Assert.Equal((0.0, isNegative), (zero, double.IsNegative(zero)));
        }
    }

    [Fact]
    public void Arguments_OutsideTheirDomain_AreRefused()
    {
        Assert.Throws<DivideByZeroException>(() => CorrectRounding.ToDouble(BigInteger.One, BigInteger.Zero));
        Assert.Contains("must be > -1", Assert.Throws<ArgumentOutOfRangeException>("value", () => CorrectRounding.Log1p(Rational.MinusOne)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("value", () => CorrectRounding.Log1p(-2));
        Assert.Contains("must be at least 0", Assert.Throws<ArgumentOutOfRangeException>("value", () => CorrectRounding.Sqrt(-1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("precision", () => ComputableReal.FromRational(1).Evaluate(1));
        Assert.Throws<ArgumentOutOfRangeException>("maxPrecision", () => ComputableReal.FromRational(1).CompareTo(ComputableReal.FromRational(1), 1));
    }

    [Fact]
    public void Statements_AreDecidedEitherWay()
    {
        ComputableReal one = Rational.One, two = new Rational(2);
        Assert.False(Comparison.AtMost(two, one).Decide(64));
        Assert.False(Comparison.Below(two, one).Decide(64));
        Assert.False(Comparison.Same(two, one).Decide(64));
        Assert.False(Comparison.Same(one, two).Decide(64));
        Assert.True(Comparison.AtMost(one, one).Decide(64));
        Assert.False(Comparison.Below(one, one).Decide(64));
        Assert.True(Comparison.Same(one, one).Decide(64));
    }

    [Fact]
    public void Precision_IsNeverAboveTheHighest()
    {
        var highest = 0;
        var one = ComputableReal.FromEnclosures(precision =>
        {
            highest = Math.Max(highest, precision);
            return new Enclosure(Dyadic.One, Dyadic.One + new Dyadic(1, -precision));
        });
        Assert.Equal(Ordering.Open, one.CompareTo(ComputableReal.FromRational(1), 20));
        Assert.Equal(20, highest);
        Assert.Equal(Ordering.Open, one.CompareTo(ComputableReal.FromRational(1), 700));
        Assert.Equal(700, highest);
    }

    [Fact]
    public void SquareRoots_OfZero_AreZero()
    {
        Assert.Equal(Enclosure.Zero, ComputableReal.Sqrt(ComputableReal.FromRational(0)).Evaluate(60));
        var fromBelow = ComputableReal.FromEnclosures(static precision => new Enclosure(new Dyadic(-1, -precision), Dyadic.Zero));
        Assert.Equal(Enclosure.Zero, ComputableReal.Sqrt(fromBelow).Evaluate(60));
    }

    [Fact]
    public void Quotients_OfFormsAndEnclosures_AreQuotients()
    {
        var third = ComputableReal.FromEnclosures(static precision => Enclosure.FromRatio(1, 3, precision));
        var two = LinearFormInLogarithms.FromRational(2);
        Assert.True((two / third).Evaluate(60).Contains(new Rational(6)));
        Assert.True((third / two).Evaluate(60).Contains(new Rational(1, 6)));
    }

    [Fact]
    public void Forms_ThatAreEqual_AreNeitherAboveNorBelow()
    {
        var (one, same) = (LinearFormInLogarithms.Ln(4), 2 * LinearFormInLogarithms.Ln(2));
        Assert.False(one > same);
        Assert.False(one < same);
        Assert.True(one >= same);
        Assert.True(one <= same);
        Assert.True(one == same);
        Assert.True((LinearFormInLogarithms?)null == null);
        Assert.False(one == null);
        Assert.Equal(LinearFormInLogarithms.FromRational(new Rational(-3, 2)), LinearFormInLogarithms.FromRatio(3, -2));
    }

    [Fact]
    public void NothingOverNothing_IsRefused()
    {
        Assert.Throws<DivideByZeroException>(static () => CorrectRounding.ToDouble(System.Numerics.BigInteger.Zero, System.Numerics.BigInteger.Zero));
        Assert.Throws<DivideByZeroException>(static () => CorrectRounding.ToDouble(System.Numerics.BigInteger.One, System.Numerics.BigInteger.Zero));
    }
}

using BonVerify.Numerics;

namespace BonVerify.Tests.Numerics;

public partial class ComputableRealTest
{
    private static readonly ComputableReal Ln2 = LinearFormInLogarithms.Ln(2);

    // The same number with its exactness hidden.
    private static readonly ComputableReal EnclosedLn2 = ComputableReal.FromEnclosures(precision => Enclosure.Ln(Enclosure.Exactly(2), precision));

    [Fact]
    public void CompareTo_OfExactNumbers_IsExact()
    {
        ComputableReal half = new Rational(1, 2);
        Assert.Equal(Ordering.Equal, (Ln2 + Ln2).CompareTo(LinearFormInLogarithms.Ln(4), 2));
        Assert.Equal(Ordering.Greater, Ln2.CompareTo(half, 2));
        Assert.Equal(Ordering.Less, half.CompareTo(Ln2, 2));
    }

    [Fact]
    public void CompareTo_OfEnclosures_DecidesOrStaysOpen()
    {
        ComputableReal close = LinearFormInLogarithms.Ln(2) + new Rational(1, System.Numerics.BigInteger.Pow(2, 300));
        Assert.Equal(Ordering.Open, EnclosedLn2.CompareTo(close, 256));
        Assert.Equal(Ordering.Less, EnclosedLn2.CompareTo(close, 512));
        Assert.Equal(Ordering.Greater, close.CompareTo(EnclosedLn2, 512));
        Assert.Equal(Ordering.Open, EnclosedLn2.CompareTo(Ln2, 4096));
        Assert.Equal(Ordering.Equal, ComputableReal.FromEnclosures(_ => Enclosure.One).CompareTo(ComputableReal.One, 64));
    }

    [Fact]
    public void Arithmetic_IsExactWhereItCanBe()
    {
        ComputableReal half = new Rational(1, 2);
        Assert.Equal(LinearFormInLogarithms.Ln(2) + new Rational(1, 2), (Ln2 + half).TryMakeExact());
        Assert.Equal(LinearFormInLogarithms.Ln(2) - new Rational(1, 2), (Ln2 - half).TryMakeExact());
        Assert.Equal(new Rational(1, 2) * LinearFormInLogarithms.Ln(2), (half * Ln2).TryMakeExact());
        Assert.Equal(new Rational(1, 2) * LinearFormInLogarithms.Ln(2), (Ln2 * half).TryMakeExact());
        Assert.Null((Ln2 * Ln2).TryMakeExact());
        Assert.Null((Ln2 + EnclosedLn2).TryMakeExact());
    }

    [Fact]
    public void ExactForm_IsMadeOnlyWhereEnclosuresLeaveAComparisonOpen()
    {
        var made = 0;
        var later = Later(LinearFormInLogarithms.Ln(2));
        ComputableReal half = new Rational(1, 2);
        Assert.Equal(Ordering.Greater, later.CompareTo(half, 256));
        Assert.Equal(Ordering.Less, (later - half).CompareTo(later + later, 256));
        Assert.Equal(Ordering.Greater, (half * later * later).CompareTo(ComputableReal.Zero, 256));
        Assert.Equal(Math.Log(2), later.ToDouble(256));
        Assert.Equal(0, made);

        Assert.Equal(Ordering.Equal, (later + later).CompareTo(LinearFormInLogarithms.Ln(4), 128));
        Assert.Equal(Ordering.Equal, (half * later).CompareTo(new Rational(1, 2) * later, 128));
        Assert.Equal(0, (later - later).ToDouble(128));
        Assert.Equal(1, made);
        Assert.Equal(LinearFormInLogarithms.Ln(2) - new Rational(1, 2), (later - half).TryMakeExact());

        ComputableReal Later(LinearFormInLogarithms form) => ComputableReal.FromEnclosures(
            form.Evaluate,
            () =>
            {
                made++;
                return form;
            });
    }

    [Fact]
    public void ExactForm_MayTurnOutNotToExist()
    {
        var none = ComputableReal.FromEnclosures(EnclosedLn2.Evaluate, static () => null);
        Assert.Null(none.TryMakeExact());
        Assert.Null((none + Ln2).TryMakeExact());
        Assert.Null((new Rational(1, 2) * none).TryMakeExact());
        Assert.Equal(Ordering.Open, none.CompareTo(Ln2, 512));
        Assert.Equal(Math.Log(2), none.ToDouble(256));

        // A product of two logarithms is no form, whichever way it is found out.
        var later = ComputableReal.FromEnclosures(EnclosedLn2.Evaluate, static () => LinearFormInLogarithms.Ln(2));
        Assert.Null((later * Ln2).TryMakeExact());
        Assert.NotNull((later * ComputableReal.One).TryMakeExact());
    }

    [Fact]
    public void Arithmetic_OfEnclosures_Encloses()
    {
        var third = new Rational(1, 3);
        foreach (var (actual, expected) in new[]
        {
            (EnclosedLn2 + EnclosedLn2, 2 * Math.Log(2)), (EnclosedLn2 - third, Math.Log(2) - 1.0 / 3), (third * EnclosedLn2, Math.Log(2) / 3),
            (EnclosedLn2 * EnclosedLn2, Math.Log(2) * Math.Log(2)),
        })
        {
            Assert.Equal(expected, actual.ToDouble(256)!.Value, 1e-15);
            Assert.True(actual.Evaluate(200).IsAccurateTo(190));
        }
    }

    [Fact]
    public void ToDouble_IsTheNearestOrOpen()
    {
        Assert.Equal(Math.Log(2), Ln2.ToDouble(2));
        Assert.Equal(Math.Log(2), EnclosedLn2.ToDouble(128));

        // Half way between two doubles: enclosures never tell on which side.
        var tie = new Rational(1) + new Rational(1, System.Numerics.BigInteger.Pow(2, 53));
        Assert.Equal(1.0, ((ComputableReal)tie).ToDouble(2));
        var blurred = ComputableReal.FromEnclosures(precision => new Enclosure(
            Enclosure.FromRational(tie, 80).Lower - Dyadic.One.ScaleByPowerOfTwo(-precision), Enclosure.FromRational(tie, 80).Upper + Dyadic.One.ScaleByPowerOfTwo(-precision)));
        Assert.Null(blurred.ToDouble(1024));
    }

    [Fact]
    public void ToString_IsTheFormOrAnEnclosure()
    {
        Assert.Equal("ln(2)", Ln2.ToString());
        Assert.StartsWith("0.6931471805… [±", EnclosedLn2.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_NameTheParameter()
    {
        Assert.Throws<ArgumentOutOfRangeException>("precision", () => Ln2.Evaluate(1));
        Assert.Throws<ArgumentOutOfRangeException>("maxPrecision", () => Ln2.CompareTo(Ln2, 1));
        Assert.Throws<ArgumentNullException>("evaluate", () => ComputableReal.FromEnclosures(null!));
    }
}

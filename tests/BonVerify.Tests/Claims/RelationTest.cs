using System.Numerics;
using BonVerify.Claims;
using BonVerify.Evaluation;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Claims;

public class RelationTest
{
    private static readonly Rational Root = new(181, 128);

    /// <summary>The sides differ by 2^-exponent, which takes so many bits to see and 53 more to measure.</summary>
    [Theory]
    [InlineData(20, 2048, 128, true)]
    [InlineData(150, 2048, 256, true)]
    [InlineData(150, 256, 256, true)]
    [InlineData(220, 2048, 512, true)]
    [InlineData(220, 256, 256, false)]
    [InlineData(900, 2048, 1024, true)]
    public void Margin_IsMeasured_AsFarAsThePrecisionAllows(int exponent, int maxPrecision, int last, bool isNarrow)
    {
        var asked = new List<int>();
        var left = ComputableReal.FromEnclosures(static precision => Enclosure.Sqrt(Enclosure.Exactly(2), precision));
        var gap = Enclosure.Exactly(new Dyadic(1, -exponent));
        var right = ComputableReal.FromEnclosures(precision =>
        {
            asked.Add(precision);
            return Enclosure.Add(Enclosure.Sqrt(Enclosure.Exactly(2), precision), gap, precision);
        });
        var holds = Assert.IsType<Verdict.Holds>(Relation.AtMost(Case(maxPrecision), "x", left, right));
        Assert.True(holds.Margin.Contains(new Dyadic(1, -exponent)));
        Assert.Equal(isNarrow, holds.Margin.IsAccurateTo(53));
        Assert.Equal(last, asked.Max());
        var violated = Assert.IsType<Verdict.Violated>(Relation.AtMost(Case(maxPrecision), "x", right, left));
        Assert.True(violated.Witness.Excess.Contains(new Dyadic(1, -exponent)));
        Assert.Equal(isNarrow, violated.Witness.Excess.IsAccurateTo(53));
    }

    /// <summary>Beyond the precision the exact forms measure it, where both sides have one.</summary>
    [Theory]
    [InlineData(100, 128)]
    [InlineData(150, 128)]
    [InlineData(150, 256)]
    [InlineData(3000, 2048)]
    public void Margin_OfExactNumbers_IsNarrow(int exponent, int maxPrecision)
    {
        var small = new Rational(1, BigInteger.One << exponent);
        var holds = Assert.IsType<Verdict.Holds>(Relation.AtMost(Case(maxPrecision), "x", Later(Rational.Zero), Later(small)));
        Assert.True(holds.Margin.Contains(small) && holds.Margin.IsAccurateTo(53));

        static ComputableReal Later(Rational more)
        {
            LinearFormInLogarithms Form() => LinearFormInLogarithms.Ln(3) + more;
            return ComputableReal.FromEnclosures(precision => Form().Evaluate(precision), Form);
        }
    }

    [Fact]
    public void Margin_IsAShareOfTheRightSide_OrOfTheScale()
    {
        Assert.Equal((0.5, 0.25), Shares(new(3, 2), 2, null));
        Assert.Equal((0.5, 0.125), Shares(new(3, 2), 2, 4));
        Assert.Equal((0.5, 0.125), Shares(new(3, 2), 2, -4));
        Assert.Equal((2, 1), Shares(-4, -2, null));
        Assert.Equal((2, 2), Shares(-2, 0, null));

        static (double, double) Shares(Rational left, Rational right, Rational? scale) =>
            Relation.AtMost(Case(128), "x", left, right, scale: scale is { } known ? ComputableReal.FromRational(known) : null) is Verdict.Holds holds
                ? ((double)holds.Margin, (double)holds.RelativeMargin)
                : default;
    }

    [Fact]
    public void All_IsTheFirstThatDoesNotHold_OrTheFirstOfTheTightest()
    {
        Verdict.Holds loose = Holds(5, 3), tight = Holds(7, 2), asTight = Holds(8, 2);
        Assert.Same(tight, Relation.All([loose, tight, asTight]));
        Assert.Same(asTight, Relation.All([asTight, loose, tight]));
        var undecided = new Verdict.Undecided(9);
        Assert.Same(undecided, Relation.All([tight, undecided, new Verdict.NotApplicable("n")]));
        Assert.IsType<Verdict.NotApplicable>(Relation.All([]));

        static Verdict.Holds Holds(int margin, int share) => new(Enclosure.Exactly(margin), Enclosure.Exactly(share));
    }

    [Fact]
    public void EqualLists_ShowTheFirstPairThatDiffers()
    {
        var witness = Assert.IsType<Verdict.Violated>(Relation.Equal("x", [1, 2, 3], [1, Root, 4])).Witness;
        Assert.Equal(("2", "181/128"), (witness.Left, witness.Right));
        Assert.True(witness.Excess.Contains(2 - Root));
        Assert.Equal(Verdict.Holds.WithEquality, Relation.Equal("x", [1, 2], [1, 2]));
    }

    [Fact]
    public void Sides_AreExactTexts_UpToThreeHundredCharacters()
    {
        // 1/1000…0 with 298 digits, and with 299.
        Assert.Equal(300, Left(new Rational(1, BigInteger.Pow(10, 297))).Length);
        Assert.StartsWith("1/1", Left(new Rational(1, BigInteger.Pow(10, 297))), StringComparison.Ordinal);
        Assert.DoesNotContain('/', Left(new Rational(1, BigInteger.Pow(10, 298))));

        // ln 2^k + ln 2 is short when the powers in it are taken out, but in a long form they are not looked for.
        var exponent = Enumerable.Range(1, 2000).First(static k => Power(k).SizeInBits == 2000);
        Assert.Equal(FormattableString.Invariant($"{exponent + 1}*ln(2)"), Left(Power(exponent)));
        Assert.DoesNotContain("ln", Left(Power(exponent + 1)), StringComparison.Ordinal);

        static LinearFormInLogarithms Power(int exponent) => new(0, [new(1, BigInteger.One << exponent, 1), new(1, 2, 1)], 1);

        static string Left(ComputableReal left) => Assert.IsType<Verdict.Violated>(Relation.AtMost(Case(128), "x", left, Rational.Zero)).Witness.Left;
    }

    [Fact]
    public void Match_NamesEachFunctionThatIsMissing()
    {
        var verdict = new Verdict.Undecided(9);
        Assert.Equal(9, verdict.Match(static _ => 0, static _ => 0, static bits => bits, static _ => 0));
        Assert.Throws<ArgumentNullException>("holds", () => verdict.Match(null!, static _ => 0, static bits => bits, static _ => 0));
        Assert.Throws<ArgumentNullException>("violated", () => verdict.Match(static _ => 0, null!, static bits => bits, static _ => 0));
        Assert.Throws<ArgumentNullException>("undecided", () => Verdict.Holds.WithEquality.Match(static _ => 0, static _ => 0, null!, static _ => 0));
        Assert.Throws<ArgumentNullException>("notApplicable", () => verdict.Match(static _ => 0, static _ => 0, static bits => bits, null!));
    }

    private static PolicyEvaluation Case(int maxPrecision) =>
        new(ReferencePolicy.FromWeights(1), 1, budget: new Budget { MaxPrecision = maxPrecision });
}

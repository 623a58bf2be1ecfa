using BonVerify.Bounds;
using BonVerify.Estimators;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Estimators;

public class KlEstimatorTest
{
    [Fact]
    public void Value_IsItsFormula()
    {
        for (var n = 1; n <= 6; n++)
        {
            for (var a = 1; a <= 9; a++)
            {
                Assert.Equal(Formula(n, new Rational(a, 9)), KlEstimator.Value(n, new Rational(a, 9)));
            }
        }
    }

    [Fact]
    public void Value_OfOneDrawOrMassOne_IsExactlyZero()
    {
        for (var n = 1; n <= 30; n++)
        {
            Assert.Equal(0, KlEstimator.Value(n, Rational.One).Sign());
            Assert.Equal(0, KlEstimator.Value(1, new Rational(1, n)).Sign());
        }

        Assert.Equal(1, KlEstimator.Value(2, new Rational(99, 100)).Sign());
    }

    [Theory]
    [InlineData("1,1,1,1,1,1,1")]
    [InlineData("1,1,0,1,1 @ 0,1,2,1,3")]
    [InlineData("1,1,2")]
    public void Mean_OfEquallyLikelyOutcomes_EnclosesTheExactOne(string reference)
    {
        var policy = ReferencePolicy.Parse(reference);
        foreach (var n in new[] { 1, 2, 9 })
        {
            var enclosed = KlEstimator.Mean(new EnclosedBestOfN(policy, n, 100));
            Assert.True(enclosed.Overlaps(KlEstimator.Mean(new BestOfN(policy, n)).Enclose(120)), $"{enclosed}");
            Assert.True(enclosed.IsAccurateTo(95), $"{enclosed}");
        }
    }

    [Fact]
    public void Mean_IsTheSumOverOutcomes()
    {
        foreach (var reference in SmallPolicies.All())
        {
            foreach (var ties in Enum.GetValues<TieBreaking>())
            {
                var best = new BestOfN(reference, 3, ties);
                var q = Enumeration.Probabilities(reference, 3, ties);
                var p = reference.Probabilities;
                var expected = LinearFormInLogarithms.Sum(
                    p.Zip(q).Where(pair => !pair.First.IsZero).Select(pair => pair.Second * Formula(3, pair.First)));
                Assert.Equal(expected, KlEstimator.Mean(best));
            }
        }
    }

    [Theory]
    [InlineData("1,2 @ 0,0")]
    [InlineData("1,1,2 @ 0,0,1")]
    [InlineData("2,1,1,2,3 @ 0,1,1,0,1")]
    public void Mean_OfSeveralMassesInALevel_EnclosesTheExactOne(string reference)
    {
        var policy = ReferencePolicy.Parse(reference);
        foreach (var n in new[] { 2, 5 })
        {
            var exact = KlEstimator.Mean(new BestOfN(policy, n)).Enclose(120);
            Assert.True(KlEstimator.Mean(new EnclosedBestOfN(policy, n, 100)).Overlaps(exact), $"{reference}, {n}");
        }
    }

    [Fact]
    public void Enclose_OfManyDraws_KeepsItsAccuracy()
    {
        // n costs the exponentials 2 log₂ n bits, which are all needed where ε is far below 1/n.
        foreach (var n in new[] { 2, 1000, 1 << 20, int.MaxValue })
        {
            foreach (var epsilon in new[] { new Rational(1, n), new Rational(1, (long)n * n), new Rational(n - 1, n), Rational.FromDouble(1e-60) })
            {
                var enclosed = KlEstimator.Enclose(n, epsilon, 40);
                Assert.True(enclosed.IsAccurateTo(38), $"{n}, {epsilon}: {enclosed}");
                Assert.True(enclosed.Overlaps(KlEstimator.Enclose(n, epsilon, 400)), $"{n}, {epsilon}");
            }
        }
    }

    [Fact]
    public void Value_NeedsOnlyThePowerBeforeTheLast()
    {
        // A power of 2^21 + 1 bits is within the budget of 2^22, its third one is not.
        var epsilon = new Rational(1, System.Numerics.BigInteger.One << (1 << 21));
        Assert.Equal(1, KlEstimator.Value(2, epsilon).Sign());
        Assert.Throws<ArgumentOutOfRangeException>("n", () => KlEstimator.Value(4, epsilon));
    }

    [Fact]
    public void TopAtom_IsTheEstimatorAtTheMassOfTheTopCell()
    {
        var tied = ReferencePolicy.Parse("1,2,1 @ 0,1,1");
        Assert.Equal(Formula(3, new Rational(3, 4)), KlBounds.TopAtom(new BestOfN(tied, 3)));
        Assert.Equal(Formula(3, new Rational(1, 2)), KlBounds.TopAtom(new BestOfN(tied, 3, TieBreaking.FirstListed)));
    }

    [Fact]
    public void Errors_NameParameterValueAndRule()
    {
        Refuses(0, Rational.One, "n is 0; it must be at least 1");
        Refuses(2, Rational.Zero, "epsilon is 0; it must be in (0, 1]");
        Refuses(2, new Rational(-1, 2), "epsilon is -1/2; it must be in (0, 1]");
        Refuses(2, new Rational(3, 2), "epsilon is 3/2; it must be in (0, 1]");
        Assert.Throws<ArgumentOutOfRangeException>("n", () => KlEstimator.Enclose(0, Rational.One, 60));
        Assert.Throws<ArgumentOutOfRangeException>("precision", () => KlEstimator.Enclose(1, Rational.One, 1));
    }

    private static void Refuses(int n, Rational epsilon, string message) => Assert.Contains(
        message, Assert.Throws<ArgumentOutOfRangeException>(() => KlEstimator.Value(n, epsilon)).Message, StringComparison.Ordinal);

    // Plain rational arithmetic; 0·ln 0 is 0.
    private static LinearFormInLogarithms Formula(int n, Rational epsilon)
    {
        var miss = Rational.One;
        for (var i = 0; i < n; i++)
        {
            miss *= Rational.One - epsilon;
        }

        var hit = Rational.One - miss;
        var value = hit * LinearFormInLogarithms.Ln(hit / epsilon);
        return miss.IsZero
            ? value
            : value + miss * (LinearFormInLogarithms.Ln(n) + (n - 1) * LinearFormInLogarithms.Ln(Rational.One - epsilon) - new Rational(n - 1, n));
    }
}

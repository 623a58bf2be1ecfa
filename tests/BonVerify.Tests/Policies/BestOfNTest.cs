using BonVerify.Evaluation;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Policies;

public class BestOfNTest
{
    [Theory]
    [InlineData(TieBreaking.AmongDraws)]
    [InlineData(TieBreaking.FirstListed)]
    public void Probabilities_EqualTheEnumeration_OnAllSmallCases(TieBreaking ties)
    {
        foreach (var reference in SmallPolicies.All())
        {
            for (var n = 1; n <= 4; n++)
            {
                CheckAgainstEnumeration(reference, n, ties);
            }
        }

        CheckAgainstEnumeration(ReferencePolicy.Parse("3,1,2,1,2,1 @ 1,0,1,2,0,2"), 6, ties);
        CheckAgainstEnumeration(ReferencePolicy.Parse("1,2,1,1,3,1,1,1,1,5 @ 0,0,1,1,1,2,2,0,3,3"), 4, ties);
    }

    [Fact]
    public void ExactFractions_AreInLowestTerms()
    {
        // With and without primes that numerators and the denominator share, and with rewards of other primes, of both signs, and of mean 0.
        foreach (var weights in (string[])["1", "1,1", "1,2", "3,5", "2,4,6", "9,3,3", "1,5,6", "7,11,13,17", "1,0,1"])
        {
            foreach (var n in new[] { 1, 2, 3, 4, 6, 15 })
            {
                var reference = ReferencePolicy.Parse(weights);
                var policy = new BestOfN(reference.WithRewards(Enumerable.Range(0, reference.Count).Select(static i => new Rational(i - 1, i + 2))), n);
                Rational[] fractions = [.. policy.Probabilities(), .. policy.LevelProbabilities(), .. policy.Cumulative(), policy.ExpectedReward()];
                Assert.All(fractions, static fraction => Assert.Equal(new Rational(fraction.Numerator, fraction.Denominator).Denominator, fraction.Denominator));
                Assert.Equal(Rational.One, policy.Probabilities().Aggregate(Rational.Zero, static (sum, part) => sum + part));
            }
        }
    }

    [Fact]
    public void Enumeration_HandComputed()
    {
        var tied = ReferencePolicy.Parse("1,1,2 @ 1,1,0");
        Assert.Equal([new(3, 8), new(3, 8), new(1, 4)], Enumeration.Probabilities(tied, 2));
        Assert.Equal([new(7, 16), new(5, 16), new Rational(1, 4)], Enumeration.Probabilities(tied, 2, TieBreaking.FirstListed));
        Assert.Equal(1000, Enumeration.TupleCount(ReferencePolicy.FromWeights(Enumerable.Repeat(1, 10)), 3));
    }

    [Theory]
    [InlineData(TieBreaking.AmongDraws)]
    [InlineData(TieBreaking.FirstListed)]
    public void Then_EqualsBestOfTheProduct(TieBreaking ties)
    {
        foreach (var reference in SmallPolicies.All())
        {
            Assert.Equal(new BestOfN(reference, 6, ties).Probabilities(), new BestOfN(reference, 2, ties).Then(3).Probabilities());
        }
    }

    [Fact]
    public void LevelMassesAndExpectedReward_AreSumsOverOutcomes()
    {
        foreach (var reference in SmallPolicies.All())
        {
            foreach (var ties in Enum.GetValues<TieBreaking>())
            {
                var best = new BestOfN(reference, 3, ties);
                var q = best.Probabilities();
                var levels = reference.Levels.Select(level => Sum(level.Outcomes.Select(i => q[i]))).ToArray();
                Assert.Equal(levels, best.LevelProbabilities());
                Assert.Equal(reference.Levels.Select(level => level.Cumulative * level.Cumulative * level.Cumulative), best.Cumulative());
                Assert.Equal(Sum(q.Zip(reference.Rewards, (mass, reward) => mass * reward)), best.ExpectedReward());
                Assert.Equal(Rational.One, Sum(q));
                Assert.Equal(best.Cells[^1].Probability, best.TopMass);
            }
        }
    }

    [Fact]
    public void OneDraw_IsTheReferencePolicy() => Assert.All(
        SmallPolicies.All(), reference => Assert.Equal(reference, new BestOfN(reference, 1).ToReferencePolicy()));

    [Fact]
    public void Errors_NameTheRule()
    {
        var reference = ReferencePolicy.FromWeights(1, 2);
        Assert.Contains("n is 0; it must be at least 1", Assert.Throws<ArgumentOutOfRangeException>(() => new BestOfN(reference, 0)).Message, StringComparison.Ordinal);
        Assert.Contains("maxBits = 7", Assert.Throws<ArgumentOutOfRangeException>(() => new BestOfN(reference, 2, maxBits: 7)).Message, StringComparison.Ordinal);
        Assert.Equal(2, new BestOfN(reference, 2, maxBits: 8).N);
        Assert.Throws<ArgumentOutOfRangeException>(() => new BestOfN(reference, 2, (TieBreaking)9));
    }

    [Fact]
    public void Masses_AreWrittenOutWhenAskedFor_AndCanBeStopped()
    {
        // Minutes, if written out.
        var policy = new BestOfN(ReferencePolicy.FromWeights([0.4, 0.3, 0.2, 0.1]), 100_000_000, maxBits: long.MaxValue);
        Assert.Equal(4, policy.Cells.Count);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => policy.WriteMasses(stopped.Token));
        using var stopping = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.Throws<OperationCanceledException>(() => policy.WriteMasses(stopping.Token));

        var small = new BestOfN(ReferencePolicy.FromWeights(1, 2), 5);
        Assert.Throws<OperationCanceledException>(() => small.WriteMasses(stopped.Token));
        small.WriteMasses(CancellationToken.None);
        small.WriteMasses(stopped.Token);
        Assert.Equal([1, 242], small.CellNumerators);
        Assert.Equal(243, small.Denominator);
    }

    [Fact]
    public void Budget_IsThatOfClaims_AndTheErrorSaysWhatToUse()
    {
        Assert.Equal(BestOfN.DefaultMaxBits, Budget.Default.ExactBits);
        var error = Assert.Throws<ArgumentOutOfRangeException>("n", () => new BestOfN(ReferencePolicy.FromWeights([0.4, 0.3, 0.2, 0.1]), 1_000_000));
        Assert.Contains("n is 1000000", error.Message, StringComparison.Ordinal);
        Assert.Contains("maxBits = 1048576", error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(EnclosedBestOfN), error.Message, StringComparison.Ordinal);
        var wide = new BestOfN(ReferencePolicy.FromWeights(1, 1), 1 << 18, maxBits: 1 << 22);
        Assert.Equal(1 << 20, wide.Then(4).N * (1 << 18));
    }

    private static Rational Sum(IEnumerable<Rational> values) => values.Aggregate(Rational.Zero, (a, b) => a + b);

    private static void CheckAgainstEnumeration(ReferencePolicy reference, int n, TieBreaking ties)
    {
        Assert.True(Enumeration.TupleCount(reference, n) <= 100_000);
        Assert.Equal(Enumeration.Probabilities(reference, n, ties), new BestOfN(reference, n, ties).Probabilities());
    }
}

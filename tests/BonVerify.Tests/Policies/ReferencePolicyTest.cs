using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Policies;

public class ReferencePolicyTest
{
    private static readonly ReferencePolicy TwoToOne = ReferencePolicy.FromWeights(2, 1);

    [Fact]
    public void Factories_OfOneDistribution_AgreeAndReduce()
    {
        ReferencePolicy[] same =
        [
            ReferencePolicy.FromWeights(4, 2),
            ReferencePolicy.FromWeights(new BigInteger[] { 600, 300 }),
            ReferencePolicy.FromWeights(new Rational[] { new(1, 3), new(1, 6) }),
            ReferencePolicy.FromWeights(new[] { "0.5", "1/4" }),
            ReferencePolicy.FromWeights(new[] { 0.5, 0.25 }),
            ReferencePolicy.FromProbabilities(new Rational[] { new(2, 3), new(1, 3) }),
            ReferencePolicy.FromProbabilities(new[] { "2/3", "1/3" }),
            ReferencePolicy.FromProbabilities(new[] { 0.5, 0.25 }, normalise: true),
            ReferencePolicy.Parse("2,1"),
        ];
        foreach (var policy in same)
        {
            Assert.Equal(TwoToOne, policy);
            Assert.Equal([2, 1], policy.Weights);
            Assert.Equal(3, policy.Denominator);
            Assert.Equal([new(2, 3), new Rational(1, 3)], policy.Probabilities);
            Assert.True(policy.HasDefaultRewards);
        }

        Assert.Equal([1, 3], ReferencePolicy.FromProbabilities(new[] { 0.25, 0.75 }).Weights);
    }

    [Fact]
    public void Doubles_AreTakenAtTheirBinaryValue()
    {
        Assert.Equal([3602879701896397, BigInteger.One << 55], ReferencePolicy.FromWeights(new[] { 0.1, 1 }).Weights);
        Assert.Equal([1, 10], ReferencePolicy.FromWeights(new[] { "0.1", "1" }).Weights);
    }

    [Fact]
    public void Levels_MergeTiesInAscendingReward_WithoutZeroMass()
    {
        var policy = ReferencePolicy.Parse("3,0,1,2,4 @ 1,9,0,1,0");
        Assert.Equal([2, 4, 0, 3], policy.Levels.SelectMany(level => level.Outcomes));
        Assert.Equal([5, 5], policy.Levels.Select(level => level.Weight));
        Assert.Equal([5, 10], policy.Levels.Select(level => level.CumulativeWeight));
        Assert.Equal([Rational.Zero, Rational.One], policy.Levels.Select(level => level.Reward));
        Assert.Equal((5, 4, true), (policy.Count, policy.SupportSize, policy.HasTies));
        Assert.Equal("0: 1/2 (1/2)", policy.Levels[0].ToString());
        Assert.Equal([4, 2, 3, 0], policy.CellsUnder(TieBreaking.FirstListed).SelectMany(cell => cell.Outcomes));
        Assert.False(ReferencePolicy.Parse("1,0 @ 1,1").HasTies);
    }

    // Sums go on in integers of 64 bits up to 2^62, and any length from there.
    [Fact]
    public void CumulativeWeights_AreSums_OfEveryLength()
    {
        var power = BigInteger.One << 62;
        BigInteger[][] lists =
        [
            [power - 1, 1, 1], [power, power, 3], [power + 1, 3], [2 * power - 1, 2 * power - 1, 2], [1, power << 40, 1, power - 1], [5, power - 5, power, power, 1, 1],
        ];
        foreach (var weights in lists)
        {
            var sum = BigInteger.Zero;
            var policy = ReferencePolicy.FromWeights(weights);
            Assert.Equal(weights, policy.Levels.Select(static level => level.Weight));
            Assert.Equal(weights.Select(weight => sum += weight), policy.Levels.Select(static level => level.CumulativeWeight));
            Assert.Equal(sum, policy.Denominator);
            var tied = policy.WithRewards(weights.Select(static _ => 1));
            Assert.Equal((sum, sum), (Assert.Single(tied.Levels).Weight, tied.Levels[0].CumulativeWeight));
            Assert.Equal(Enumerable.Range(0, weights.Length), tied.Levels[0].Outcomes);
            Assert.Equal(weights, tied.CellsUnder(TieBreaking.LastListed).Select(static cell => cell.Weight));
        }
    }

    [Fact]
    public void ListingOrder_DoesNotChangeTheLevels()
    {
        var policy = ReferencePolicy.Parse("3,1,2 @ 5,-1/2,2");
        var listedOtherwise = ReferencePolicy.Parse("2,3,1 @ 2,5,-0.5");
        Assert.NotEqual(policy, listedOtherwise);
        Assert.Equal(
            policy.Levels.Select(level => (level.Reward, level.Weight, level.CumulativeWeight)),
            listedOtherwise.Levels.Select(level => (level.Reward, level.Weight, level.CumulativeWeight)));
    }

    [Fact]
    public void Equality_IsThatOfProbabilitiesAndRewards()
    {
        var labelled = TwoToOne.WithLabels(["a", "b"]);
        Laws.Equality(TwoToOne, labelled, true);
        Laws.Equality(TwoToOne, TwoToOne.WithRewards(0, 1), true);
        Laws.Equality(TwoToOne, TwoToOne.WithRewards(0, 2), false);
        Laws.Equality(TwoToOne, ReferencePolicy.FromWeights(1, 2), false);
        Laws.Equality(TwoToOne, ReferencePolicy.FromWeights(2, 1, 0), false);
        Assert.True(TwoToOne == labelled && !(TwoToOne != labelled) && TwoToOne != null);
        Assert.Equal(["a", "b"], labelled.WithRewards(7, 7).Labels);
        Assert.Null(TwoToOne.Labels);
    }

    [Fact]
    public void Text_RoundTrips()
    {
        Assert.All(SmallPolicies.All(), policy => Assert.Equal(policy, ReferencePolicy.Parse(policy.ToString())));
        Assert.Equal("2,1", TwoToOne.ToString());
        Assert.Equal("2,1 @ 1/3,-2", TwoToOne.WithRewards(["1/3", "-2.0"]).ToString());
        Assert.Equal(TwoToOne.WithRewards(new[] { 0.5, 1 }), TwoToOne.WithRewards(new Rational[] { new(2, 4), Rational.One }));
    }

    public static TheoryData<Func<ReferencePolicy>, string> Refused { get; } = new()
    {
        { () => ReferencePolicy.FromWeights(1, -2), "weights[1] is -2; it must be at least 0" },
        { () => ReferencePolicy.FromWeights(new[] { "-1/2" }), "weights[0] is -1/2; it must be at least 0" },
        { () => ReferencePolicy.FromWeights(0, 0), "weights have total mass 0; at least one must be positive" },
        { () => ReferencePolicy.FromWeights(Array.Empty<int>()), "weights is empty; there must be at least one outcome" },
        { () => ReferencePolicy.FromWeights(new[] { 1, double.NaN }), "weights[1] is NaN; it must be a finite number" },
        { () => ReferencePolicy.FromWeights(new[] { double.PositiveInfinity }), "weights[0] is Infinity; it must be a finite number" },
        { () => ReferencePolicy.FromWeights(new[] { "x" }), "weights[0] is x; it must be an integer, a decimal number or a quotient" },
        { () => ReferencePolicy.FromProbabilities(new[] { "0.5", "0.49" }), "sum to 99/100, not 1; pass normalise to rescale" },
        { () => ReferencePolicy.FromProbabilities(new[] { 0.1, 0.9 }.Append(0.5)), "not 1; pass normalise to rescale" },
        { () => ReferencePolicy.FromProbabilities(new[] { "0" }, true), "probabilities have total mass 0" },
        { () => TwoToOne.WithRewards(1), "rewards has 1 entries; it must have one per outcome, 2" },
        { () => TwoToOne.WithRewards(new[] { 1, double.NaN }), "rewards[1] is NaN; it must be a finite number" },
        { () => TwoToOne.WithLabels(["a", "b", "c"]), "labels has 3 entries; it must have one per outcome, 2" },
        { () => ReferencePolicy.Parse("1 @ 1 @ 1"), "text is 1 @ 1 @ 1; it must have at most one @" },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Errors_NameParameterValueAndRule(Func<ReferencePolicy> make, string message) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => make()).Message, StringComparison.Ordinal);

    [Fact]
    public void HasTies_WhereOneLevelHasSeveralOutcomes()
    {
        Assert.True(ReferencePolicy.Parse("1,1,1 @ 0,0,1").HasTies);
        Assert.False(ReferencePolicy.Parse("1,0,1 @ 0,0,1").HasTies);
    }

    [Fact]
    public void HashCodes_AreOfTheWeights()
    {
        Assert.Equal(ReferencePolicy.FromWeights(1, 2).GetHashCode(), ReferencePolicy.FromWeights(2, 4).GetHashCode());
        Assert.InRange(Enumerable.Range(1, 20).Select(static i => ReferencePolicy.FromWeights(1, i).GetHashCode()).Distinct().Count(), 2, 20);
    }

    [Fact]
    public void Weights_BelowZero_AreOutOfRange()
    {
        Assert.Throws<ArgumentOutOfRangeException>("weights", () => ReferencePolicy.FromWeights([new Rational(1), new Rational(-1)]));
        Assert.Throws<ArgumentOutOfRangeException>("exponent", () => ReferencePolicy.FromWeights(1).PowerSum(0));
    }

    [Fact]
    public void Policies_OverTheBudgetOfBits_AreRefused()
    {
        // 70,000 outcomes times 1,000 bits: of one numerator, of the denominators wherever they come, or of both.
        var ones = Enumerable.Repeat(Rational.One, 70_000).ToArray();
        var (large, small) = (new Rational(System.Numerics.BigInteger.One << 1000), new Rational(1, System.Numerics.BigInteger.One << 1000));
        var (half, inverse) = (new Rational(System.Numerics.BigInteger.One << 500), new Rational(1, System.Numerics.BigInteger.One << 500));
        foreach (var weights in new Rational[][] { [large, .. ones], [.. ones, large], [small, .. ones], [.. ones, small], [half, inverse, .. ones], [inverse, half, .. ones] })
        {
            Assert.Contains("budget", Assert.Throws<ArgumentException>("weights", () => ReferencePolicy.FromWeights(weights)).Message, StringComparison.Ordinal);
        }

        Assert.Equal(70_001, ReferencePolicy.FromWeights([half, .. ones]).Count);
    }
}

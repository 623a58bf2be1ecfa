using BonVerify.Estimators;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Policies;

/// <summary>The simulation of best-of-n against its exact masses, and against wrong ones.</summary>
public class SamplerTest
{
    private const int Responses = 20_000;

    private static readonly Rational Alpha = new(1, 1_000_000_000);

    public static TheoryData<string, int, TieBreaking> Policies { get; } = new()
    {
        { "1,1", 2, TieBreaking.AmongDraws },
        { "2,1,1,1", 4, TieBreaking.AmongDraws },
        { "1,2,3,0,4 @ 1,0,1,5,1", 3, TieBreaking.AmongDraws },
        { "1,2,3,0,4 @ 1,0,1,5,1", 3, TieBreaking.FirstListed },
        { "5,1,1,3 @ 2,2,2,2", 2, TieBreaking.AmongDraws },
        { "5,1,1,3 @ 2,2,2,2", 2, TieBreaking.FirstListed },
        { "90,5,3,2 @ 0,-1,1/2,1/2", 6, TieBreaking.AmongDraws },
        { "3", 5, TieBreaking.AmongDraws },
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public void CountBestOf_FitsTheExactMasses(string text, int n, TieBreaking ties)
    {
        var reference = ReferencePolicy.Parse(text);
        for (var seed = 0UL; seed < 3; seed++)
        {
            var counts = new Sampler(reference).CountBestOf(new SplitMix64(seed), n, Responses, ties);
            Assert.Equal(Responses, counts.Sum());
            Assert.False(GoodnessOfFit.Rejects(counts, new BestOfN(reference, n, ties).Probabilities(), Alpha));
        }
    }

    [Fact]
    public void CountBestOf_DoesNotFitWrongMasses()
    {
        var reference = ReferencePolicy.Parse("1,6,3 @ 1,0,1");
        var counts = new Sampler(reference).CountBestOf(new SplitMix64(4), 3, Responses);
        Assert.False(GoodnessOfFit.Rejects(counts, new BestOfN(reference, 3).Probabilities(), Alpha));

        // One draw more, ties by listing order, ties split evenly, and no selection at all.
        Assert.True(GoodnessOfFit.Rejects(counts, new BestOfN(reference, 4).Probabilities(), Alpha));
        Assert.True(GoodnessOfFit.Rejects(counts, new BestOfN(reference, 3, TieBreaking.FirstListed).Probabilities(), Alpha));
        var exact = new BestOfN(reference, 3).Probabilities();
        var half = (exact[0] + exact[2]) / new Rational(2);
        Assert.True(GoodnessOfFit.Rejects(counts, [half, exact[1], half], Alpha));
        Assert.True(GoodnessOfFit.Rejects(counts, reference.Probabilities, Alpha));
    }

    [Fact]
    public void DrawBestOf_UnderListingOrder_KeepsTheFirstListedOfEquals()
    {
        var sampler = new Sampler(ReferencePolicy.Parse("1,1,1 @ 7,7,7"));
        var random = new SplitMix64(2);
        var again = new SplitMix64(2);
        for (var i = 0; i < 200; i++)
        {
            var draws = Enumerable.Range(0, 4).Select(_ => sampler.Draw(again)).ToArray();
            Assert.Equal(draws.Min(), sampler.DrawBestOf(random, 4, TieBreaking.FirstListed));
        }
    }

    [Fact]
    public void DrawBestOf_UnderListingOrder_KeepsTheLastListedOfEquals()
    {
        var sampler = new Sampler(ReferencePolicy.Parse("1,1,1 @ 0,0,0"));
        for (var i = 0; i < 20; i++)
        {
            var copy = new SplitMix64((ulong)i);
            var draws = Enumerable.Range(0, 4).Select(_ => sampler.Draw(copy)).ToArray();
            Assert.Equal(draws.Max(), sampler.DrawBestOf(new SplitMix64((ulong)i), 4, TieBreaking.LastListed));
            Assert.Equal(draws.Min(), sampler.DrawBestOf(new SplitMix64((ulong)i), 4, TieBreaking.FirstListed));
        }
    }

    [Fact]
    public void Draw_IsTheFirstOutcomeAboveThePoint()
    {
        // Below 8 the draws of seed 0 are the leading three bits of its words: 7, 3, 0, 7.
        var sampler = new Sampler(ReferencePolicy.FromWeights(1, 0, 3, 4));
        var random = new SplitMix64(0);
        Assert.Equal([3, 2, 0, 3], Enumerable.Range(0, 4).Select(_ => sampler.Draw(random)));
    }

    [Fact]
    public void ZeroMass_IsNeverDrawn()
    {
        var sampler = new Sampler(ReferencePolicy.Parse("0,1,0,1,0 @ 9,1,9,2,9"));
        var counts = sampler.CountBestOf(new SplitMix64(3), 2, 1000);
        Assert.Equal([0, 2, 4], Enumerable.Range(0, 5).Where(i => counts[i] == 0));
    }

    [Fact]
    public void LongSimulations_CanBeStopped()
    {
        var sampler = new Sampler(ReferencePolicy.FromWeights(1, 1));
        using var stopping = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.Throws<OperationCanceledException>(() => sampler.DrawBestOf(new SplitMix64(1), int.MaxValue, cancellationToken: stopping.Token));
        Assert.Throws<OperationCanceledException>(() => sampler.CountBestOf(new SplitMix64(1), 1, int.MaxValue, cancellationToken: stopping.Token));
        Assert.Throws<OperationCanceledException>(
            () => MonteCarloKl.Estimate(sampler.Reference, 2, int.MaxValue, 1, 0.95, cancellationToken: stopping.Token));
    }

    [Fact]
    public void Errors_NameParameterValueAndRule()
    {
        var sampler = new Sampler(ReferencePolicy.FromWeights(1, 1));
        Assert.Throws<ArgumentNullException>("reference", () => new Sampler(null!));
        Assert.Throws<ArgumentNullException>("random", () => sampler.Draw(null!));
        Assert.Contains(
            "n is 0; it must be at least 1",
            Assert.Throws<ArgumentOutOfRangeException>("n", () => sampler.DrawBestOf(new SplitMix64(1), 0)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "ties is 99; it must be a member of TieBreaking",
            Assert.Throws<ArgumentOutOfRangeException>("ties", () => sampler.DrawBestOf(new SplitMix64(1), 2, (TieBreaking)99)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("ties", () => sampler.CountBestOf(new SplitMix64(1), 2, 0, (TieBreaking)99));
        Assert.Throws<ArgumentOutOfRangeException>("responses", () => sampler.CountBestOf(new SplitMix64(1), 1, -1));
        Assert.Equal(0, sampler.CountBestOf(new SplitMix64(1), 1, 0).Sum());
    }
}

using System.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Policies;

public class SplitMix64Test
{
    [Fact]
    public void Next_IsThePublishedSequence()
    {
        var random = new SplitMix64(0);
        Assert.Equal(0xE220A8397B1DCDAFUL, random.Next());
        Assert.Equal(0x6E789E6AA1B965F4UL, random.Next());
        Assert.Equal(0x06C45D188009454FUL, random.Next());
        Assert.Equal(0xF88BB8A8724C81ECUL, random.Next());
    }

    [Fact]
    public void Next_WrapsAroundWithoutOverflow()
    {
        // The state is the seed plus a multiple of the step: a seed one step back is one draw behind.
        var ahead = new SplitMix64(0);
        var behind = new SplitMix64(unchecked(0UL - 0x9E3779B97F4A7C15UL));
        behind.Next();
        Assert.Equal(ahead.Next(), behind.Next());
    }

    [Fact]
    public void NextBelow_TakesTheLeadingBits()
    {
        Assert.Equal(0xE2, new SplitMix64(0).NextBelow(256));
        Assert.Equal(0xE220A8397B1DCDAFUL, new SplitMix64(0).NextBelow(BigInteger.One << 64));
        Assert.Equal(((BigInteger)0xE220A8397B1DCDAFUL << 8) + 0x6E, new SplitMix64(0).NextBelow(BigInteger.One << 72));
    }

    [Fact]
    public void NextBelow_RejectsInsteadOfFolding()
    {
        // The first two bits of the draws are 11 (refused), 01, 00 …
        var random = new SplitMix64(0);
        Assert.Equal(1, random.NextBelow(3));
        Assert.Equal(0, random.NextBelow(3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    public void NextBelow_ReachesAllValuesEquallyOften(int limit)
    {
        var counts = new int[limit];
        var random = new SplitMix64(9);
        for (var i = 0; i < 20_000; i++)
        {
            counts[(int)random.NextBelow(limit)]++;
        }

        Assert.False(GoodnessOfFit.Rejects(counts, ReferencePolicy.FromWeights(Enumerable.Repeat(1, limit)).Probabilities, new(1, 1_000_000_000)));
    }

    [Fact]
    public void NextBelow_OfAHugeLimit_StaysBelowIt()
    {
        var limit = BigInteger.Pow(3, 200);
        var random = new SplitMix64(1);
        var draws = Enumerable.Range(0, 500).Select(_ => random.NextBelow(limit)).ToList();
        Assert.All(draws, draw => Assert.True(draw.Sign >= 0 && draw < limit));
        Assert.Equal(500, draws.Distinct().Count());
        Assert.InRange(draws.Count(draw => 2 * draw < limit), 200, 300);
    }

    [Fact]
    public void NextBelow_NothingIsRefused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>("limit", () => new SplitMix64(1).NextBelow(0));
        Assert.Contains("limit is 0; it must be at least 1", error.Message, StringComparison.Ordinal);
    }
}

using BonVerify.FloatingPoint.Certified;
using BonVerify.Policies;

namespace BonVerify.Tests.FloatingPoint.Certified;

public class SortedWeightsTest
{
    [Fact]
    public void Of_AddsUpTies_AndKeepsWhatTheSumsRoundOff()
    {
        var sorted = SortedWeights.Of([1, 4, 1e-20, 0.5, 2], [3, -1, 3, 7, -1], TieBreaking.AmongDraws);
        Assert.Equal([6, 1, 0.5], sorted.Weights);
        Assert.Equal([-1, 3, 7], sorted.Rewards);
        Assert.Equal([0, 1e-20, 0], sorted.Rests);

        // Without ties, and with ties whose sums are exact, there are no rests.
        Assert.Empty(SortedWeights.Of([1, 2, 3], [3, 2, 1], TieBreaking.AmongDraws).Rests);
        Assert.Equal([3, 2, 1], SortedWeights.Of([1, 2, 3], [3, 2, 1], TieBreaking.AmongDraws).Weights);
        Assert.Equal([3, 3], SortedWeights.Of([1, 2, 3], [0, 0, 1], TieBreaking.AmongDraws).Weights);
        Assert.Empty(SortedWeights.Of([1, 2, 3], [0, 0, 1], TieBreaking.AmongDraws).Rests);
    }

    [Fact]
    public void Of_UnderListingOrder_PutsTheOneThatWinsLast()
    {
        var first = SortedWeights.Of([1, 2, 3, 4], [5, 0, 5, 0], TieBreaking.FirstListed);
        Assert.Equal([4, 2, 3, 1], first.Weights);
        Assert.Equal([0, 0, 5, 5], first.Rewards);
        Assert.Empty(first.Rests);
        Assert.Equal([2, 4, 1, 3], SortedWeights.Of([1, 2, 3, 4], [5, 0, 5, 0], TieBreaking.LastListed).Weights);
    }
}

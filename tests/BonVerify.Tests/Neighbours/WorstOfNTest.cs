using BonVerify.Neighbours;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Neighbours;

public class WorstOfNTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Probabilities_AreThoseOfAllTuples(int n)
    {
        foreach (var reference in Tuples.Policies)
        {
            var policy = new WorstOfN(reference, n);
            Assert.Equal(Tuples.Worst(reference, n), policy.Probabilities());
            Assert.Equal(policy.Probabilities(), policy.ToReferencePolicy().Probabilities);
            Assert.Equal(reference.Rewards, policy.ToReferencePolicy().Rewards);
        }
    }

    [Fact]
    public void Policy_NamesItselfAndItsErrors()
    {
        var reference = ReferencePolicy.FromWeights(2, 1, 1);
        Assert.Equal("worst of 2 from 2,1,1", new WorstOfN(reference, 2).ToString());
        Assert.Equal(2, new WorstOfN(reference, 2).N);
        Assert.Same(reference, new WorstOfN(reference, 2).Reference);
        Assert.Throws<ArgumentNullException>("reference", () => new WorstOfN(null!, 2));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => new WorstOfN(reference, 0));
        Assert.Contains("maxBits = 10", Assert.Throws<ArgumentOutOfRangeException>("n", () => new WorstOfN(reference, 9, 10)).Message, StringComparison.Ordinal);
    }
}

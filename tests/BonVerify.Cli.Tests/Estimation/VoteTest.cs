using BonVerify.Cli.Estimation;
using BonVerify.Numerics;
using BonVerify.Pools;

namespace BonVerify.Cli.Tests.Estimation;

public class VoteTest
{
    /// <summary>Every subset votes; of several winners each counts alike, with the share of its samples that are correct.</summary>
    [Fact]
    public void SmallPools_AgreeWithCountingSubsets()
    {
        var random = new Random(1);
        for (var i = 0; i < 60; i++)
        {
            var answers = Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(4)).ToArray();
            var correct = answers.Select(_ => random.Next(2)).ToArray();
            var counts = answers.Zip(correct).GroupBy(static sample => sample.First)
                .ToDictionary(static answer => answer.Key, static answer => new AnswerCount(answer.Count(), answer.Average(static sample => sample.Second)));
            for (var k = 1; k <= answers.Length; k++)
            {
                var votes = BruteForce.Subsets(answers.Length, k).Select(subset =>
                {
                    var fallen = subset.GroupBy(member => answers[member]).ToArray();
                    var most = fallen.Max(static answer => answer.Count());
                    return fallen.Where(answer => answer.Count() == most).Average(answer => counts[answer.Key].Correct);
                });
                Assert.Equal(votes.Average(), Vote.Of([.. counts.Values], k), 1e-13);
            }
        }
    }

    /// <summary>Sizes at which binomial coefficients leave the range of doubles among them.</summary>
    [Theory]
    [InlineData(1, "40,30,20,10")]
    [InlineData(16, "40,30,20,10")]
    [InlineData(16, "20,20,20,1,1,1,1,1,1,1,1,1,1")]
    [InlineData(64, "128,100,28")]
    [InlineData(255, "128,100,28")]
    [InlineData(256, "128,100,28")]
    [InlineData(40, "600,500,3")]
    public void LargePools_AgreeWithTheExactValue(int k, string texts)
    {
        var counts = texts.Split(',').Select(int.Parse).ToArray();
        var exact = MajorityAtK.Of(counts, k);
        for (var right = 0; right < Math.Min(counts.Length, 3); right++)
        {
            var value = Vote.Of([.. counts.Select((count, i) => new AnswerCount(count, i == right ? 1 : 0))], k);
            Assert.InRange(value, exact[right].ToDouble() * (1 - 1e-12), exact[right].ToDouble() * (1 + 1e-12));
        }
    }

    [Fact]
    public void FiveHundredOfThousandDistinctAnswers_StayInTheRangeOfDoubles() =>
        Assert.Equal(0.25, Vote.Of([.. Enumerable.Range(0, 1000).Select(static i => new AnswerCount(1, i % 4 == 0 ? 1 : 0))], 500), 1e-12);
}

using BonVerify.Numerics;
using BonVerify.Pools;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Pools;

public class MajorityAtKTest
{
    [Fact]
    public void Of_CountsTheVotesOfSubsets() => Campaign.Run(150, static index =>
    {
        var random = new Random(index);
        var votes = Enumerable.Range(0, random.Next(1, 10)).Select(_ => random.Next(4)).ToArray();
        var counts = Enumerable.Range(0, 4).Select(answer => votes.Count(vote => vote == answer)).ToArray();
        for (var k = 1; k <= votes.Length; k++)
        {
            var polls = Enumerated.Subsets(votes.Length, k).Select(subset => subset.Select(sample => votes[sample]).ToArray()).ToArray();
            var (split, strict) = Chances(polls, 4, static _ => Rational.One);
            Assert.Equal(split, MajorityAtK.Of(counts, k));
            Assert.Equal(strict, MajorityAtK.Of(counts, k, MajorityTies.Strict));
        }
    });

    [Fact]
    public void OfLaw_CountsTheVotesOfTuples() => Campaign.Run(60, static index =>
    {
        var random = new Random(index);
        var weights = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(4)).Append(1).ToArray();
        var law = weights.Select(weight => new Rational(weight, weights.Sum())).ToArray();
        for (var k = 1; k <= 5; k++)
        {
            var polls = Enumerated.Tuples(law.Length, k).ToArray();
            var (split, strict) = Chances(polls, law.Length, poll => poll.Aggregate(Rational.One, (chance, answer) => chance * law[answer]));
            Assert.Equal(split, MajorityAtK.OfLaw(law, k));
            Assert.Equal(strict, MajorityAtK.OfLaw(law, k, MajorityTies.Strict));
        }
    });

    [Fact]
    public void OfLaw_ThreeAnswersThreeVotes() =>
        Assert.Equal(
            [new(211, 500), new(1407, 4000), new(181, 800)],
            MajorityAtK.OfLaw([new(4, 10), new(35, 100), new(1, 4)], 3));

    [Fact]
    public void Of_SplitChances_SumToOne_AndIsPassAtKForOneVote()
    {
        int[] counts = [13, 0, 7, 7, 1, 1, 1, 20];
        for (var k = 1; k <= 50; k += 7)
        {
            var split = MajorityAtK.Of(counts, k);
            var strict = MajorityAtK.Of(counts, k, MajorityTies.Strict);
            Assert.Equal(Rational.One, Enumerated.Sum(split));
            Assert.True(Enumerated.Sum(strict) <= 1);
            Assert.All(split.Zip(strict), static pair => Assert.True(pair.First >= pair.Second));
            Assert.Equal((split[1], split[2], split[4]), (Rational.Zero, split[3], split[6]));
        }

        Assert.Equal(counts.Select(static count => new Rational(count, 50)), MajorityAtK.Of(counts, 1));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 1], MajorityAtK.Of(counts, 50));
        Assert.Equal([new Rational(1, 2), new(1, 2), 0], MajorityAtK.Of([4, 4, 3], 11));
        Assert.Equal([Rational.Zero, 0, 0], MajorityAtK.Of([4, 4, 3], 11, MajorityTies.Strict));
    }

    [Fact]
    public void Of_TwoAnswers_IsTheTailOfTheNumberOfCorrectOnes()
    {
        foreach (var (correct, wrong, k) in new[] { (60, 40, 51), (150, 250, 101), (3, 997, 75) })
        {
            var chances = MajorityAtK.Of([correct, wrong], k);
            Assert.Equal(PassRates.AtLeast(correct + wrong, correct, k, k / 2 + 1), chances[0]);
            Assert.Equal(PassRates.AtLeast(correct + wrong, wrong, k, k / 2 + 1), chances[1]);
        }
    }

    [Fact]
    public void OfLaw_IsTheMeanOfOf()
    {
        // Over all pools of 6 from the law, votes of 4 of the pool are 4 votes from the law.
        Rational[] law = [new(1, 2), new(1, 3), new(1, 6)];
        var mean = new Rational[3];
        foreach (var pool in Enumerated.Tuples(3, 6))
        {
            var chance = pool.Aggregate(Rational.One, (product, answer) => product * law[answer]);
            var counts = Enumerable.Range(0, 3).Select(answer => pool.Count(vote => vote == answer));
            mean = [.. mean.Zip(MajorityAtK.Of(counts, 4), (sum, value) => sum + chance * value)];
        }

        Assert.Equal(mean, MajorityAtK.OfLaw(law, 4));
    }

    [Fact]
    public void Undefined_IsRefused()
    {
        Assert.Contains(
            "k is 4; it must be from 1 to 3", Assert.Throws<ArgumentOutOfRangeException>("k", () => MajorityAtK.Of([1, 2], 4)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("k", () => MajorityAtK.Of([1, 2], 0));
        Assert.Throws<ArgumentOutOfRangeException>("k", () => MajorityAtK.Of([], 1));
        Assert.Contains(
            "counts[1] is -2", Assert.Throws<ArgumentOutOfRangeException>("counts", () => MajorityAtK.Of([1, -2], 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("counts", () => MajorityAtK.Of([Pool.MaxSize, 1], 1));
        Assert.Contains(
            "budget", Assert.Throws<ArgumentOutOfRangeException>("k", () => MajorityAtK.Of([500, 500], 1000)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("k", () => MajorityAtK.OfLaw([1], 0));
        Assert.Throws<ArgumentOutOfRangeException>("k", () => MajorityAtK.OfLaw([1], 100_000));
        Assert.Contains(
            "the sum of the probabilities is 3/4; it must be exactly 1",
            Assert.Throws<ArgumentOutOfRangeException>("probabilities", () => MajorityAtK.OfLaw([new(1, 2), new(1, 4)], 1)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("probabilities", () => MajorityAtK.OfLaw([2, -1], 1));
        Assert.Throws<ArgumentOutOfRangeException>("probabilities", () => MajorityAtK.OfLaw([], 1));
    }

    /// <summary>The chance of each answer to win, with ties split and with ties won by nobody; polls count by their chances.</summary>
    private static (Rational[] Split, Rational[] Strict) Chances(int[][] polls, int answers, Func<int[], Rational> chanceOf)
    {
        var (split, strict) = (new Rational[answers], new Rational[answers]);
        var all = Enumerated.Sum(polls.Select(chanceOf));
        foreach (var poll in polls)
        {
            var votes = Enumerable.Range(0, answers).Select(answer => poll.Count(vote => vote == answer)).ToArray();
            var winners = Enumerable.Range(0, answers).Where(answer => votes[answer] == votes.Max()).ToArray();
            foreach (var winner in winners)
            {
                split[winner] += chanceOf(poll) / all / winners.Length;
                strict[winner] += winners.Length == 1 ? chanceOf(poll) / all : Rational.Zero;
            }
        }

        return (split, strict);
    }
}

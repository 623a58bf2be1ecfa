using BonVerify.Measures;
using BonVerify.Neighbours;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Neighbours;

/// <summary>Best of a random number of draws: finite laws, geometric and Poisson.</summary>
public class RandomDrawsTest
{
    private static readonly ReferencePolicy Reference = ReferencePolicy.Parse("1,0,3,2 @ 1,7,1,2");

    [Fact]
    public void FiniteLaw_IsTheMixtureOfAllTuples()
    {
        var chances = new Dictionary<int, Rational> { [4] = new(1, 6), [1] = new(1, 2), [3] = new(1, 3), [7] = 0 };
        foreach (var reference in Tuples.Policies)
        {
            var policy = new BestOfRandomN(reference, chances);
            var expected = Tuples.Mixture(chances.Where(pair => pair.Value > 0).Select(pair => (pair.Value, Enumeration.Probabilities(reference, pair.Key))));
            Assert.Equal(expected, policy.Probabilities());
            Assert.Equal(expected, policy.ToReferencePolicy().Probabilities);
            Assert.Equal(reference.Rewards, policy.ToReferencePolicy().Rewards);
        }

        var made = new BestOfRandomN(Reference, chances);
        Assert.Equal([1, 3, 4], made.Chances.Keys);
        Assert.Equal(new Rational(13, 6), made.MeanDraws);
        Assert.Equal("best of a random number of draws, 13/6 on average, from 1,0,3,2 @ 1,7,1,2", made.ToString());
    }

    [Fact]
    public void FiniteLaw_ThatIsNone_IsRefused()
    {
        Refuses("gives 0 draws the chance 1", new() { [0] = 1 });
        Refuses("gives 2 draws the chance -1", new() { [1] = 2, [2] = -1 });
        Refuses("chances sum to 1/2, not 1", new() { [1] = new(1, 2) });
        Refuses("chances sum to 0, not 1", []);
        Assert.Throws<ArgumentNullException>("chances", () => new BestOfRandomN(Reference, null!));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => new BestOfRandomN(Reference, new Dictionary<int, Rational> { [100] = 1 }, 100));

        static void Refuses(string message, Dictionary<int, Rational> chances) => Assert.Contains(
            message, Assert.Throws<ArgumentException>(nameof(chances), () => new BestOfRandomN(Reference, chances)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("9/10", 5)]
    [InlineData("2/3", 7)]
    public void Geometric_IsTheSumOverAllTuples_ButForTheTail(string chance, int most)
    {
        var stop = Rational.Parse(chance);
        foreach (var reference in Tuples.Policies)
        {
            var policy = new BestOfGeometric(reference, stop);
            var part = Tuples.Mixture(Enumerable.Range(1, most).Select(n => (stop * Rational.Pow(1 - stop, n - 1), Enumeration.Probabilities(reference, n))));
            var tail = Rational.Pow(1 - stop, most);
            Assert.All(policy.Probabilities().Zip(part), pair => Assert.InRange(pair.First - pair.Second, Rational.Zero, tail));
            Assert.Equal(policy.Probabilities(), policy.ToReferencePolicy().Probabilities);
            Assert.Equal(reference.Rewards, policy.ToReferencePolicy().Rewards);
        }

        Assert.Equal(1 / stop, new BestOfGeometric(Reference, stop).MeanDraws);
    }

    [Fact]
    public void Geometric_NamesItselfAndItsErrors()
    {
        Assert.Equal("best of a geometric number of draws, 2 on average, from 1,1", new BestOfGeometric(ReferencePolicy.FromWeights(1, 1), new(1, 2)).ToString());
        Assert.Equal(new Rational(1, 2), new BestOfGeometric(Reference, new(1, 2)).Stop);
        Assert.Contains("stop is 0; it must be in (0, 1]", Assert.Throws<ArgumentOutOfRangeException>("stop", () => new BestOfGeometric(Reference, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("stop", () => new BestOfGeometric(Reference, new(4, 3)));
        Assert.Throws<ArgumentNullException>("reference", () => new BestOfGeometric(null!, 1));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1/10", 4)]
    [InlineData("1/2", 6)]
    public void Poisson_IsTheSumOverAllTuples_ButForTheTail(string mean, int most)
    {
        var mu = Rational.Parse(mean);
        var terms = Enumerable.Range(0, most + 1).Select(k => Rational.Pow(mu, k) / Enumerable.Range(1, k).Aggregate(Rational.One, (product, i) => product * i)).ToArray();
        var none = Enclosure.Exp(Enclosure.FromRational(-mu, 200), 200);

        // Σ of the terms from k on is at most twice the k-th for μ ≤ ½.
        var tail = Enclosure.FromRational(most == 0 ? Rational.Zero : 2 * terms[most], 200);
        foreach (var reference in Tuples.Policies)
        {
            var masses = new BestOfPoisson(reference, mu).ToEnclosedPolicy().Masses(150);
            var part = Tuples.Mixture(terms.Take(Math.Max(1, most)).Select((term, k) => (term, Enumeration.Probabilities(reference, k + 1))));
            Assert.All(masses.Zip(part), pair =>
            {
                var lower = Enclosure.Multiply(none, Enclosure.FromRational(pair.Second, 200), 200);
                Assert.False(pair.First.IsBelow(lower));
                Assert.False(Enclosure.Add(lower, tail, 200).IsBelow(pair.First));
            });
        }
    }

    [Fact]
    public void Poisson_OfMeanZero_IsTheReferencePolicy()
    {
        Assert.All(
            new BestOfPoisson(Reference, 0).ToEnclosedPolicy().Masses(80).Zip(Reference.Probabilities),
            pair => Assert.True(pair.First.Contains(pair.Second) && (pair.First.IsExact || pair.First.IsAccurateTo(75))));
        Assert.True(KullbackLeibler.Of(new BestOfPoisson(Reference, 0).ToEnclosedPolicy(), 100).Upper < new Dyadic(1, -90));
    }

    [Fact]
    public void Poisson_OfHugeMean_KeepsTheTopAndAccurateMasses()
    {
        var masses = new BestOfPoisson(Reference, new Rational(10_000)).ToEnclosedPolicy().Masses(100);
        Assert.Equal(0, masses[1].Sign);
        Assert.All([0, 2, 3], i => Assert.True(masses[i].IsAccurateTo(90), masses[i].ToDecimal(5).ToString()));
        Assert.True(Dyadic.One - masses[3].Lower < new Dyadic(1, -90));
    }

    [Fact]
    public void Poisson_NamesItselfAndItsErrors()
    {
        var policy = new BestOfPoisson(Reference, new(3, 2));
        Assert.Equal("best of 1 + Poisson(3/2) draws from 1,0,3,2 @ 1,7,1,2", policy.ToString());
        Assert.Equal(new Rational(5, 2), policy.MeanDraws);
        Assert.Equal(new Rational(3, 2), policy.Mu);
        Assert.Same(Reference, policy.ToEnclosedPolicy().Reference);
        Assert.Contains("mu is -1; it must be at least 0", Assert.Throws<ArgumentOutOfRangeException>("mu", () => new BestOfPoisson(Reference, -1)).Message, StringComparison.Ordinal);
        Assert.Contains("must keep exponents below 2^60", Assert.Throws<ArgumentOutOfRangeException>("mu", () => new BestOfPoisson(Reference, 1L << 60)).Message, StringComparison.Ordinal);
    }
}

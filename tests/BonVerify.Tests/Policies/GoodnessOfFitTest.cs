using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Policies;

public class GoodnessOfFitTest
{
    [Fact]
    public void Tail_EnclosesTheExactBinomialSum()
    {
        foreach (var total in new[] { 1, 2, 7, 40 })
        {
            foreach (var p in new Rational[] { new(1, 2), new(1, 3), new(9, 10), new(1, 1000), new(BigInteger.One, BigInteger.One << 90) })
            {
                for (var count = 0; count <= total; count++)
                {
                    var (upper, lower) = (Sum(total, p, k => k >= count), Sum(total, p, k => k <= count));
                    var tail = GoodnessOfFit.Tail(total, count, p);
                    Assert.True(tail.Contains(Rational.One) || tail.Contains(upper) || tail.Contains(lower), $"{total} {count} {p}: {tail}");

                    // The tail that matters is the one taken.
                    if (upper < new Rational(1, 4) || lower < new Rational(1, 4))
                    {
                        Assert.True(tail.Contains(upper < lower ? upper : lower), $"{total} {count} {p}: {tail}");
                    }
                }
            }
        }
    }

    [Fact]
    public void Tail_IsThatOnTheSideOfTheMode()
    {
        foreach (var p in new Rational[] { new(1, 2), new(1, 3), new(9, 10) })
        {
            var terms = Enumerable.Range(0, 7).Select(i => Choose(6, i) * Power(p, i) * Power(1 - p, 6 - i)).ToArray();
            var mode = Array.LastIndexOf(terms, terms.Max());
            for (var count = 0; count < terms.Length; count++)
            {
                var exact = count == mode ? Rational.One : Sum(6, p, count > mode ? k => k >= count : k => k <= count);
                Assert.True(GoodnessOfFit.Tail(6, count, p).Contains(exact), $"{count}, {p}");
            }
        }
    }

    [Fact]
    public void Rejects_AtThePValueItself()
    {
        Rational[] halves = [new(1, 2), new(1, 2)];
        var p = GoodnessOfFit.PValue([9, 1], halves).Upper.ToRational();
        Assert.True(GoodnessOfFit.Rejects([9, 1], halves, p));
        Assert.False(GoodnessOfFit.Rejects([9, 1], halves, p - new Rational(BigInteger.One, BigInteger.One << 300)));
    }

    [Fact]
    public void Tail_OfManyTrials_MatchesTheNormalLaw()
    {
        // Six standard deviations above 5·10^5 of 10^6: P(Z ≥ 6 − 0.001) of the normal law with continuity correction.
        var tail = GoodnessOfFit.Tail(1_000_000, 503_000, new Rational(1, 2));
        Assert.True(tail.IsAccurateTo(80));
        Assert.InRange(tail.Upper.ToDouble() / 9.927e-10, 0.995, 1.005);
        Assert.Equal(
            tail.Upper.ToDouble(), GoodnessOfFit.Tail(1_000_000, 497_000, new Rational(1, 2)).Upper.ToDouble(), tail.Upper.ToDouble() * 1e-12);
    }

    [Fact]
    public void Tail_BeyondAllReason_IsOnlyBounded()
    {
        var tail = GoodnessOfFit.Tail(1_000_000, 1_000_000, new Rational(1, 2));
        Assert.Equal(Dyadic.Zero, tail.Lower);
        Assert.True(tail.Upper < new Dyadic(1, -250));
    }

    [Fact]
    public void PValue_IsTwiceTheSmallestTailTimesTheOutcomes()
    {
        // 3 of 3 heads: 2 outcomes, each with tail 1/8, so 2·2/8.
        Assert.True(GoodnessOfFit.PValue([3, 0], [new(1, 2), new(1, 2)]).Contains(new Rational(1, 2)));
        Assert.True(GoodnessOfFit.PValue([10, 0], [new(1, 2), new(1, 2)]).Contains(new Rational(4, 1024)));
        Assert.Equal(Enclosure.One, GoodnessOfFit.PValue([5, 5], [new(1, 2), new(1, 2)]));
    }

    [Fact]
    public void PValue_AtCertainty()
    {
        Assert.Equal(Enclosure.Zero, GoodnessOfFit.PValue([99, 1], [1, 0]));
        Assert.Equal(Enclosure.One, GoodnessOfFit.PValue([99, 0], [1, 0]));
        Assert.Equal(Enclosure.One, GoodnessOfFit.PValue([0, 0], [new(1, 3), new(2, 3)]));
    }

    [Fact]
    public void PValue_OfImpossibleAndCertainOutcomes_CountsTheUncertainOnes()
    {
        // An outcome that cannot occur, and did not, is no test more among which alpha is shared.
        Assert.Equal(GoodnessOfFit.PValue([8, 0], [new(1, 2), new(1, 2)]), GoodnessOfFit.PValue([8, 0, 0, 0], [new(1, 2), new(1, 2), 0, 0]));
        Assert.Equal(Enclosure.One, GoodnessOfFit.PValue([7, 0, 0], [1, 0, 0]));
        Assert.Equal(Enclosure.Zero, GoodnessOfFit.PValue([7, 0, 1], [new(1, 2), new(1, 2), 0]));
    }

    [Fact]
    public void FalseAlarms_ExactlyCounted_AreAtMostAlpha()
    {
        // Every outcome of 12 trials over three outcomes, with its multinomial probability.
        Rational[] p = [new(1, 2), new(1, 3), new(1, 6)];
        var alarms = new[] { Rational.Zero, Rational.Zero, Rational.Zero };
        Rational[] alphas = [new(1, 100), new(1, 20), new(1, 2)];
        var all = Rational.Zero;
        for (var a = 0; a <= 12; a++)
        {
            for (var b = 0; a + b <= 12; b++)
            {
                int[] counts = [a, b, 12 - a - b];
                var ways = Choose(12, a) * Choose(12 - a, b);
                var probability = new Rational(ways) * Power(p[0], a) * Power(p[1], b) * Power(p[2], 12 - a - b);
                all += probability;
                for (var i = 0; i < alphas.Length; i++)
                {
                    alarms[i] += GoodnessOfFit.Rejects(counts, p, alphas[i]) ? probability : Rational.Zero;
                }
            }
        }

        Assert.Equal(Rational.One, all);
        Assert.All(alphas.Zip(alarms), pair => Assert.True(pair.Second <= pair.First, $"{pair.Second} at {pair.First}"));
        Assert.True(alarms[1] > Rational.Zero);
    }

    [Fact]
    public void FalseAlarms_OverManySeeds_AreRareAsPromised()
    {
        // Of 400 seeds at most 5 % should alarm on average; more than 45 would have probability below 1e-6.
        var reference = ReferencePolicy.Parse("4,3,2,1 @ 0,1,1,2");
        var exact = new BestOfN(reference, 2).Probabilities();
        var sampler = new Sampler(reference);
        var alarms = Enumerable.Range(0, 400).Count(seed =>
            GoodnessOfFit.Rejects(sampler.CountBestOf(new SplitMix64((ulong)seed), 2, 300), exact, new Rational(1, 20)));
        Assert.InRange(alarms, 1, 45);
    }

    [Fact]
    public void Errors_NameParameterValueAndRule()
    {
        Refuses("counts has 1 entries; it must have one per probability, 2", () => GoodnessOfFit.PValue([1], [new(1, 2), new(1, 2)]));
        Refuses("counts[1] is -1; it must be at least 0", () => GoodnessOfFit.PValue([1, -1], [new(1, 2), new(1, 2)]));
        Refuses("probabilities[0] is -1/2; it must be at least 0", () => GoodnessOfFit.PValue([1, 1], [new(-1, 2), new(3, 2)]));
        Refuses("probabilities sum to 3/4; they must sum to 1", () => GoodnessOfFit.PValue([1, 1], [new(1, 2), new(1, 4)]));
        Refuses("alpha is 1; it must be in (0, 1)", () => GoodnessOfFit.Rejects([1], [1], 1));
        Refuses("alpha is 0; it must be in (0, 1)", () => GoodnessOfFit.Rejects([1], [1], 0));
        Assert.Throws<ArgumentOutOfRangeException>("alpha", () => GoodnessOfFit.Rejects([1], [Rational.One], 1.0));
        Assert.Throws<ArgumentOutOfRangeException>("alpha", () => GoodnessOfFit.Rejects([1], [Rational.One], double.NaN));
        Assert.Equal(
            GoodnessOfFit.Rejects([9, 1], [new(1, 2), new(1, 2)], new Rational(1, 8)), GoodnessOfFit.Rejects([9, 1], [new(1, 2), new(1, 2)], 0.125));
        Assert.Throws<ArgumentNullException>("counts", () => GoodnessOfFit.PValue(null!, [1]));
        Assert.Throws<ArgumentNullException>("probabilities", () => GoodnessOfFit.PValue([1], null!));
    }

    private static void Refuses(string message, Func<object> action) => Assert.Contains(
        message, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);

    private static Rational Sum(int total, Rational p, Func<int, bool> included) => Enumerable.Range(0, total + 1)
        .Where(included)
        .Select(k => new Rational(Choose(total, k)) * Power(p, k) * Power(Rational.One - p, total - k))
        .Aggregate(Rational.Zero, static (a, b) => a + b);

    private static Rational Power(Rational p, int exponent) => new(BigInteger.Pow(p.Numerator, exponent), BigInteger.Pow(p.Denominator, exponent));

    private static BigInteger Choose(int total, int k) =>
        Enumerable.Range(1, k).Aggregate(BigInteger.One, (product, i) => product * (total - k + i) / i);
}

using BonVerify.Cli.Estimation;
using BonVerify.Cli.Estimation.Figures;
using BonVerify.Numerics;

namespace BonVerify.Cli.Tests.Estimation;

/// <summary>Sums, moments, pools and intervals against slow ways to the same numbers.</summary>
public class EstimateFiguresTest
{
    private const int Trials = 4000;

    // An interval of 90 % misses at most 400 of 4,000 times on average. 500 misses or more then have a chance below 3e-6 (Chernoff:
    // e^(-4000 KL), KL = 0.00324 nats from 1/8 to 1/10): a false alarm in one of 27,000 runs for the twelve cases together.
    private const int MaxMisses = 500;

    [Fact]
    public void ExactSum_OfAnyDoubles_IsExact()
    {
        var dice = new Random(1);
        var (sum, other, expected) = (new ExactSum(), new ExactSum(), Rational.Zero);
        double[] special = [double.MaxValue, -double.MaxValue, double.Epsilon, -double.Epsilon, 0, -0.0, 1, 1e-300];
        for (var i = 0; i < 2000; i++)
        {
            var value = i < special.Length ? special[i] : Math.ScaleB(dice.NextDouble() - 0.5, dice.Next(-1070, 1000));
            (i % 3 == 0 ? other : sum).Add(value);
            expected += Rational.FromDouble(value);
        }

        sum.Add(other);
        Assert.Equal(expected, sum.Value().ToRational());
    }

    [Fact]
    public void FractionSum_OfUnlikeDenominators_IsCorrectlyRounded()
    {
        var dice = new Random(2);
        for (var trial = 0; trial < 300; trial++)
        {
            var (sum, expected) = (new FractionSum(), Rational.Zero);
            for (var i = 0; i < 1 + trial % 6; i++)
            {
                var (above, below) = (dice.Next(-1000, 1000), dice.Next(1, 1000));
                sum.Add(above, below);
                expected += new Rational(above, below);
            }

            Assert.Equal((expected / 7).ToDouble(), sum.DividedBy(7));
            Assert.Equal(expected / 7, sum.ExactlyDividedBy(7));
        }

        // What cancels is 0, and what lies in the middle of two doubles goes to the even one.
        var middle = new FractionSum();
        middle.Add(1, 3);
        middle.Add(2, 3 * 2);
        middle.Add(new Dyadic(1, -53), 3);
        middle.Add(new Dyadic(1, -52), 3);
        middle.Add(1, 3);
        Assert.Equal(1, middle.DividedBy(1));
    }

    [Fact]
    public void Statistics_OfRandomPools_AreThoseOfCounting()
    {
        var dice = new Random(3);
        var counts = DrawCounts.Parse("1,2,3,4");
        var (parts, pools) = (new List<PoolStatistics>(), new List<SamplePool>());
        for (var i = 0; i < 40; i++)
        {
            var size = dice.Next(1, 7);
            var rewards = Enumerable.Range(0, size).Select(_ => dice.Next(4) * 0.1).Order().ToArray();
            var correct = rewards.Select(_ => (double)dice.Next(2)).ToArray();
            var pool = new SamplePool
            {
                Key = "",
                Size = size,
                Rewards = rewards,
                Gold = [.. rewards.Select(_ => dice.NextDouble() - 0.5)],
                Correct = correct,
                CorrectCount = (int)correct.Sum(),
            };
            pools.Add(pool);
            if (i % 5 == 0)
            {
                parts.Add(new PoolStatistics(counts));
            }

            parts[^1].Add(pool);
        }

        var all = new PoolStatistics(counts);
        parts.ForEach(all.Add);
        for (var index = 0; index < counts.Values.Count; index++)
        {
            var n = counts.Values[index];
            var large = pools.Where(pool => pool.Size >= n).ToList();
            Check(Measure.Best, pool => BruteForce.Best(pool.Rewards!, pool.Rewards!, n), pool => BruteForce.BestWithReplacement(pool.Rewards!, pool.Rewards!, n));
            Check(Measure.Gold, pool => BruteForce.Best(pool.Rewards!, pool.Gold!, n), pool => BruteForce.BestWithReplacement(pool.Rewards!, pool.Gold!, n));
            Check(Measure.Pick, pool => BruteForce.Best(pool.Rewards!, pool.Correct!, n), pool => BruteForce.BestWithReplacement(pool.Rewards!, pool.Correct!, n));
            Check(Measure.PassAt, pool => BruteForce.PassAt(Flags(pool), n), pool => BruteForce.BestWithReplacement(pool.Correct!, pool.Correct!, n));
            Check(Measure.PassAll, pool => BruteForce.PassAll(Flags(pool), n), pool => 1 - BruteForce.BestWithReplacement(Wrong(pool), Wrong(pool), n));

            void Check(Measure measure, Func<SamplePool, Rational> value, Func<SamplePool, Rational> bootstrap)
            {
                var values = large.ConvertAll(pool => value(pool));
                var mean = BruteForce.Mean(values);
                Assert.Equal(mean.ToDouble(), all.Total(measure, n).DividedBy(large.Count));

                // With replacement, tied draws share their weight by the level, whatever was drawn how often.
                Assert.Equal(BruteForce.Mean(large.Select(bootstrap)).ToDouble(), all.Total(measure, n, isBootstrap: true).DividedBy(large.Count), 1e-15);
                var moments = all.MomentsOf(measure, index);
                Assert.Equal(large.Count, moments.Count);
                Assert.Equal(mean.ToDouble(), moments.Mean, 1e-14);
                var spread = values.Sum(each => Math.Pow((each - mean).ToDouble(), 2)) / (large.Count - 1);
                Assert.Equal(spread, moments.Variance!.Value, 1e-13);
                Assert.All(large, pool => Assert.Equal(value(pool), PromptLines.Exactly(pool, measure, n)));
            }
        }

        static bool[] Flags(SamplePool pool) => [.. pool.Correct!.Select(static value => value == 1)];
        static double[] Wrong(SamplePool pool) => [.. pool.Correct!.Select(static value => 1 - value)];
    }

    [Fact]
    public void Statistics_OfManySizes_StayExact()
    {
        // Denominators C(M, 50) for M up to 150: far more digits than a double.
        var counts = DrawCounts.Parse("50");
        var statistics = new PoolStatistics(counts);
        var expected = Rational.Zero;
        for (var size = 50; size <= 150; size++)
        {
            var correct = size % 7;
            statistics.Add(new SamplePool { Key = "", Size = size, CorrectCount = correct });
            expected += Estimators.PassAtK.Value(size, correct, 50);
        }

        Assert.Equal((expected / 101).ToDouble(), statistics.Total(Measure.PassAt, 50).DividedBy(101));
    }

    [Theory]
    [InlineData(1, 0.95, 12.706204736432095)]
    [InlineData(4, 0.95, 2.7764451051977987)]
    [InlineData(30, 0.99, 2.7499956535672259)]
    [InlineData(1_000_000, 0.95, 1.9599663)]
    public void StudentT_OfKnownDegrees_IsThatOfTables(long degrees, double confidence, double expected) =>
        Assert.Equal(expected, Interval.StudentT(degrees, confidence), 1e-6 * expected);

    [Theory]
    [InlineData(10, 0, 0, 0.30849710781876083)]
    [InlineData(10, 10, 0.69150289218123917, 1)]
    [InlineData(20, 7, 0.1539092047845411, 0.592188534532828)]
    public void ClopperPearson_OfKnownCounts_IsThatOfSums(long count, double successes, double low, double high)
    {
        var (from, to) = Interval.ClopperPearson(count, successes, 0.05);
        Assert.Equal(low, from, 1e-9);
        Assert.Equal(high, to, 1e-9);
    }

    [Theory]
    [InlineData(7, 2)]
    [InlineData(30, 29)]
    [InlineData(200, 90)]
    public void ClopperPearson_Ends_HaveTheirTails(int count, int successes)
    {
        var (low, high) = Interval.ClopperPearson(count, successes, 0.1);
        Assert.Equal(0.05, Tail(count, successes, count, low), 1e-9);
        Assert.Equal(0.05, Tail(count, 0, successes, high), 1e-9);

        static double Tail(int count, int from, int to, double p)
        {
            var (sum, term) = (0.0, Math.Pow(1 - p, count));
            for (var i = 0; i <= to; i++)
            {
                sum += i >= from ? term : 0;
                term *= (count - i) / (i + 1.0) * p / (1 - p);
            }

            return sum;
        }
    }

    [Theory]
    [InlineData(0.02, 40)]
    [InlineData(0.5, 40)]
    [InlineData(0.9, 400)]
    public void Intervals_ThatAreGuaranteed_CoverAsOftenAsTheySay(double chance, int prompts)
    {
        var dice = new Random(7);
        var misses = new Dictionary<IntervalMethod, int>();
        for (var trial = 0; trial < Trials; trial++)
        {
            var moments = new Moments();
            for (var i = 0; i < prompts; i++)
            {
                moments.Add(dice.NextDouble() < chance ? 1 : 0);
            }

            foreach (var method in (IntervalMethod[])[IntervalMethod.ClopperPearson, IntervalMethod.Hoeffding, IntervalMethod.Bernstein, IntervalMethod.Auto])
            {
                var interval = Interval.Of(moments.Mean, moments, (0, 1), isBernoulli: true, method, 0.9)!.Value;
                misses[method] = misses.GetValueOrDefault(method) + (chance < interval.Low || chance > interval.High ? 1 : 0);
            }
        }

        Assert.All(misses, pair => Assert.True(pair.Value < MaxMisses, $"{pair.Key}: {pair.Value} of {Trials}"));

        // And Clopper-Pearson is not idle: near one half it misses about as often as it may.
        Assert.True(chance != 0.5 || misses[IntervalMethod.ClopperPearson] > Trials / 50);
    }

    [Fact]
    public void StudentT_OfNormalValues_CoversAsOftenAsItSays()
    {
        var dice = new Random(11);
        var misses = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var moments = new Moments();
            for (var i = 0; i < 5; i++)
            {
                moments.Add(Math.Sqrt(-2 * Math.Log(1 - dice.NextDouble())) * Math.Cos(2 * Math.PI * dice.NextDouble()));
            }

            var interval = Interval.Of(moments.Mean, moments, null, isBernoulli: false, IntervalMethod.Auto, 0.9)!.Value;
            misses += interval.Low > 0 || interval.High < 0 ? 1 : 0;
        }

        // For normal values it is exact: 400 on average, with a standard deviation of 19.
        Assert.InRange(misses, 300, MaxMisses);
    }
}

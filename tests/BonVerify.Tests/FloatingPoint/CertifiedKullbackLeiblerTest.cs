using System.Globalization;
using System.Numerics;
using BonVerify.FloatingPoint;
using BonVerify.FloatingPoint.Certified;
using BonVerify.FloatingPoint.Integers;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint;

/// <summary>The certified double path against the arbitrary-precision one, on vectors of every width.</summary>
public partial class CertifiedKullbackLeiblerTest
{
    [Fact]
    public void Enclosure_ContainsTheValue_OnEveryWidth() => Campaign.Run(20_000, static index =>
    {
        var random = new NastyWeights(7_000_000 + index);
        var weights = index % 50 == 0 ? random.Longs() : random.FewLongs();
        var (total, n) = (weights.Sum(), random.N());
        Contains(Array.ConvertAll(weights, static weight => (BigInteger)weight), n, [
            CertifiedEvaluation<Lanes8>.KullbackLeibler(weights, total, n),
            CertifiedEvaluation<Lanes4>.KullbackLeibler(weights, total, n),
            CertifiedEvaluation<Lanes1>.KullbackLeibler(weights, total, n)]);
    });

    [Fact]
    public void EnclosureOfLargeTotals_ContainsTheValue_OnEveryWidth() => Campaign.Run(10_000, static index =>
    {
        var random = new NastyWeights(17_000_000 + index);
        var (weights, n) = (random.Integers(), random.N());
        var shares = Shares(weights);
        Contains(weights, n, [
            CertifiedEvaluation<Lanes8>.KullbackLeibler(shares, n),
            CertifiedEvaluation<Lanes4>.KullbackLeibler(shares, n),
            CertifiedEvaluation<Lanes1>.KullbackLeibler(shares, n)]);
    });

    [Fact]
    public void Value_IsCorrectlyRounded() => Campaign.Run(250, static index =>
    {
        var random = new NastyWeights(27_000_000 + index);
        var (weights, n) = (random.Longs(), random.N());
        var truth = Truth(weights, n);
        Assert.True(CertifiedKullbackLeibler.Enclose(weights, n).Contains(truth));
        Assert.True(truth.TryToDouble(out var nearest));
        Assert.Equal(nearest, CertifiedKullbackLeibler.ToDouble(weights, n));
    });

    [Fact]
    public void Bound_IsTestedNearItsSize()
    {
        // A bound a hundred thousand times too large would hide any mistake: the first term of the sum alone must show.
        var random = new NastyWeights(8);
        var worst = 0.0;
        for (var i = 0; i < Effort.Cases(60); i++)
        {
            var (weights, n) = (random.Longs(), random.N());
            var value = CertifiedEvaluation<Lanes1>.KullbackLeibler(weights, weights.Sum(), n);
            var centre = Dyadic.FromDouble(value.High) + Dyadic.FromDouble(value.Low);
            worst = Math.Max(worst, (centre - Truth(weights, n).Lower).Abs().ToDouble() / value.Error);
        }

        Assert.InRange(worst, 1e-5, 1);
    }

    [Fact]
    public void ToDouble_MatchesGolden()
    {
        var rows = Golden.Table("kl.tsv");
        var certified = 0;
        foreach (var row in rows)
        {
            var n = int.Parse(row["n"], CultureInfo.InvariantCulture);
            var weights = row["weights"].Split(',').Select(weight => BigInteger.Parse(weight, CultureInfo.InvariantCulture)).ToArray();
            var expected = Golden.HexDouble(row["kl_hex"]);
            Assert.Equal(expected, CertifiedKullbackLeibler.ToDouble(ReferencePolicy.FromWeights(weights), n));
            if (weights.Aggregate(static (sum, weight) => sum + weight) <= IntegerWeights.MaxTotal)
            {
                certified++;
                Assert.Equal(expected, CertifiedKullbackLeibler.ToDouble(Array.ConvertAll(weights, static weight => (long)weight), n));
            }
        }

        Assert.InRange(certified, 100, rows.Count - 1);
    }

    [Fact]
    public void ManyOutcomes_AgreeOnEveryWidth()
    {
        var random = new NastyWeights(9);
        foreach (var count in new[] { 1000, 1001, 5003, 20_000 })
        {
            var weights = new long[count];
            for (var i = 0; i < count; i++)
            {
                weights[i] = random.Int(0, 1 << 20);
            }

            foreach (var n in new[] { 2, 64, 1000, 1_000_000 })
            {
                var total = weights.Sum();
                var eight = CertifiedEvaluation<Lanes8>.KullbackLeibler(weights, total, n).ToEnclosure();
                var four = CertifiedEvaluation<Lanes4>.KullbackLeibler(weights, total, n).ToEnclosure();
                var one = CertifiedEvaluation<Lanes1>.KullbackLeibler(weights, total, n).ToEnclosure();
                Assert.True(eight.Overlaps(four) && four.Overlaps(one) && eight.Overlaps(one));
                Assert.True(eight.IsAccurateTo(60));
                if (count == 1001 && n == 64)
                {
                    Assert.True(eight.Contains(Truth(weights, n)) && one.Contains(Truth(weights, n)));
                }
            }
        }
    }

    [Fact]
    public void OneDraw_AndOneOutcome_AreExactlyZero()
    {
        Assert.Equal(0, CertifiedKullbackLeibler.ToDouble([3, 4, 5], 1));
        Assert.Equal(0, CertifiedKullbackLeibler.ToDouble([0, 17, 0], 1_000_000_000));
        Assert.True(CertifiedKullbackLeibler.Enclose([0, 17, 0], 64).IsExact);
        Assert.Equal(0, CertifiedKullbackLeibler.ToDouble([long.MaxValue], 64));
        Assert.Equal(0, CertifiedKullbackLeibler.ToDouble(ReferencePolicy.Parse("1,2 @ 5,5"), 9));
    }

    [Fact]
    public void LargeTotals_AreCorrectlyRounded() => Campaign.Run(150, static index =>
    {
        var random = new NastyWeights(37_000_000 + index);
        var (weights, n) = (random.Integers(), random.N());
        var rewards = weights.Select(_ => (double)random.Int(0, 6)).ToArray();
        var policy = ReferencePolicy.FromWeights(weights).WithRewards(rewards);
        foreach (var ties in new[] { TieBreaking.AmongDraws, TieBreaking.FirstListed })
        {
            var enclosure = CertifiedKullbackLeibler.Enclose(policy, n, ties);
            Assert.True(enclosure.IsAccurateTo(62));
            Assert.Equal(CertifiedKullbackLeibler.ByArbitraryPrecision(policy, n, ties), CertifiedKullbackLeibler.ToDouble(policy, n, ties));
            Assert.True(policy.CellsUnder(ties).Count == 1 || enclosure.Overlaps(PowersReferee.KullbackLeibler(
                [.. policy.CellsUnder(ties).Select(static cell => cell.Weight)], n, 80 - (int)enclosure.Lower.TopExponent)));
        }
    });

    [Fact]
    public void LargeTotals_DoNotFallBack()
    {
        var random = new NastyWeights(47);
        var settled = 0;
        var cases = Effort.Cases(400);
        for (var i = 0; i < cases; i++)
        {
            var weights = Enumerable.Range(0, random.Int(2, 60)).Select(_ => random.Uniform(i % 2 == 0 ? 128 : 2000)).ToArray();
            var value = CertifiedKullbackLeibler.Evaluate(ReferencePolicy.FromWeights(weights), random.N(), TieBreaking.AmongDraws);
            settled += value.TryRound(out _) ? 1 : 0;
            Assert.True(value.IsAccurateTo(66));
        }

        // At most one in 2^15 should be open for the largest n.
        Assert.InRange(settled, cases - 1 - cases / 1000, cases);

        long[] longs = [long.MaxValue, 1, 0, long.MaxValue / 3, 5, long.MaxValue];
        var direct = CertifiedKullbackLeibler.Evaluate(IntegerWeights.Read(longs, nameof(longs)), 7);
        Assert.True(direct.TryRound(out var nearest));
        Assert.True(Truth(longs, 7).TryToDouble(out var expected));
        Assert.Equal(expected, nearest);
        Assert.Equal(expected, CertifiedKullbackLeibler.ToDouble(longs, 7));
        Assert.True(CertifiedKullbackLeibler.Enclose(longs, 7).Contains(Truth(longs, 7)));
    }

    [Fact]
    public void ManyLargeWeights_AgreeWithArbitraryPrecision()
    {
        var random = new NastyWeights(57);
        var policy = ReferencePolicy.FromWeights(Enumerable.Range(0, 1100).Select(_ => random.Uniform(128)));
        var shares = new CellShares<LevelWeights>(new(policy.Levels), policy.Denominator);
        foreach (var n in new[] { 2, 64, 1000 })
        {
            var truth = KullbackLeibler.Of(new EnclosedBestOfN(policy, n, 120));
            Assert.True(CertifiedEvaluation<Lanes8>.KullbackLeibler(shares, n).ToEnclosure().Contains(truth));
            Assert.True(CertifiedEvaluation<Lanes4>.KullbackLeibler(shares, n).ToEnclosure().Contains(truth));
            Assert.True(CertifiedEvaluation<Lanes1>.KullbackLeibler(shares, n).ToEnclosure().Contains(truth));
            Assert.True(CertifiedKullbackLeibler.Enclose(policy, n).IsAccurateTo(77));
        }
    }

    [Theory]
    [InlineData(40)]
    [InlineData(100)]
    [InlineData(300)]
    [InlineData(400)]
    public void TinyDivergences_AreCorrectlyRounded(int digits)
    {
        // A bottom mass and a top mass of 10^−digits: pairs of doubles do not tell the other share from 1.
        var large = BigInteger.Pow(10, digits);
        foreach (var n in new[] { 2, 64, 1_000_000_000 })
        {
            foreach (var policy in new[] { ReferencePolicy.FromWeights([1, large]), ReferencePolicy.FromWeights([large, 1]) })
            {
                var enclosure = CertifiedKullbackLeibler.Enclose(policy, n);
                Assert.True(enclosure.Sign > 0 && enclosure.IsAccurateTo(62));
                Assert.True(enclosure.Overlaps(PowersReferee.KullbackLeibler(
                    policy.Weights, n, 80 - (int)enclosure.Lower.TopExponent)));
                var nearest = CertifiedKullbackLeibler.ToDouble(policy, n);
                Assert.Equal(CorrectRounding.ToDouble(enclosure.Lower), nearest);
                Assert.Equal(CorrectRounding.ToDouble(enclosure.Upper), nearest);
            }
        }
    }

    [Fact]
    public void Rationals_AreTakenExactly()
    {
        var rational = ReferencePolicy.FromWeights([new Rational(1, 3), new Rational(2, 7), new Rational(BigInteger.One, BigInteger.Pow(10, 40))]);
        Assert.Equal(KullbackLeibler.Of(new BestOfN(rational, 5)).ToDouble(), CertifiedKullbackLeibler.ToDouble(rational, 5));
        Assert.True(CertifiedKullbackLeibler.Enclose(rational, 5).Contains(KullbackLeibler.Of(new BestOfN(rational, 5)).Evaluate(200)));
    }

    [Fact]
    public void EnclosureOfAPolicy_IsTheSameOnEveryMachine()
    {
        var weights = Enumerable.Range(1, 100).Select(static i => (long)i * i).ToArray();
        var policy = ReferencePolicy.FromWeights(weights.Select(static weight => (BigInteger)weight));
        var scalar = CertifiedEvaluation<Lanes1>.KullbackLeibler(weights, weights.Sum(), 30).ToEnclosure();
        Assert.Equal(scalar, CertifiedKullbackLeibler.Enclose(policy, 30));
        Assert.NotEqual(scalar, CertifiedEvaluation<Lanes8>.KullbackLeibler(weights, weights.Sum(), 30).ToEnclosure());
    }

    [Fact]
    public void TieConventions_AreThoseOfTheReferencePolicy()
    {
        var policy = ReferencePolicy.Parse("2,1,1,3 @ 0,1,1,2");
        foreach (var ties in new[] { TieBreaking.AmongDraws, TieBreaking.FirstListed })
        {
            Assert.Equal(
                KullbackLeibler.Of(new BestOfN(policy, 5, ties)).ToDouble(), CertifiedKullbackLeibler.ToDouble(policy, 5, ties));
            var enclosure = CertifiedKullbackLeibler.Enclose(policy, 5, ties);
            Assert.True(enclosure.Contains(KullbackLeibler.Of(new BestOfN(policy, 5, ties)).Evaluate(200)));
            Assert.True(enclosure.IsAccurateTo(75));
        }
    }

    [Fact]
    public void Rounding_IsRefusedWhereTheErrorReachesAMidpoint()
    {
        Assert.True(default(CertifiedDouble).TryRound(out var zero));
        Assert.Equal(0, zero);
        Assert.True(new CertifiedDouble(1, 0.25 * Math.ScaleB(1, -52), Math.ScaleB(1, -70)).TryRound(out var nearest));
        Assert.Equal(1, nearest);
        Assert.False(new CertifiedDouble(1, 0.5 * Math.ScaleB(1, -52), Math.ScaleB(1, -100)).TryRound(out _));
        Assert.False(new CertifiedDouble(1, 0.499999 * Math.ScaleB(1, -52), Math.ScaleB(1, -70)).TryRound(out _));
        Assert.False(new CertifiedDouble(1, -0.25 * Math.ScaleB(1, -52), Math.ScaleB(1, -100)).TryRound(out _));
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Contains("weights[1] is -3", Assert.Throws<ArgumentOutOfRangeException>(() => CertifiedKullbackLeibler.ToDouble([1, -3], 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CertifiedKullbackLeibler.ToDouble(Array.Empty<long>(), 2));
        Assert.Throws<ArgumentException>(() => CertifiedKullbackLeibler.ToDouble([0, 0], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => CertifiedKullbackLeibler.ToDouble([1, 1], 0));
        Assert.Throws<ArgumentNullException>(() => CertifiedKullbackLeibler.ToDouble((long[])null!, 2));
    }

    private static void Contains(BigInteger[] weights, int n, CertifiedDouble[] values)
    {
        // A sixteenth of the smallest error shared among the cells.
        var bits = 5 - Math.ILogB(values.Min(static value => value.Error)) + BitOperations.Log2((uint)weights.Length);
        var truth = PowersReferee.KullbackLeibler(weights, n, bits);
        Assert.All(values, value => Assert.True(
            value.ToEnclosure().Contains(truth), $"n = {n}, weights {string.Join(',', weights)}: {value} against {truth.ToDecimal(40)}"));
    }

    private static CellShares<LevelWeights> Shares(BigInteger[] weights)
    {
        var reference = ReferencePolicy.FromWeights(weights);
        return new(new(reference.Levels), reference.Denominator);
    }

    private static Enclosure Truth(long[] weights, int n) => KullbackLeibler.Of(
        new EnclosedBestOfN(ReferencePolicy.FromWeights(weights.Select(static weight => (BigInteger)weight)), n, 200));
}

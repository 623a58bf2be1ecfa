using System.Numerics;
using BonVerify.FloatingPoint;
using BonVerify.FloatingPoint.Certified;
using BonVerify.FloatingPoint.Integers;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint;

/// <content>Weights that are doubles.</content>
public partial class CertifiedKullbackLeiblerTest
{
    [Fact]
    public void EnclosureOfDoubles_ContainsTheValue_OnEveryWidth() => Campaign.Run(3_000, static index =>
    {
        var random = new NastyWeights(67_000_000 + index);
        var (weights, n) = (random.DoublesInRange(), random.N());
        double[] rests = index % 3 == 0 ? [.. weights.Select(weight => weight * Math.ScaleB(random.Unit() - 0.5, -54))] : [];
        Contains(Integers(weights, rests), n, [OnLanes<Lanes8>(weights, rests, n), OnLanes<Lanes4>(weights, rests, n), OnLanes<Lanes1>(weights, rests, n)]);
    });

    [Fact]
    public void ManyDoubles_AgreeWithArbitraryPrecision_OnEveryWidth()
    {
        var random = new NastyWeights(68);
        foreach (var count in new[] { 127, 128, 129, 1000, 1001 })
        {
            double[] weights = [.. Enumerable.Range(0, count).Select(_ => -Math.Log(random.Unit()))];
            foreach (var n in new[] { 2, 64, 1000 })
            {
                Contains(Integers(weights, []), n, [OnLanes<Lanes8>(weights, [], n), OnLanes<Lanes4>(weights, [], n), OnLanes<Lanes1>(weights, [], n)]);
            }
        }
    }

    [Fact]
    public void SumsInThreeParts_StayWithinTheirConstant()
    {
        var random = new NastyWeights(69);
        var worst = 0.0;
        for (var repeat = 0; repeat < Math.Max(60, Effort.Cases(60)); repeat++)
        {
            var weights = repeat % 2 == 0 ? random.Doubles() : [.. Enumerable.Range(0, 20_000).Select(_ => random.Unit())];
            var sum = default(TripleSum<Lanes1>);
            foreach (var weight in weights)
            {
                sum = sum.Plus(Lanes1.Create(weight));
            }

            var pair = DoubleDouble<Lanes1>.First(sum.ToPair());
            var exact = weights.Aggregate(Dyadic.Zero, static (total, weight) => total + Dyadic.FromDouble(weight));
            Assert.True(Math.Abs(pair.Low) <= Math.ScaleB(pair.High, -53));
            var error = (Dyadic.FromDouble(pair.High) + Dyadic.FromDouble(pair.Low) - exact).Abs().ToDouble() / exact.ToDouble() / ErrorBounds.Unit;
            worst = Math.Max(worst, error / ErrorBounds.Sum(weights.Length));
        }

        // Two pairs would be off by a hundred times as much for these.
        Assert.InRange(worst, 0.01, 1);
    }

    [Fact]
    public void Doubles_AreCorrectlyRounded() => Campaign.Run(250, static index =>
    {
        var random = new NastyWeights(77_000_000 + index);
        var (weights, n) = (random.DoublesInRange(), random.N());
        var policy = ReferencePolicy.FromWeights(weights);
        Assert.Equal(CertifiedKullbackLeibler.ByArbitraryPrecision(policy, n, TieBreaking.AmongDraws), CertifiedKullbackLeibler.ToDouble(weights, n));

        double[] rewards = [.. weights.Select(_ => (double)random.Int(-3, 4))];
        foreach (var ties in Enum.GetValues<TieBreaking>())
        {
            Assert.Equal(
                CertifiedKullbackLeibler.ByArbitraryPrecision(policy.WithRewards(rewards), n, ties),
                CertifiedKullbackLeibler.ToDouble(weights, rewards, n, ties));
        }
    });

    [Fact]
    public void OfDoubles_IsSettledDirectly()
    {
        var random = new NastyWeights(78);
        for (var repeat = 0; repeat < Effort.Cases(100); repeat++)
        {
            double[] weights = [.. Enumerable.Range(0, random.Int(2, 3000)).Select(_ => random.Unit())];
            Assert.True(CertifiedKullbackLeibler.Evaluate(weights, [], random.Int(2, 1000)) is { } value && value.TryRound(out _) && value.IsAccurateTo(70));
        }
    }

    [Theory]
    [InlineData(1e-320, 3e-320)]
    [InlineData(double.Epsilon, double.MaxValue)]
    [InlineData(double.MaxValue, double.MaxValue)]
    [InlineData(1, double.Epsilon)]
    [InlineData(1, 1e-17)]
    public void DoublesAtTheEndsOfTheirRange_AreCorrectlyRounded(double first, double second)
    {
        foreach (var weights in (double[][])[[first, second], [second, first], [first, second, 0, first]])
        {
            foreach (var n in new[] { 2, 64, 1_000_000_000 })
            {
                Assert.Equal(
                    CertifiedKullbackLeibler.ByArbitraryPrecision(ReferencePolicy.FromWeights(weights), n, TieBreaking.AmongDraws),
                    CertifiedKullbackLeibler.ToDouble(weights, n));
            }
        }
    }

    [Fact]
    public void OneDrawAndOneCellOfDoubles_AreExactlyZero()
    {
        Assert.Equal(0, CertifiedKullbackLeibler.ToDouble([0.3, 0.4], 1));
        Assert.Equal(0, CertifiedKullbackLeibler.ToDouble([0.0, 0.3, -0.0], 64));
        Assert.Equal(0, CertifiedKullbackLeibler.ToDouble([0.1, 0.7], [2.0, 2.0], 64));
        Assert.NotEqual(0, CertifiedKullbackLeibler.ToDouble([0.1, 0.7], [2.0, 2.0], 64, TieBreaking.FirstListed));
    }

    [Fact]
    public void BadDoubles_AreRefused()
    {
        Refused("weights[1] is -3; it must be a finite number of at least 0.", static () => CertifiedKullbackLeibler.ToDouble([1.0, -3], 2));
        Refused("weights[0] is NaN; it must be a finite number of at least 0.", static () => CertifiedKullbackLeibler.ToDouble([double.NaN, 1], 2));
        Refused("weights[1] is Infinity; it must be a finite number of at least 0.", static () => CertifiedKullbackLeibler.ToDouble([1, double.PositiveInfinity], [0, 0.0], 2));
        Refused("weights[1] is -1; it must be a finite number of at least 0.", static () => CertifiedKullbackLeibler.ToDouble([3.0, -1, 1], [5.0, 5, 6], 2));
        Refused("weights is empty", static () => CertifiedKullbackLeibler.ToDouble(Array.Empty<double>(), 2));
        Refused("weights have total mass 0", static () => CertifiedKullbackLeibler.ToDouble([0.0, 0], 2));
        Refused("n is 0; it must be at least 1.", static () => CertifiedKullbackLeibler.ToDouble([1.0, 1], 0));
        Refused("rewards has 1 entries; it must have one per outcome, 2.", static () => CertifiedKullbackLeibler.ToDouble([1.0, 1], [1.0], 2));
        Refused("rewards[1] is NaN; it must be a finite number.", static () => CertifiedKullbackLeibler.ToDouble([1.0, 1], [1, double.NaN], 2));
        Refused("ties is 9; it must be a member of TieBreaking.", static () => CertifiedKullbackLeibler.ToDouble([1.0, 1], [1.0, 2], 2, (TieBreaking)9));

        static void Refused(string message, Func<object> call) =>
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);
    }

    private static BigInteger[] Integers(double[] weights, double[] rests)
    {
        Rational[] exact = [.. weights.Select((weight, i) => Rational.FromDouble(weight) + (rests.Length == 0 ? Rational.Zero : Rational.FromDouble(rests[i])))];
        return [.. ReferencePolicy.FromWeights(exact).Weights];
    }

    private static CertifiedDouble OnLanes<L>(double[] weights, double[] rests, int n)
        where L : struct, ILanes<L> => CertifiedEvaluation<L>.KullbackLeibler(weights, rests, CertifiedEvaluation<L>.Add(weights, rests).Total, n);

    [Fact]
    public void TrySettle_TakesSoManyCells_AndNoMore()
    {
        var weights = new double[CertifiedKullbackLeibler.MaxCells + 1];
        (weights[^2], weights[^1]) = (1, 3);
        Assert.False(CertifiedKullbackLeibler.TrySettle(weights, [], 2, out _));
        Assert.False(CertifiedKullbackLeibler.TrySettle([], [], 2, out _));
        Assert.True(CertifiedKullbackLeibler.TrySettle([1, 3], [], 2, out var nearest));
        Assert.True(CertifiedKullbackLeibler.TrySettle(weights.AsSpan(1), [], 2, out var same));
        Assert.Equal(nearest, same);
    }

    [Fact]
    public void TryTotal_TakesSumsFromTheSmallestToTheLargest()
    {
        var (smallest, largest) = (Math.ScaleB(1, -100), Math.ScaleB(1, 900));
        foreach (var (weight, isTaken) in new[] { (smallest, true), (Math.BitDecrement(smallest), false), (largest, true), (Math.BitIncrement(largest), false), (-1, false), (double.NaN, false), (double.PositiveInfinity, false) })
        {
            Assert.Equal(isTaken, CertifiedKullbackLeibler.TryTotal<Lanes1>([weight], [], out _, out _));
            Assert.Equal(isTaken, CertifiedKullbackLeibler.TryTotal<Lanes4>([0, 0, weight, 0, 0], [], out _, out _));
            Assert.Equal(isTaken, CertifiedKullbackLeibler.TryTotal<Lanes8>([0, 0, 0, 0, 0, 0, 0, 0, weight], [], out _, out _));
        }
    }

    [Fact]
    public void Draws_AreAtLeastOne_ForWeightsAndPolicies()
    {
        var policy = ReferencePolicy.FromWeights(1, 2);
        Assert.Throws<ArgumentOutOfRangeException>("n", () => CertifiedKullbackLeibler.ToDouble(policy, 0));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => CertifiedKullbackLeibler.Enclose(policy, 0));
        Assert.Throws<ArgumentOutOfRangeException>("n", static () => CertifiedKullbackLeibler.Enclose([1, 2], 0));
        Assert.Throws<ArgumentOutOfRangeException>("n", static () => CertifiedKullbackLeibler.ToDouble([1.0, 2], [0.0, 1], 0));
        Assert.Throws<ArgumentOutOfRangeException>("n", static () => ExactWinRate.Of([1, 2], 0));
        Assert.Throws<ArgumentOutOfRangeException>("n", static () => ExactChiSquared.Of([1, 2], 0));
    }

    [Fact]
    public void Integers_ThatPairsDoNotSettle_AreCorrectlyRounded()
    {
        // For so many draws about one value in twenty thousand is too near to a midpoint.
        var random = new NastyWeights(79);
        for (var i = 0; i < 400_000; i++)
        {
            long[] weights = [random.Int(1, 1 << 30), random.Int(1, 1 << 20)];
            if (!CertifiedKullbackLeibler.Evaluate(IntegerWeights.Read(weights, nameof(weights)), int.MaxValue).TryRound(out _))
            {
                var policy = ReferencePolicy.FromWeights(weights.Select(static weight => (BigInteger)weight));
                Assert.Equal(
                    CertifiedKullbackLeibler.ByArbitraryPrecision(policy, int.MaxValue, TieBreaking.AmongDraws), CertifiedKullbackLeibler.ToDouble(weights, int.MaxValue));
                return;
            }
        }

        Assert.Fail("every value was settled");
    }
}

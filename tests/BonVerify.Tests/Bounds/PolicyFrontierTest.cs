using BonVerify.Bounds;
using BonVerify.Evaluation;
using BonVerify.Measures;
using BonVerify.Neighbours;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Bounds;

public class PolicyFrontierTest
{
    private static readonly ReferencePolicy Five = ReferencePolicy.Parse("3,1,4,1,5");

    [Theory]
    [InlineData("1/1000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("1/1000000")]
    [InlineData("1/100")]
    [InlineData("1/3")]
    [InlineData("1")]
    public void WinRate_IsTheLeastBoundOverAllTilts(string divergence)
    {
        var frontier = new PolicyFrontier(Five);
        ComputableReal kl = Rational.Parse(divergence);
        var value = frontier.WinRate(kl).Evaluate(400);
        var half = Enclosure.FromRatio(1, 2, 10);
        Assert.True(Enclosure.Subtract(value, half, 400).IsAccurateTo(100), $"{value}");
        var nearest = double.MaxValue;
        for (var exponent = -110; exponent <= 20; exponent++)
        {
            var tilt = exponent < 0 ? new Rational(1, System.Numerics.BigInteger.One << -exponent) : new Rational(System.Numerics.BigInteger.One << exponent);
            foreach (var factor in new[] { new Rational(4, 4), new Rational(5, 4), new Rational(6, 4), new Rational(7, 4) })
            {
                var bound = frontier.AtBeta(kl, tilt * factor).Evaluate(700);
                Assert.False(bound.IsBelow(value), $"KL = {divergence}, b = {tilt * factor}");
                nearest = Math.Min(nearest, Enclosure.Subtract(bound, half, 700).Lower.ToDouble() / Enclosure.Subtract(value, half, 700).Lower.ToDouble());
            }
        }

        Assert.InRange(nearest, 1 - 1e-12, 1.02);
    }

    [Fact]
    public void WinRate_NextToTheLargestKl_IsEnclosed_WithoutTheExactForm()
    {
        // KL is below ln(1/eps) by less than 2^-2048: enclosures do not tell them apart, and the exact form has fractions of 10^5 bits.
        var evaluation = new PolicyEvaluation(ReferencePolicy.Parse("1,2,1000000000000"), 5000);
        var kl = ComputableReal.FromEnclosures(
            evaluation.Kl.Evaluate, static () => throw new InvalidOperationException("The exact form was made."));
        var frontier = new PolicyFrontier(evaluation.Reference);
        var value = frontier.WinRate(kl).Evaluate(200);
        Assert.True(value.Upper >= Enclosure.FromRational(frontier.LargestWinRate, 300).Lower && value.IsAccurateTo(190), $"{value}");
    }

    /// <summary>Whatever is known of the tilted policies, the bounds hold.</summary>
    [Theory]
    [InlineData("3,1,4,1,5")]
    [InlineData("1,1")]
    [InlineData("1,7,1")]
    [InlineData("9,1,1,1,1")]
    public void WinRateAt_OfRoughTilts_HoldsTheValue(string policy)
    {
        var frontier = new PolicyFrontier(ReferencePolicy.Parse(policy));
        foreach (var share in new[] { 1, 4, 10, 16, 19 })
        {
            var kl = new Rational(share, 20) * frontier.LargestKl;
            var value = frontier.WinRate(kl).Evaluate(100);
            foreach (var (bits, steps) in from bits in new[] { 4, 5, 7, 12, 20, 40 } from steps in new[] { 1, 2, 5, 20 } select (bits, steps))
            {
                var rough = frontier.WinRateAt(kl.Enclose(200), 60, (tilt, _) => Rough(tilt, bits), steps);
                Assert.True(rough.Overlaps(value), $"KL = {share}/20 of the largest, {bits} bits, {steps} steps: {value} is not in {rough}");
            }
        }

        TiltedPolicy Rough(Enclosure tilt, int bits)
        {
            var exact = frontier.At(tilt, 100);
            return new(exact.LogPartition, exact.Mean.Round(bits), exact.Variance, exact.Divergence.Round(bits));
        }
    }

    /// <summary>
    /// A bit for each step says whether the divergence is known roughly, and may be on either side of the wanted one. A tilt that is not known to
    /// be above bounds no slope: at a divergence of almost 0 the first tilt may be below the right one by more than the second is below the first.
    /// </summary>
    [Theory]
    [InlineData("1,9", 1e-10)]
    [InlineData("1,1,18", 1e-8)]
    [InlineData("9,1", 1e-10)]
    [InlineData("3,1,4,1,5", 1e-9)]
    [InlineData("3,1,4,1,5", 0.3)]
    [InlineData("1,9", 0.05)]
    public void WinRateAt_WhereSomeTiltsAreRough_HoldsTheValue(string policy, double divergence)
    {
        var frontier = new PolicyFrontier(ReferencePolicy.Parse(policy));
        var kl = Enclosure.Exactly(Dyadic.FromDouble(divergence));
        var value = frontier.WinRate(Rational.FromDouble(divergence)).Evaluate(200);
        foreach (var (rough, steps) in from rough in Enumerable.Range(0, 16) from steps in Enumerable.Range(1, 6) select (rough, steps))
        {
            var step = 0;
            var enclosed = frontier.WinRateAt(kl, 160, (tilt, bits) => At(tilt, bits, isRough: (rough >> step++ & 1) != 0), steps);
            Assert.True(enclosed.Overlaps(value), $"steps {rough:b} of {steps}: {value} is not in {enclosed}");
        }

        TiltedPolicy At(Enclosure tilt, int bits, bool isRough)
        {
            var (exact, width) = (frontier.At(tilt, bits), isRough ? Dyadic.FromDouble(divergence / 2) : Dyadic.Zero);
            return exact with { Divergence = new Enclosure(exact.Divergence.Lower - width, exact.Divergence.Upper + width) };
        }
    }

    [Fact]
    public void WinRate_IsThatOfTheTilt_AtItsKl()
    {
        // The frontier is attained: at the KL of a tilt by (F₋ + F)/2 it is the win rate of the tilt.
        var ranked = Five.WithRewards(Five.Levels.Select(static level => level.Cumulative - level.Probability / 2));
        foreach (var beta in new[] { new Rational(1, 1000), new(1, 2), new(3), new(40) })
        {
            var tilt = new ExponentialTilt(ranked, beta).ToEnclosedPolicy();
            var kl = ComputableReal.FromEnclosures(precision => KullbackLeibler.Of(tilt, precision));
            var (frontier, attained) = (new PolicyFrontier(Five).WinRate(kl).Evaluate(300), WinRate.Of(tilt, 300));
            Assert.False(frontier.IsBelow(attained) || attained.IsBelow(frontier), $"{beta}: {frontier}, {attained}");
            Assert.True(frontier.IsAccurateTo(150), $"{beta}: {frontier}");
        }
    }

    [Fact]
    public void WinRate_OfTwoLevels_IsThatOfBestOfN()
    {
        // There is one policy for each win rate.
        foreach (var (policy, n) in new[] { ("1,1", 2), ("999,1", 7), ("1,9", 3), ("1,1", 40) })
        {
            var best = new BestOfN(ReferencePolicy.Parse(policy), n);
            var frontier = new PolicyFrontier(best.Reference).WinRate(KullbackLeibler.Of(best)).Evaluate(200);
            Assert.True(frontier.Contains(Enclosure.FromRational(WinRate.Of(best), 400).Lower), $"{policy}, n = {n}: {frontier}");
            Assert.True(frontier.IsAccurateTo(60), $"{frontier}");
        }
    }

    [Theory]
    [InlineData("16,125,41,10,1", 180)]
    [InlineData("936,563,798,650,762,6,322,751,979,355,963,256,528,880,592", 130)]
    public void WinRate_OfALargeTilt_NarrowsWithThePrecision(string policy, int n)
    {
        // The tilted masses of low levels round to 0 in the doubles that the search begins with.
        var evaluation = new PolicyEvaluation(ReferencePolicy.Parse(policy), n);
        var frontier = new PolicyFrontier(evaluation.Reference).WinRate(evaluation.Kl);
        Assert.All(new[] { 64, 200, 800 }, precision => Assert.True(frontier.Evaluate(precision).IsAccurateTo(precision - 8), $"{precision}: {frontier.Evaluate(precision)}"));
        Assert.Equal(Ordering.Less, evaluation.WinRate.CompareTo(frontier, 400));
    }

    [Fact]
    public void WinRate_AtTheEnds_IsExact()
    {
        var frontier = new PolicyFrontier(Five);
        Assert.Equal(new Rational(1, 2), frontier.WinRate(ComputableReal.Zero).TryMakeExact()!.Constant);
        Assert.Equal(new Rational(23, 28), frontier.LargestWinRate);
        Assert.Equal(frontier.LargestWinRate, frontier.WinRate(frontier.LargestKl).TryMakeExact()!.Constant);
        Assert.Equal(frontier.LargestWinRate, frontier.WinRate(5).TryMakeExact()!.Constant);
        Assert.Equal(new Rational(1, 2), new PolicyFrontier(ReferencePolicy.Parse("1,2 @ 0,0")).WinRate(1).TryMakeExact()!.Constant);
    }

    [Fact]
    public void WinRate_NextToTheLargestKl_ContainsTheValue()
    {
        // KL is within F^n of its limit, below every precision.
        var evaluation = new PolicyEvaluation(Five, 1_000_000);
        var value = new PolicyFrontier(Five).WinRate(evaluation.Kl).Evaluate(200);
        Assert.True(value.IsAccurateTo(150), $"{value}");
        Assert.False(evaluation.WinRate.Evaluate(200).Lower > value.Upper);
    }

    [Theory]
    [InlineData("1,1", "1", "1/100", 6)]
    [InlineData("4,1", "10", "1/4", 4)]
    [InlineData("1", "1", "1/1000", 1)]
    [InlineData("9999,1", "10", "1/100", 39119)]
    public void LeastDraws_IsTheLeast(string policy, string kl, string loss, int expected)
    {
        var frontier = new PolicyFrontier(ReferencePolicy.Parse(policy));
        Assert.Equal(expected, frontier.LeastDraws(Rational.Parse(kl), Rational.Parse(loss)));
        var goal = frontier.WinRate(Rational.Parse(kl)).Evaluate(200).Lower.ToRational() - Rational.Parse(loss);
        Assert.True(WinRate.Of(new BestOfN(frontier.Reference, expected, maxBits: long.MaxValue)) >= goal);
        Assert.True(expected == 1 || WinRate.Of(new BestOfN(frontier.Reference, expected - 1, maxBits: long.MaxValue)) < goal);
    }

    [Fact]
    public void LeastDraws_AboveTheLargest_IsNull() =>
        Assert.Null(new PolicyFrontier(ReferencePolicy.FromWeights([System.Numerics.BigInteger.Pow(10, 12), System.Numerics.BigInteger.One])).LeastDraws(40, new Rational(1, 100)));

    [Fact]
    public void BadArguments_AreNamed()
    {
        var frontier = new PolicyFrontier(Five);
        Assert.Throws<ArgumentOutOfRangeException>("loss", () => frontier.LeastDraws(1, Rational.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("beta", () => frontier.AtBeta(1, Rational.Zero));
        Assert.Throws<ArgumentNullException>("kl", () => frontier.WinRate(null!));
        Assert.Throws<ArgumentNullException>("reference", () => new PolicyFrontier(null!));
    }

    /// <summary>
    /// The observation that good trade-offs need n below 1000, made precise: the least n whose win rate is at most 1/100 below the frontier of
    /// the policy at any KL, and at a KL of 2. For equally likely outcomes 99 draws suffice; a rare best outcome takes as many as its mass demands.
    /// </summary>
    [Theory]
    [InlineData("uniform 10", 23, 18)]
    [InlineData("uniform 100", 69, 16)]
    [InlineData("best 1/100", 390, 82)]
    [InlineData("best 1/1000", 3911, 456)]
    public void LeastDraws_InTheRegimesOfThePaper(string regime, int atAnyKl, int atTwo)
    {
        var size = int.Parse(regime.Split(' ', '/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        var reference = regime[0] == 'u' ? ReferencePolicy.FromWeights(Enumerable.Repeat(1, size)) : ReferencePolicy.FromWeights(size - 1, 1);
        var frontier = new PolicyFrontier(reference);
        Assert.Equal(atAnyKl, frontier.LeastDraws(frontier.LargestKl, new Rational(1, 100)));
        Assert.Equal(atTwo, frontier.LeastDraws(2, new Rational(1, 100)));
    }

    /// <summary>
    /// The bounds of the search hold after any number of steps, at any precision, and whatever is known of the divergence and the tilted policies:
    /// the truth is the tilted policy itself, whose divergence and win rate another class makes.
    /// </summary>
    [Theory]
    [InlineData("3,1,4,1,5")]
    [InlineData("1,1000")]
    [InlineData("1000,1,1")]
    public void WinRateAt_HoldsAfterAnyNumberOfSteps(string policy)
    {
        var frontier = new PolicyFrontier(ReferencePolicy.Parse(policy));
        var ranked = frontier.Reference.WithRewards(frontier.Reference.Levels.Select(static level => level.Cumulative - level.Probability / 2));
        var before = (Kl: Enclosure.Zero, WinRate: Enclosure.FromRatio(1, 2, 300));
        foreach (var beta in new[] { new Rational(1, 1 << 20), new(1, 30), new(1), new(6), new(25) })
        {
            var tilt = new ExponentialTilt(ranked, beta).ToEnclosedPolicy();
            var (kl, attained) = (KullbackLeibler.Of(tilt, 400), WinRate.Of(tilt, 300));
            foreach (var precision in new[] { 10, 40, 100 })
            {
                for (var steps = 0; steps < 9; steps++)
                {
                    // The divergence as it is, then as little as that it lies between two; and tilted policies of few bits.
                    Holds(frontier.WinRateAt(kl, precision, frontier.At, steps), attained);
                    Holds(frontier.WinRateAt(kl, precision, (at, _) => frontier.At(at, 12), steps), attained);
                    var blurred = frontier.WinRateAt(new(before.Kl.Lower, kl.Upper), precision, frontier.At, steps);
                    Holds(blurred, attained);
                    Holds(blurred, before.WinRate);

                    void Holds(Enclosure value, Enclosure truth) =>
                        Assert.True(value.Overlaps(truth), $"b = {beta}, {precision} bits, {steps} steps: {truth.ToDecimal(30)} is not in {value.ToDecimal(30)}");
                }
            }

            Assert.True(frontier.WinRateAt(kl, 100, frontier.At, 30).IsAccurateTo(96), $"b = {beta}");
            before = (kl, attained);
        }
    }

    [Fact]
    public void AtBeta_OfATilt_IsItsWinRate_ToThePrecision()
    {
        var ranked = Five.WithRewards(Five.Levels.Select(static level => level.Cumulative - level.Probability / 2));
        foreach (var beta in new[] { new Rational(1, 1000), new(1, 3), new(5), new(300) })
        {
            var tilt = new ExponentialTilt(ranked, beta).ToEnclosedPolicy();
            var kl = ComputableReal.FromEnclosures(precision => KullbackLeibler.Of(tilt, precision + 32));
            foreach (var precision in new[] { 20, 60, 150 })
            {
                var value = new PolicyFrontier(Five).AtBeta(kl, beta).Evaluate(precision);
                Assert.True(value.Overlaps(WinRate.Of(tilt, 300)), $"b = {beta}: {value}");
                Assert.True(value.IsAccurateTo(precision - 2), $"b = {beta}, {precision} bits: {value}");
            }
        }
    }

    [Fact]
    public void NearBestBeta_GivesABoundNextToTheFrontier_AlsoBeyondItsEnd()
    {
        var frontier = new PolicyFrontier(Five);
        foreach (var kl in new[] { new Rational(1, 1_000_000), new(1, 50), new(1, 3), new(9, 10) })
        {
            var beta = frontier.NearBestBeta(kl);
            Assert.InRange(beta.Numerator.GetBitLength(), 1, 20 + Math.Max(0, beta.Numerator.GetBitLength() - beta.Denominator.GetBitLength()));
            var excess = frontier.AtBeta(kl, beta).Evaluate(200).Upper - frontier.WinRate(kl).Evaluate(200).Lower;
            Assert.InRange(excess.ToDouble(), -1e-40, 1e-9);
        }

        // From the largest divergence on the bound would be least for an infinite tilt.
        Assert.Equal(frontier.NearBestBeta(2), frontier.NearBestBeta(7));
        Assert.InRange(frontier.AtBeta(frontier.LargestKl, frontier.NearBestBeta(7)).Evaluate(100).Upper.ToDouble() - 23 / 28.0, 0, 0.002);
    }

    /// <summary>A lone top, a top that is hard to tell from the level below it, and one so likely that all divergences are next to the largest.</summary>
    [Theory]
    [InlineData("3,1,4,1,5")]
    [InlineData("1000000,1,1")]
    [InlineData("1,3")]
    [InlineData("1,1,1,30")]
    [InlineData("100000000000000000000,1")]
    public void NearBestBeta_HasTheDivergence_OrTheGapToTheLargest(string policy)
    {
        var frontier = new PolicyFrontier(ReferencePolicy.Parse(policy));
        var largest = frontier.LargestKl.ToDouble();
        foreach (var share in new[] { 1e-9, 1e-6, 1e-4, 0.002, 0.03, 0.2, 0.5, 0.9, 0.97, 0.9985, 0.9989, 1 })
        {
            var goal = Math.Min(share, 0.999) * largest;
            var beta = frontier.NearBestBeta(Rational.FromDouble(share * largest));
            var found = frontier.At(Enclosure.FromRational(beta, 400), 300).Divergence.Lower.ToDouble();

            // By the leading term alone where the tilt is small, and else to most of the bits that are kept.
            Assert.Equal(1, found / goal, share < 1e-5 ? 1e-2 : 1e-4);
            Assert.Equal(1, (largest - found) / (largest - goal), 1e-3);
        }
    }
}

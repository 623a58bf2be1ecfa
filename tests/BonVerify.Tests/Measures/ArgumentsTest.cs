using BonVerify.Estimators;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Measures;

/// <summary>Arguments out of their domain are refused by name, before anything is computed.</summary>
public class ArgumentsTest
{
    private static readonly ReferencePolicy Two = ReferencePolicy.FromWeights(1, 1);

    [Fact]
    public void Null_IsRefusedByName()
    {
        var none = (EnclosedBestOfN)null!;
        Assert.All(
            new (string Name, Action Call)[]
            {
                ("policy", () => ChiSquared.Of(none)),
                ("policy", () => KullbackLeibler.Of(none)),
                ("policy", () => ReverseKullbackLeibler.Of(none)),
                ("policy", () => RenyiDivergence.Of(none, 2)),
                ("policy", () => SquaredHellinger.Of(none)),
                ("policy", () => TotalVariation.Of(none)),
                ("policy", () => WinRate.Of(none)),
                ("policy", () => KlEstimator.Mean(none)),
                ("reference", () => TotalVariation.Of((ReferencePolicy)null!, 2)),
                ("reference", () => MonteCarloKl.Estimate(null!, 2, 10, 1, new Rational(9, 10))),
            },
            call => Assert.Equal(call.Name, Assert.Throws<ArgumentNullException>(call.Call).ParamName));
    }

    [Fact]
    public void NumbersOutOfRange_AreRefusedByName()
    {
        var enclosed = new EnclosedBestOfN(Two, 2, 64);
        Assert.All(
            new (string Name, Action Call)[]
            {
                ("order", () => RenyiDivergence.Of(enclosed, 1)),
                ("precision", () => SquaredHellinger.Of(new BestOfN(Two, 2), 1)),
                ("order", () => RenyiDivergence.PowerSum(Two, Two, 1)),
                ("n", () => TotalVariation.Of(Two, 0)),
                ("n", () => KlEstimator.Enclose(0, new Rational(1, 2), 64)),
                ("precision", () => KlEstimator.Enclose(2, new Rational(1, 2), 1)),
                ("n", () => MonteCarloKl.Estimate(Two, 0, 10, 1, new Rational(9, 10))),
                ("confidence", () => MonteCarloKl.Estimate(Two, 2, 10, 1, Rational.Zero)),
                ("confidence", () => MonteCarloKl.Estimate(Two, 2, 10, 1, Rational.One)),
            },
            call => Assert.Equal(call.Name, Assert.Throws<ArgumentOutOfRangeException>(call.Call).ParamName));
    }
}

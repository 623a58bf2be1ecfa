using BonVerify.Measures;
using BonVerify.Neighbours;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Neighbours;

public class KlEstimatorsTest
{
    private static readonly (int[] Policy, int[] Reference)[] Pairs =
    [
        ([1, 3], [1, 1]), ([1, 0], [1, 1]), ([0, 1, 2], [1, 1, 1]), ([2, 1, 4, 0, 0], [3, 1, 2, 5, 0]), ([1, 2], [2, 1]), ([1, 1], [1, 1]), ([1, 100], [100, 1]),
        ([1, 4, 4], [2, 2, 5]),
    ];

    [Fact]
    public void Means_AreSumsOverTheResponses()
    {
        foreach (var (policy, reference, x) in Cases())
        {
            Assert.Equal(Sum(x, Log), KlEstimators.K1Mean(policy, reference));
            Assert.Equal(Sum(x, ratio => Log(ratio) + (1 / ratio - 1)), KlEstimators.K3Mean(policy, reference));
            Near(Mean(x, static log => log * log / 2), KlEstimators.K2Mean(policy, reference));
        }
    }

    [Fact]
    public void Variances_AreMeanSquaredDifferencesOfTwoResponses()
    {
        foreach (var (policy, reference, x) in Cases())
        {
            Near(Variance(x, static log => log), KlEstimators.K1Variance(policy, reference));
            Near(Variance(x, static log => log * log / 2), KlEstimators.K2Variance(policy, reference));
            Near(Variance(x, static log => Math.Exp(-log) - 1 + log), KlEstimators.K3Variance(policy, reference));
        }
    }

    [Theory]
    [InlineData("1/10")]
    [InlineData("1/2")]
    [InlineData("2")]
    [InlineData("10")]
    public void ClampedMeans_AreSumsOverTheClampedLogRatios(string text)
    {
        var clamp = Rational.Parse(text);
        var c = (double)clamp;
        foreach (var (policy, reference, x) in Cases())
        {
            Near(Mean(x, log => Math.Clamp(log, -c, c)), KlEstimators.K1ClampedMean(policy, reference, clamp));
            Near(Mean(x, log => Math.Pow(Math.Clamp(log, -c, c), 2) / 2), KlEstimators.K2ClampedMean(policy, reference, clamp));
            Near(Mean(x, log => Math.Exp(-Math.Clamp(log, -c, c)) - 1 + Math.Clamp(log, -c, c)), KlEstimators.K3ClampedMean(policy, reference, clamp));
            if (x.All(response => Math.Abs(Math.Log((double)response.Ratio)) < c))
            {
                Assert.Equal(KlEstimators.K1Mean(policy, reference), KlEstimators.K1ClampedMean(policy, reference, clamp));
                Assert.Equal(KlEstimators.K3Mean(policy, reference), KlEstimators.K3ClampedMean(policy, reference, clamp).TryMakeExact());
            }
        }
    }

    [Fact]
    public void K3_MissesTheMassOutsideTheSupport()
    {
        var (policy, reference) = (ReferencePolicy.FromWeights(1, 0), ReferencePolicy.FromWeights(1, 1));
        Assert.Equal(new Rational(1, 2), KlEstimators.MassOutsideSupport(policy, reference));
        Assert.Equal(LinearFormInLogarithms.Ln(2) - new Rational(1, 2), KlEstimators.K3Mean(policy, reference));
        Assert.Equal(LinearFormInLogarithms.Ln(2), KlEstimators.K1Mean(policy, reference));
        Assert.Equal(Rational.Zero, KlEstimators.MassOutsideSupport(reference, reference));
    }

    [Fact]
    public void K2_OfBestOfTwo_IsBiased()
    {
        var reference = ReferencePolicy.FromWeights(1, 1);
        var best = new BestOfN(reference, 2).ToReferencePolicy();
        Assert.Equal(Ordering.Less, KlEstimators.K2Mean(best, reference).CompareTo(KlEstimators.K1Mean(best, reference), 128));
        Assert.Equal(0.1217, KlEstimators.K2Mean(best, reference).ToDouble(128)!.Value, 5e-5);
    }

    [Fact]
    public void ConstantEstimators_HaveNoVariance_Exactly()
    {
        var (one, two) = (ReferencePolicy.FromWeights(1, 0), ReferencePolicy.FromWeights(1, 1));
        Assert.Equal(LinearFormInLogarithms.Zero, KlEstimators.K1Variance(one, two).TryMakeExact());
        Assert.Equal(LinearFormInLogarithms.Zero, KlEstimators.K3Variance(one, two).TryMakeExact());
        Assert.Equal(LinearFormInLogarithms.Zero, KlEstimators.K2Mean(two, two).TryMakeExact());

        // ln 2 and −ln 2 have the same square.
        var (up, down) = (ReferencePolicy.FromWeights(1, 2), ReferencePolicy.FromWeights(2, 1));
        Assert.Equal(LinearFormInLogarithms.Zero, KlEstimators.K2Variance(up, down).TryMakeExact());
        Assert.Equal(Ordering.Greater, KlEstimators.K1Variance(up, down).CompareTo(ComputableReal.Zero, 128));
    }

    [Fact]
    public void NearlyConstantEstimators_HaveAPositiveVariance()
    {
        // Ratios next to 1 on either side: all three differ in digits that 64 bits do not show.
        var reference = ReferencePolicy.FromWeights(1_000_000, 999_999);
        var policy = ReferencePolicy.FromWeights(1_000_001, 999_998);
        foreach (var variance in new[] { KlEstimators.K1Variance(policy, reference), KlEstimators.K2Variance(policy, reference), KlEstimators.K3Variance(policy, reference) })
        {
            Assert.Equal(Ordering.Greater, variance.CompareTo(ComputableReal.Zero, 256));
            Assert.True(variance.Evaluate(400).IsAccurateTo(200));
        }
    }

    [Fact]
    public void Errors_NameTheParameter()
    {
        var (all, some, three) = (ReferencePolicy.FromWeights(1, 1), ReferencePolicy.FromWeights(1, 0), ReferencePolicy.FromWeights(1, 1, 1));
        foreach (var estimate in new Action<ReferencePolicy, ReferencePolicy>[]
        {
            (policy, reference) => KlEstimators.K1Mean(policy, reference), (policy, reference) => KlEstimators.K2Mean(policy, reference),
            (policy, reference) => KlEstimators.K3Mean(policy, reference), (policy, reference) => KlEstimators.MassOutsideSupport(policy, reference),
            (policy, reference) => KlEstimators.K1Variance(policy, reference), (policy, reference) => KlEstimators.K2Variance(policy, reference),
            (policy, reference) => KlEstimators.K3Variance(policy, reference), (policy, reference) => KlEstimators.K1ClampedMean(policy, reference, 1),
            (policy, reference) => KlEstimators.K2ClampedMean(policy, reference, 1), (policy, reference) => KlEstimators.K3ClampedMean(policy, reference, 1),
        })
        {
            Assert.Throws<ArgumentException>("policy", () => estimate(all, some));
            Assert.Throws<ArgumentException>("policy", () => estimate(all, three));
            Assert.Throws<ArgumentNullException>("policy", () => estimate(null!, all));
            Assert.Throws<ArgumentNullException>("reference", () => estimate(all, null!));
        }

        Assert.Throws<ArgumentOutOfRangeException>("clamp", () => KlEstimators.K1ClampedMean(all, all, 0));
        Assert.Throws<ArgumentOutOfRangeException>("clamp", () => KlEstimators.K3ClampedMean(all, all, 1L << 60));
    }

    private static IEnumerable<(ReferencePolicy Policy, ReferencePolicy Reference, (Rational Mass, Rational Ratio)[] Responses)> Cases() =>
        from pair in Pairs
        let policy = ReferencePolicy.FromWeights(pair.Policy)
        let reference = ReferencePolicy.FromWeights(pair.Reference)
        let responses = policy.Probabilities.Zip(reference.Probabilities).Where(both => both.First > 0).Select(both => (both.First, both.First / both.Second))
        select (policy, reference, responses.ToArray());

    private static LinearFormInLogarithms Log(Rational ratio) => LinearFormInLogarithms.Ln(ratio);

    private static LinearFormInLogarithms Sum((Rational Mass, Rational Ratio)[] responses, Func<Rational, LinearFormInLogarithms> f) =>
        LinearFormInLogarithms.Sum(responses.Select(response => response.Mass * f(response.Ratio)));

    private static double Mean((Rational Mass, Rational Ratio)[] responses, Func<double, double> f) =>
        responses.Sum(response => (double)response.Mass * f(Math.Log((double)response.Ratio)));

    private static double Variance((Rational Mass, Rational Ratio)[] responses, Func<double, double> f) => responses.Sum(a => responses.Sum(b =>
        (double)(a.Mass * b.Mass) * Math.Pow(f(Math.Log((double)a.Ratio)) - f(Math.Log((double)b.Ratio)), 2) / 2));

    private static void Near(double expected, ComputableReal actual) => Assert.Equal(expected, actual.ToDouble(512)!.Value, 1e-13 * Math.Max(1, Math.Abs(expected)));
}

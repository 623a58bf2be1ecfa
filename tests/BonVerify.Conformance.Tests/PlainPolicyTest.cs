using BonVerify.Quantities;

namespace BonVerify.Conformance.Tests;

/// <summary>The plain doubles by which mistakes are recognised, beside the exact truth.</summary>
public class PlainPolicyTest
{
    private static readonly Truth Truth = new();

    public static IEnumerable<object[]> FromMasses() => Mistakes.FromMasses.Select(static quantity => new object[] { quantity.Id });

    [Theory]
    [MemberData(nameof(FromMasses))]
    public void Value_OfRightMasses_IsTheTruth(string id)
    {
        var quantity = Quantity.Find(id)!;
        foreach (var input in InputSource.Of(PolicyInput.Definition, 3, 60, []).Select(static sourced => (PolicyInput)sourced.Input))
        {
            var truth = Truth.NearestOf(quantity, input, TieConvention.AmongDraws)!;
            var plain = PlainPolicy.Of(input.Masses, input.RewardArray, input.N).Value(id, input.Masses, input.RewardArray)!;
            for (var i = 0; i < truth.Length; i++)
            {
                var scale = Math.Abs(truth[i]) + 1e-6 * (id == "expected_reward" ? input.RewardArray.Max(Math.Abs) : quantity.IsList ? 0 : 1);
                if (!double.IsInfinity(plain[i]))
                {
                    Assert.True(Math.Abs(plain[i] - truth[i]) <= 1e-7 * scale + double.Epsilon, $"{input}: {plain[i]:R} for {truth[i]:R}");
                }
            }
        }
    }

    [Fact]
    public void Estimator_IsTheTruth()
    {
        foreach (var input in InputSource.Of(EstimatorInput.Definition, 3, 200, []).Select(static sourced => (EstimatorInput)sourced.Input))
        {
            var truth = Truth.NearestOf(Quantity.KlEstimator, input, TieConvention.AmongDraws)![0];
            Assert.True(Math.Abs(PlainEstimator.Of(input.N, input.Epsilon) - truth) <= 1e-9 * Math.Max(1, truth), input.ToString());
        }
    }

    [Fact]
    public void Naive_IsWhatTheBookSays()
    {
        var input = new PolicyInput([0.9999999999999999, 1e-16], [0, 1], 2);
        Assert.Equal(6.610e-17, NaivePolicy.Value("kl", input, 0, static x => x)![0], 1e-19);
        Assert.Equal(2.22e-16, PlainEstimator.AsWritten(2, 0.9999999999999999), 1e-18);
        Assert.True(NaivePolicy.LosesALevel(new PolicyInput([1, 1e-30], [0, 1], 2), static x => x));
        Assert.False(NaivePolicy.LosesALevel(new PolicyInput([0.5, 0.5], [0, 1], 2), static x => x));
    }
}

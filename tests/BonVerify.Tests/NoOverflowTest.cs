using BonVerify.Estimators;
using BonVerify.Evaluation;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests;

/// <summary>The largest integers: an error names the parameter, and comes at once.</summary>
public class NoOverflowTest
{
    private static readonly ReferencePolicy Policy = ReferencePolicy.FromWeights(1, 2, 3);

    [Fact]
    public void LargestInteger_IsRefusedByName()
    {
        const int Max = int.MaxValue;
        Refuses("n", () => new BestOfN(Policy, Max));
        Refuses("n", () => TotalVariation.Of(Policy, Max));
        Refuses("n", () => KlEstimator.Value(Max, new Rational(1, 2)));
        Refuses("n", () => Enumeration.TupleCount(Policy, Max));
        Refuses("n", () => Enumeration.Probabilities(Policy, Max));
        Refuses("n", () => Enumeration.Probabilities(ReferencePolicy.FromWeights(1), Max));
        Refuses("n", () => Enumeration.Probabilities(Policy, 20));
        Refuses("order", () => RenyiEntropy.Of(Policy, Max));
        Refuses("order", () => RenyiEntropy.OfLevels(Policy, Max));
        Refuses("order", () => RenyiDivergence.Of(new BestOfN(Policy, 2), Max));
        Refuses("exponent", () => Policy.PowerSum(Max));
        Refuses("exponent", () => Rational.Pow(new Rational(-3, 2), Max));
        Refuses("exponent", () => Rational.Pow(3, -Max));
        Assert.Equal(-1, Rational.Pow(-1, Max));
        Assert.Equal(0, Rational.Pow(0, Max));
        Assert.Contains("2147483647", Assert.Throws<InvalidOperationException>(
            () => new PolicyEvaluation(Policy, Max).Next).Message, StringComparison.Ordinal);

        static void Refuses(string parameter, Func<object?> use) => Assert.Throws<ArgumentOutOfRangeException>(parameter, use);
    }

    [Fact]
    public void Labels_AreNotNull() => Assert.Contains(
        "labels[1] is null", Assert.Throws<ArgumentException>("labels", () => Policy.WithLabels(["a", null!, "c"])).Message, StringComparison.Ordinal);
}

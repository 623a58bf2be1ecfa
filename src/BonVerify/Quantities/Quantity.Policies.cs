using BonVerify.Measures;

namespace BonVerify.Quantities;

/// <content>The policy itself, and the expected reward.</content>
public sealed partial class Quantity
{
    /// <summary>The best-of-n masses of the outcomes.</summary>
    public static Quantity Pmf { get; } = new("pmf", CaseKind.Policy, static e => e.Policy.Masses)
    {
        Place = 10,
        Statement = "best-of-n probability of each outcome, in listing order",
        Latex = @"\pi^{(n)}(y)",
        Range = ValueRange.Distribution,
        IsAskedByDefault = true,
        ToMasses = Sensitivity.Relative(static n => n, FixedWhere.SingleOutcome),
        VectorFile = "pmf",
    };

    /// <summary>The expected reward of best-of-n.</summary>
    public static Quantity ExpectedReward { get; } = new(
        "expected_reward",
        CaseKind.Policy,
        static e => e.Policy.ExpectedReward)
    {
        Place = 30,
        Statement = "expected reward of best-of-n",
        Latex = @"\mathbb{E}_{Y\sim\pi^{(n)}}[r(Y)]",
        Unit = Unit.Reward,
        Range = ValueRange.AnyReal,
        CancellingTerms = static c => ((PolicyCase)c).Reference.Rewards.Max(static reward => reward.Abs()).ToDouble(),
        IsAskedByDefault = true,
        ToMasses = Sensitivity.Absolute(static n => n, static c => c.Reference.Rewards.Max(static reward => reward.Abs()), FixedWhere.SingleLevel),
        VectorFile = "win_rate",
    };

    /// <summary>The Shannon entropy of the reference policy.</summary>
    public static Quantity Entropy { get; } = new(
        "entropy",
        CaseKind.Policy,
        static e => e.Policy.Measures.Entropy(e.Policy))
    {
        Place = 150,
        Statement = "-sum p ln p over outcomes, nats",
        Latex = @"-\sum_y p(y)\ln p(y)",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        CancellingTerms = static _ => 1,
        ToMasses = Sensitivity.Absolute(static _ => 22, FixedWhere.SingleOutcome),
        VectorFile = "entropy",
    };

    /// <summary>The Rényi entropy of order 2 of the reference policy.</summary>
    public static Quantity RenyiEntropy2 { get; } = new(
        "renyi_entropy_2",
        CaseKind.Policy,
        static e => RenyiEntropy.Of(e.Policy.Reference))
    {
        Place = 160,
        Statement = "-ln sum p^2 over outcomes, nats",
        Latex = @"-\ln\sum_y p(y)^2",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        CancellingTerms = static _ => 1,
        ToMasses = Sensitivity.Absolute(static _ => 2, FixedWhere.SingleOutcome),
        VectorFile = "entropy",
    };

    /// <summary>The Rényi entropy of order 2 of the reward levels.</summary>
    public static Quantity RenyiEntropy2Levels { get; } = new(
        "renyi_entropy_2_levels",
        CaseKind.Policy,
        static e => RenyiEntropy.OfLevels(e.Policy.Reference))
    {
        Place = 170,
        Statement = "-ln sum P^2 over reward levels, nats",
        Latex = @"-\ln\sum_\ell P_\ell^2",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        CancellingTerms = static _ => 1,
        ToMasses = Sensitivity.Absolute(static _ => 2, FixedWhere.SingleLevel),
        VectorFile = "entropy",
    };
}

using BonVerify.Numerics;
using BonVerify.Pools;

namespace BonVerify.Quantities;

/// <content>Rates of passing among k samples besides pass@k.</content>
public sealed partial class Quantity
{
    /// <summary>pass^k.</summary>
    public static Quantity PassHatK { get; } = new("pass_hat_k", CaseKind.PassAtK, EvaluatePassHatK)
    {
        Place = 510,
        Statement = "C(correct, k)/C(total, k): all of k samples are correct",
        Latex = @"\tbinom{c}{k}\big/\tbinom{M}{k}",
        Range = ValueRange.Probability,
        VectorFile = "pass_rates",
    };

    /// <summary>G-Pass@k at a share tau.</summary>
    public static Quantity GPassAtK { get; } = new("g_pass_at_k", CaseKind.PassAtK, EvaluateGPassAtK)
    {
        Place = 520,
        Statement = "chance that at least ceil(tau k) of k samples are correct",
        Latex = @"P(X \ge \lceil\tau k\rceil),\ X\sim\mathrm{Hypergeometric}(M, c, k)",
        CancellingTerms = static _ => 1,
        Range = ValueRange.Probability,
        Domain = new Domain("tau", static c => c is PassAtKCase { Tau: not null }, static _ => "there is no tau"),
        VectorFile = "pass_rates",
    };

    /// <summary>mG-Pass@k as published.</summary>
    public static Quantity MeanGPassAtK { get; } = new("mean_g_pass_at_k", CaseKind.PassAtK, EvaluateMeanGPassAtK)
    {
        Place = 530,
        Statement = "2/k times the sum over i = ceil(k/2)+1, ..., k of the chance that at least i of k samples are correct",
        Latex = @"\tfrac{2}{k}\sum_{i=\lceil k/2\rceil+1}^{k} P(X \ge i)",
        CancellingTerms = static _ => 1,
        Range = ValueRange.Probability,
        VectorFile = "pass_rates",
    };

    private static ComputableReal EvaluatePassHatK(CaseEvaluation evaluation)
    {
        var c = (PassAtKCase)evaluation.Case;
        return PassRates.PassHatK(c.Total, c.Correct, c.K);
    }

    private static ComputableReal EvaluateGPassAtK(CaseEvaluation evaluation)
    {
        var c = (PassAtKCase)evaluation.Case;
        return PassRates.GPassAtK(c.Total, c.Correct, c.K, c.Tau!.Value);
    }

    private static ComputableReal EvaluateMeanGPassAtK(CaseEvaluation evaluation)
    {
        var c = (PassAtKCase)evaluation.Case;
        return PassRates.MeanGPassAtK(c.Total, c.Correct, c.K);
    }
}

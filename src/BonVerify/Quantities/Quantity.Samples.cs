using BonVerify.Numerics;

namespace BonVerify.Quantities;

/// <content>What is estimated from samples: the weights of a pool, and pass@k.</content>
public sealed partial class Quantity
{
    /// <summary>The weights of the draws of a pool.</summary>
    public static Quantity PoolWeights { get; } = new("pool_weights", CaseKind.Pool, EvaluatePoolWeights)
    {
        Place = 420,
        Statement = "chance that each draw of the pool is the best of n without replacement",
        Latex = @"\tbinom{i-1}{n-1}\big/\tbinom{M}{n}",
        Range = ValueRange.Distribution,
        Domain = new Domain(
            ListBudget, static c => c is PoolCase pool && pool.ListBits <= PoolCase.MaxListBits, static c => OverBudget((PoolCase)c)),
        IsAskedByDefault = true,
        VectorFile = "pool_weights",
    };

    /// <summary>pass@k.</summary>
    public static Quantity PassAtK { get; } = new("pass_at_k", CaseKind.PassAtK, EvaluatePassAtK)
    {
        Place = 430,
        Statement = "1 - C(total-correct, k)/C(total, k)",
        Latex = @"1 - \tbinom{M-c}{k}\big/\tbinom{M}{k}",
        // 1 - x as it is usually computed has an absolute error of some 1e-16 and no more; where c is far below M nothing else is asked.
        CancellingTerms = static _ => 1,
        Range = ValueRange.Probability,
        IsAskedByDefault = true,
        VectorFile = "pass_at_k",
    };

    private static IReadOnlyList<ComputableReal> EvaluatePoolWeights(CaseEvaluation evaluation)
    {
        var c = (PoolCase)evaluation.Case;
        var weights = c.Rewards is { } rewards ? Estimators.PoolWeights.Of(rewards, c.N) : Estimators.PoolWeights.Of(c.PoolSize, c.N);
        return [.. weights.Select(ComputableReal.FromRational)];
    }

    private static ComputableReal EvaluatePassAtK(CaseEvaluation evaluation)
    {
        var c = (PassAtKCase)evaluation.Case;
        return Estimators.PassAtK.Value(c.Total, c.Correct, c.K);
    }
}

using BonVerify.Evaluation;
using BonVerify.Numerics;

namespace BonVerify.Claims;

/// <content>Claims about the estimator d_n.</content>
public static partial class Catalogue
{
    /// <summary>Range and monotonicity of the estimator.</summary>
    public static Claim EstimatorRange { get; } = new("estimator-range", EvaluateEstimatorRange)
    {
        Statement = "0 <= d_n(eps) <= ln n - (n-1)/n, and d_n decreases in eps; checked at every mass of the policy.",
        Latex = @"0 \le d_n(\varepsilon) \le \ln n - \tfrac{n-1}{n},\quad d_n \text{ nonincreasing}",
        Source = $"{Paper}, Section 4",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Estimator.estimator_range", "BonVerify.Estimator.estimator_decreasing"],
        Argument = "phi(x) = h(1-x, 1) grows with x because h(a,c) >= h(a,b) + h(b,c), by the log-sum inequality; phi(0+) = 0 and phi(1) = ln n - (n-1)/n.",
    };

    /// <summary>The mean of the estimator bounds the KL divergence from above.</summary>
    public static Claim EstimatorExpectationUpperBound { get; } = new("estimator-expectation-upper-bound", static c => Relation.All(
    [
        Relation.AtMost(c, "KL <= E[d_n(p(Y))]", c.Kl, c.EstimatorMean),
        Relation.AtMost(c, "E[d_n(p(Y))] <= ln n - (n-1)/n", c.EstimatorMean, c.Formula),
    ]))
    {
        Statement = "KL <= E[d_n(p(Y))] <= ln n - (n-1)/n for Y drawn from best-of-n.",
        Latex = @"\mathrm{KL}(\pi^{(n)}\|p) \le \mathbb{E}_{Y\sim\pi^{(n)}}[d_n(p(Y))] \le \ln n - \tfrac{n-1}{n}",
        Source = $"{Paper}, Conjecture 4.4 as reported; proof: BonVerify",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Ties.estimator_expectation_upper_bound_ties", "BonVerify.Ties.estimator_expectation_le_formula_ties"],
        Argument = "By the gap identity it says sum F_i^n phi(p_i/F_i) >= sum q_i phi(p_i); termwise, q_i <= F_i^n and phi(p_i/F_i) >= phi(p_i) >= 0.",
    };

    private static Verdict EvaluateEstimatorRange(PolicyEvaluation c)
    {
        var weights = c.Reference.Weights.Where(static w => !w.IsZero)
            .Append(c.Cells[^1].Weight)
            .Distinct()
            .Order();
        var verdicts = new List<Verdict>();
        ComputableReal previous = c.Formula;
        foreach (var weight in weights)
        {
            var current = c.Estimator(new Rational(weight, c.Reference.Denominator));
            verdicts.Add(Relation.AtMost(c, "d_n(eps) decreases from ln n - (n-1)/n", current, previous));
            previous = current;
        }

        // The last value is the smallest, so it alone is compared with 0.
        verdicts.Add(Relation.AtMost(c, "0 <= d_n(eps)", ComputableReal.Zero, previous));
        return Relation.All(verdicts);
    }
}

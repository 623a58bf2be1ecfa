using BonVerify.Bounds;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Claims;

/// <summary>Every claim that BonVerify decides: the one list behind the properties, the reports and the documentation.</summary>
public static class Catalogue
{
    /// <summary>The largest number of n-tuples that the claim <c>pmf</c> enumerates in one case.</summary>
    public const int MaxTuples = 4096;

    private const string Paper = "Beirami et al., arXiv 2401.01879";

    /// <summary>The law of best-of-n.</summary>
    public static Claim Pmf { get; } = new("pmf", EvaluatePmf)
    {
        Statement = "The best of n independent draws has mass q_i = F_i^n - F_(i-1)^n; a tied level shares its mass in proportion to p.",
        Latex = @"\pi^{(n)}(y) = \frac{p(y)}{P_\ell}\bigl(F_\ell^n - F_{\ell-1}^n\bigr)",
        Source = $"{Paper}, Lemma 2.2; ties: BonVerify",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Ties.pmf"],
        Argument = "All n draws are at most level l with probability F_l^n. Within a level the kept draw is exchangeable, so it has the law of p given the level.",
    };

    /// <summary>The formula bounds the KL divergence from above.</summary>
    public static Claim KlUpperBound { get; } = new("kl-upper-bound", c =>
        Relation.AtMost("KL <= ln n - (n-1)/n", c.Kl, c.Formula, strict: c.N >= 2))
    {
        Statement = "KL <= ln n - (n-1)/n, strictly for n >= 2.",
        Latex = @"\mathrm{KL}(\pi^{(n)}\|p) \le \ln n - \tfrac{n-1}{n}",
        Source = $"{Paper}, Theorem 3.1",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.KlBound.kl_upper_bound", "BonVerify.KlBound.kl_upper_bound_strict"],
        Argument = "The gap is the sum of h(F_(i-1), F_i) >= 0, where h(a,b) = G(b) - G(a) - (b^n - a^n) ln((b^n - a^n)/(b - a)) and G is an antiderivative of f ln f, f(u) = n u^(n-1).",
    };

    /// <summary>The top-atom bound.</summary>
    public static Claim KlTopAtomBound { get; } = new("kl-top-atom-bound", c =>
        Relation.AtMost("KL <= d_n(eps_inf)", c.Kl, c.Estimator(c.Policy.TopMass)))
    {
        Statement = "KL <= d_n(eps_inf), eps_inf being the mass of the top level.",
        Latex = @"\mathrm{KL}(\pi^{(n)}\|p) \le d_n(\varepsilon_\infty)",
        Source = $"{Paper}, Theorem 3.6",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Estimator.kl_top_atom_bound"],
        Argument = "Of the nonnegative terms of the gap identity keep the last, phi(eps_inf), and d_n(eps) = ln n - (n-1)/n - phi(eps).",
    };

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
    public static Claim EstimatorExpectationUpperBound { get; } = new("estimator-expectation-upper-bound", c => Relation.All(
    [
        Relation.AtMost("KL <= E[d_n(p(Y))]", c.Kl, c.EstimatorMean),
        Relation.AtMost("E[d_n(p(Y))] <= ln n - (n-1)/n", c.EstimatorMean, c.Formula),
    ]))
    {
        Statement = "KL <= E[d_n(p(Y))] <= ln n - (n-1)/n for Y drawn from best-of-n.",
        Latex = @"\mathrm{KL}(\pi^{(n)}\|p) \le \mathbb{E}_{Y\sim\pi^{(n)}}[d_n(p(Y))] \le \ln n - \tfrac{n-1}{n}",
        Source = $"{Paper}, Conjecture 4.4 as reported; proof: BonVerify",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Ties.estimator_expectation_upper_bound_ties", "BonVerify.Ties.estimator_expectation_le_formula_ties"],
        Argument = "By the gap identity it says sum F_i^n phi(p_i/F_i) >= sum q_i phi(p_i); termwise, q_i <= F_i^n and phi(p_i/F_i) >= phi(p_i) >= 0.",
    };

    /// <summary>The win rate is at most n/(n+1).</summary>
    public static Claim WinRateUpperBound { get; } = new("win-rate-upper-bound", EvaluateWinRateUpperBound)
    {
        Statement = "W <= n/(n+1), strictly for n >= 2; W = 1/2 for n = 1.",
        Latex = @"W(n) \le \tfrac{n}{n+1}",
        Source = $"{Paper}, Theorem 5.3",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.WinRate.win_rate_upper_bound", "BonVerify.WinRate.win_rate_upper_bound_strict", "BonVerify.WinRate.win_rate_one"],
        Argument = "The gap is the sum of the errors of the trapezoidal rule for the convex function u^n, all nonnegative.",
    };

    /// <summary>The formula taken as an equality: false.</summary>
    public static Claim KlFormulaEquality { get; } = new("kl-formula-equality", c =>
        Relation.Equal("KL = ln n - (n-1)/n", c.Kl, c.Formula))
    {
        Statement = "KL = ln n - (n-1)/n.",
        Latex = @"\mathrm{KL}(\pi^{(n)}\|p) = \ln n - \tfrac{n-1}{n}",
        Source = "Stiennon et al., arXiv 2009.01325, and many code bases",
        Status = ClaimStatus.Refuted,
        CoqTheorems = ["BonVerify.Refutations.kl_formula_equality_false"],
        Argument = "On finitely many outcomes the gap of the upper bound is positive for every n >= 2, and it grows without limit with n.",
        Counterexamples =
        [
            new("one outcome: nothing to choose, so KL = 0", ReferencePolicy.FromWeights(1), 2),
            new("two equally likely outcomes: KL tends to ln 2, the formula to infinity", ReferencePolicy.FromWeights(1, 1), 2),
        ],
    };

    /// <summary>All claims, in the order in which they are reported.</summary>
    public static IReadOnlyList<Claim> All { get; } =
    [
        Pmf,
        KlUpperBound,
        KlTopAtomBound,
        EstimatorRange,
        EstimatorExpectationUpperBound,
        WinRateUpperBound,
        KlFormulaEquality,
    ];

    /// <summary>The claim with an id.</summary>
    /// <param name="id">The id, case-sensitive.</param>
    /// <returns>The claim.</returns>
    /// <exception cref="ArgumentException">There is no such claim.</exception>
    public static Claim Find(string id) =>
        All.FirstOrDefault(claim => claim.Id == Preconditions.NotNull(id))
        ?? throw new ArgumentException(
            $"{nameof(id)} is {Preconditions.Shown(id)}; it must be one of {string.Join(", ", All.Select(c => c.Id))}.", nameof(id));

    private static Verdict EvaluatePmf(ClaimCase c)
    {
        var tuples = Enumeration.TupleCount(c.Policy.Reference, c.N);
        if (tuples > MaxTuples)
        {
            return new Verdict.NotApplicable($"enumerating more than {MaxTuples} tuples is over budget");
        }

        var enumerated = Enumeration.Probabilities(c.Policy.Reference, c.N, c.Policy.Ties);
        return Relation.All(c.Probabilities().Zip(enumerated, (closedForm, byDefinition) =>
            Relation.Equal("q = law of the best of n draws", closedForm, byDefinition)));
    }

    private static Verdict EvaluateEstimatorRange(ClaimCase c)
    {
        var denominator = c.Policy.Reference.Denominator;
        var weights = c.Policy.Reference.Weights.Where(static w => !w.IsZero)
            .Append(c.Policy.Cells[^1].Weight)
            .Distinct()
            .Order();
        var verdicts = new List<Verdict>();
        var previous = c.Formula;
        foreach (var weight in weights)
        {
            var current = c.Estimator(ExactNumber.Ratio(weight, denominator));
            verdicts.Add(Relation.AtMost("d_n(eps) decreases from ln n - (n-1)/n", current, previous));
            previous = current;
        }

        // The last value is the smallest, so it alone is compared with 0.
        verdicts.Add(Relation.AtMost("0 <= d_n(eps)", LinearFormInLogarithms.Zero, previous));
        return Relation.All(verdicts);
    }

    private static Verdict EvaluateWinRateUpperBound(ClaimCase c) => c.N == 1
        ? Relation.Equal("W = 1/2 for n = 1", c.WinRate, ExactNumber.Ratio(1, 2))
        : Relation.AtMost("W <= n/(n+1)", c.WinRate, WinRateBounds.Continuous(c.N), strict: true);
}

using System.Numerics;
using BonVerify.Evaluation;
using BonVerify.Measures;
using BonVerify.Neighbours;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Claims;

/// <content>Claims about soft best-of-n.</content>
public static partial class Catalogue
{
    private const int MaxSoftMultisets = 200;

    private const string Soft = "Soft best-of-n: arXiv 2505.03156, as reported";

    /// <summary>The density ratio of soft best-of-n.</summary>
    public static Claim SoftDensityRatio { get; } = new("soft-density-ratio", EvaluateSoftDensityRatio)
    {
        Statement = "Soft best-of-n, which keeps one of n draws with a chance in proportion to a weight, has a density ratio of at most n; checked for weights that double from level to level.",
        Latex = @"q(y) = n\,p(y)\,\mathbb{E}\Bigl[\tfrac{w(y)}{w(y) + \sum_{j<n} w(Y_j)}\Bigr] \le n\,p(y)",
        Source = $"{Soft}; proof: BonVerify",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.SoftBestOfN.soft_density_ratio", "BonVerify.SoftBestOfN.soft_law", "BonVerify.SoftBestOfN.soft_is_dist", "BonVerify.SoftBestOfN.soft_kl"],
        Argument = "The kept draw is one of n.",
        Method = SoftMethod,
    };

    /// <summary>KL of soft best-of-n is below the formula.</summary>
    public static Claim SoftKlUpperBound { get; } = new("soft-kl-upper-bound", EvaluateSoftKlBound)
    {
        Statement = "Soft best-of-n has a KL of at most ln n - (n-1)/n; checked for weights that double from level to level.",
        Latex = @"\mathrm{KL}(q_n\|p) \le \ln n - \tfrac{n-1}{n}",
        Source = $"{Soft}; bound and proof: BonVerify",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.SoftRace.soft_kl_upper_bound"],
        Argument = "It is the first of n exponential clocks: a best-of-n on a continuous reward.",
        Method = SoftMethod,
    };

    /// <summary>KL of soft best-of-n increases towards that of the tilted policy.</summary>
    public static Claim SoftKlMonotone { get; } = new("soft-kl-monotone", EvaluateSoftKlMonotone)
    {
        Statement = "The KL of soft best-of-n does not fall with n, and is at most that of the tilted policy p w/E[w]; checked for weights that double from level to level.",
        Latex = @"\mathrm{KL}(q_n\|p) \le \mathrm{KL}(q_{n+1}\|p) \le \mathrm{KL}(p^*\|p),\quad p^* = p\,w/\mathbb{E}_p[w]",
        Source = $"{Soft}; proof: BonVerify",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.SoftSpread.soft_kl_monotone", "BonVerify.SoftSpread.soft_kl_tilted"],
        Argument = "The density ratio increases with the weight, and one more draw moves mass from low weights to high ones.",
        Method = SoftMethod,
    };

    /// <summary>Soft best-of-n tends to the tilted policy.</summary>
    public static Claim SoftTiltLimit { get; } = new("soft-tilt-limit", EvaluateSoftTiltLimit)
    {
        Statement = "KL of the tilted policy p w/E[w] from soft best-of-n is at most ln(1 + Var w/(n E[w]^2)); checked for weights that double from level to level.",
        Latex = @"\mathrm{KL}(p^*\|q_n) \le \ln\Bigl(1 + \frac{\mathrm{Var}_p(w)}{n\,\mathbb{E}_p[w]^2}\Bigr)",
        Source = $"{Soft}, with the rate 1/n; constant and proof: BonVerify",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.SoftBestOfN.soft_tilt_bound", "BonVerify.SoftBestOfN.soft_tilt_limit"],
        Argument = "Jensen's inequality, for 1/x and for ln.",
        Method = SoftMethod,
    };

    private static string SoftMethod => $"Exactly, where n draws from the levels have at most {MaxSoftMultisets} multisets.";

    private static Verdict EvaluateSoftDensityRatio(PolicyEvaluation c) => SoftPolicies(c) is var (ranked, soft, _)
        ? Relation.All(Enumerable.Range(0, soft.Count).Where(i => !soft.Weights[i].IsZero).Select(i =>
            Relation.AtMost(c, "q/p <= n", soft.Probabilities[i] / ranked.Reference.Probabilities[i], new Rational(c.N))))
        : SoftOverBudget;

    private static Verdict EvaluateSoftKlBound(PolicyEvaluation c) => SoftPolicies(c) is var (ranked, soft, _)
        ? Relation.AtMost(c, "KL <= ln n - (n-1)/n", KullbackLeibler.Of(soft, ranked.Reference), c.Formula)
        : SoftOverBudget;

    private static Verdict EvaluateSoftKlMonotone(PolicyEvaluation c)
    {
        if (SoftPolicies(c) is not var (ranked, soft, weights) || SoftPolicies(c.Next) is not var (_, next, _))
        {
            return SoftOverBudget;
        }

        var kl = KullbackLeibler.Of(soft, ranked.Reference);
        return Relation.All(
        [
            Relation.AtMost(c, "KL(n) <= KL(n+1)", kl, KullbackLeibler.Of(next, ranked.Reference)),
            Relation.AtMost(c, "KL(n) <= KL of the tilted policy", kl, KullbackLeibler.Of(Tilted(ranked.Reference, weights), ranked.Reference)),
        ]);
    }

    private static Verdict EvaluateSoftTiltLimit(PolicyEvaluation c)
    {
        if (SoftPolicies(c) is not var (ranked, soft, weights))
        {
            return SoftOverBudget;
        }

        var mean = Mean(weights);
        var relative = (Mean(weights.Select(static weight => weight * weight)) - mean * mean) / (c.N * mean * mean);
        return Relation.AtMost(
            c,
            "KL(tilted | soft best-of-n) <= ln(1 + Var w/(n E[w]^2))",
            KullbackLeibler.Of(Tilted(ranked.Reference, weights), soft),
            LinearFormInLogarithms.Ln(1 + relative));

        Rational Mean(IEnumerable<Rational> of) =>
            of.Zip(ranked.Reference.Probabilities, static (value, mass) => value * mass).Aggregate(Rational.Zero, static (sum, part) => sum + part);
    }

    private static ReferencePolicy Tilted(ReferencePolicy reference, Rational[] weights) =>
        reference.WithWeights([.. reference.Weights.Zip(weights, static (mass, weight) => mass * weight.Numerator)]);

    /// <summary>Soft best-of-n with integer weights that double from level to level, or null where it is over the budget.</summary>
    private static (PolicyEvaluation Ranked, ReferencePolicy Soft, Rational[] Weights)? SoftPolicies(PolicyEvaluation c) =>
        c.Once(nameof(SoftPolicies), MakeSoftPolicies);

    private static (PolicyEvaluation Ranked, ReferencePolicy Soft, Rational[] Weights)? MakeSoftPolicies(PolicyEvaluation c)
    {
        if (!Multisets.AreWithin(c.N, c.Cells.Count, MaxSoftMultisets) || Ranked(c) is not { } ranked)
        {
            return null;
        }

        var weights = Enumerable.Repeat(Rational.One, c.Reference.Count).ToArray();
        for (var rank = 0; rank < c.Cells.Count; rank++)
        {
            foreach (var outcome in c.Cells[rank].Outcomes)
            {
                weights[outcome] = BigInteger.One << rank;
            }
        }

        return (ranked, ranked.Reference.WithProbabilities(c.Measures.SoftBestOfN(ranked, weights)), weights);
    }

    private static Verdict SoftOverBudget => new Verdict.NotApplicable($"more than {MaxSoftMultisets} multisets are over budget");
}

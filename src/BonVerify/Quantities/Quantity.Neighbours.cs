using BonVerify.Evaluation;
using BonVerify.Neighbours;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Quantities;

/// <content>The neighbours of best-of-n: an opponent with other draws, the worst draw, soft best-of-n, and estimators of KL from one response.</content>
public sealed partial class Quantity
{
    /// <summary>The win rate of best-of-n against best-of-m.</summary>
    public static Quantity WinRateAgainst { get; } = new("win_rate_against", CaseKind.Policy, EvaluateWinRateAgainst)
    {
        Place = 25,
        Statement = "P(r(Y) > r(Z)) + P(r(Y) = r(Z))/2, Y from best-of-n, Z from best-of-m",
        Latex = @"W(n,m) = P(r(Y) > r(Z)) + \tfrac12 P(r(Y) = r(Z))",
        Range = ValueRange.Probability,
        Domain = new Domain("m, the draws of an opponent", static c => c is PolicyCase { M: not null }, static _ => "there is no m"),
        VectorFile = "neighbours",
    };

    /// <summary>E_best ln(q/p) − E_worst ln(q/p).</summary>
    public static Quantity BestWorstLogRatio { get; } = new("best_worst_log_ratio", CaseKind.Policy, static e => e.Policy.Measures.BestWorst(e.Policy))
    {
        Place = 142,
        Statement = "mean of ln(q/p) under best-of-n less that under worst-of-n, q best-of-n, nats",
        Latex = @"\mathbb{E}_{best}\ln\tfrac{\pi^{(n)}}{p} - \mathbb{E}_{worst}\ln\tfrac{\pi^{(n)}}{p}",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        CancellingTerms = static _ => 1,
        VectorFile = "neighbours",
    };

    /// <summary>The continuous value of the same.</summary>
    public static Quantity BestWorstLogRatioBound { get; } = new(
        "best_worst_log_ratio_bound",
        static n => BestWorst.Continuous(n))
    {
        Place = 144,
        Statement = "(n-1)(1 + 1/2 + ... + 1/(n-1)) >= best_worst_log_ratio, nats",
        Latex = @"(n-1)\sum_{i<n}\tfrac1i",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        Domain = new Domain(
            FormattableString.Invariant($"n <= {MaxHarmonicDraws}"),
            static c => c is PolicyCase policy && policy.N <= MaxHarmonicDraws,
            static c => c is PolicyCase policy ? FormattableString.Invariant($"n is {policy.N}") : "there is no policy"),
        Bounds = BestWorstLogRatio,
        VectorFile = "neighbours",
    };

    /// <summary>The masses of soft best-of-n.</summary>
    public static Quantity SoftPmf { get; } = new("soft_pmf", CaseKind.Soft, EvaluateSoftPmf)
    {
        Place = 600,
        Statement = "mass of each outcome under soft best-of-n, which keeps one of n draws in proportion to e^(r/lambda)",
        Latex = @"n\,p(y)\,\mathbb{E}\Bigl[\tfrac{w(y)}{w(y) + \sum_{j<n} w(Y_j)}\Bigr],\ w = e^{r/\lambda}",
        Range = ValueRange.Distribution,
        Domain = SoftBudget,
        VectorFile = "soft_best_of_n",
    };

    /// <summary>KL of soft best-of-n.</summary>
    public static Quantity SoftKl { get; } = new("soft_kl", CaseKind.Soft, static e => OfSoft(e, ComputableReal.Zero, Measures.KullbackLeibler.Of))
    {
        Place = 610,
        Statement = "KL(soft best-of-n | reference), nats",
        Latex = @"\mathrm{KL}(q_n\|p)",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        CancellingTerms = static _ => 1,
        Domain = SoftBudget,
        VectorFile = "soft_best_of_n",
    };

    /// <summary>The win rate of soft best-of-n.</summary>
    public static Quantity SoftWinRate { get; } = new("soft_win_rate", CaseKind.Soft, static e => OfSoft(e, new Rational(1, 2), Measures.WinRate.Of))
    {
        Place = 620,
        Statement = "P(r(Y) > r(Z)) + P(r(Y) = r(Z))/2, Y from soft best-of-n, Z from the reference",
        Latex = @"P(r(Y) > r(Z)) + \tfrac12 P(r(Y) = r(Z)),\ Y \sim q_n",
        Range = ValueRange.Probability,
        Domain = SoftBudget,
        VectorFile = "soft_best_of_n",
    };

    /// <summary>The mean of k1, which is KL.</summary>
    public static Quantity K1Mean { get; } = Pair(
        "k1_mean", 700, "mean of k1 = ln x, x = policy/reference, over responses of the policy: the KL divergence, nats",
        @"\mathbb{E}_\pi[\ln x] = \mathrm{KL}(\pi\|p)", Unit.Nats, static (policy, reference) => KlEstimators.K1Mean(policy, reference));

    /// <summary>The mean of k2.</summary>
    public static Quantity K2Mean { get; } = Pair(
        "k2_mean", 710, "mean of k2 = (ln x)^2/2, x = policy/reference, over responses of the policy, nats^2",
        @"\mathbb{E}_\pi[\tfrac12(\ln x)^2]", Unit.None, KlEstimators.K2Mean);

    /// <summary>The mean of k3.</summary>
    public static Quantity K3Mean { get; } = Pair(
        "k3_mean", 720, "mean of k3 = 1/x - 1 + ln x, x = policy/reference, over responses of the policy, nats",
        @"\mathbb{E}_\pi[\tfrac1x - 1 + \ln x]", Unit.Nats, static (policy, reference) => KlEstimators.K3Mean(policy, reference));

    /// <summary>The variance of k1.</summary>
    public static Quantity K1Variance { get; } = Pair(
        "k1_variance", 730, "variance of k1 over responses of the policy, nats^2", @"\mathrm{Var}_\pi[\ln x]", Unit.None, KlEstimators.K1Variance);

    /// <summary>The variance of k2.</summary>
    public static Quantity K2Variance { get; } = Pair(
        "k2_variance", 740, "variance of k2 over responses of the policy, nats^4", @"\mathrm{Var}_\pi[\tfrac12(\ln x)^2]", Unit.None, KlEstimators.K2Variance);

    /// <summary>The variance of k3.</summary>
    public static Quantity K3Variance { get; } = Pair(
        "k3_variance", 750, "variance of k3 over responses of the policy, nats^2", @"\mathrm{Var}_\pi[\tfrac1x - 1 + \ln x]", Unit.None, KlEstimators.K3Variance);

    private const int MaxHarmonicDraws = 10_000;

    private static Domain SoftBudget => new(
        FormattableString.Invariant($"at most {SoftBestOfN.DefaultMaxMultisets} multisets of n draws from the reward levels, and exponents below 2^60"),
        static c => c is SoftPolicyCase soft && soft.IsWithinBudget,
        static c => c is SoftPolicyCase soft ? FormattableString.Invariant($"n is {soft.N} on {soft.Reference.Levels.Count} levels") : "there is no policy");

    private static Quantity Pair(
        string id, int place, string statement, string latex, Unit unit, Func<ReferencePolicy, ReferencePolicy, ComputableReal> evaluate) =>
        new(id, CaseKind.PolicyPair, e => evaluate(((PolicyPairCase)e.Case).Policy, ((PolicyPairCase)e.Case).Reference))
        {
            Place = place,
            Statement = statement,
            Latex = latex,
            Unit = unit,
            Range = ValueRange.NonNegative,
            CancellingTerms = static _ => 1,
            VectorFile = "kl_estimators",
        };

    private static ComputableReal EvaluateWinRateAgainst(CaseEvaluation evaluation)
    {
        // Equal rewards count half whichever draw is kept.
        var given = (PolicyCase)evaluation.Case;
        var ours = new PolicyEvaluation(given.Reference, given.N, TieBreaking.AmongDraws, evaluation.Policy.Budget);
        var theirs = ours.WithN(given.M!.Value);
        Enclosure Enclosed(int precision) => Measures.WinRate.Against(ours.Enclosed(precision), theirs.Enclosed(precision));
        return ours.Exact is not null && theirs.Exact is not null
            ? ComputableReal.FromEnclosures(Enclosed, () => LinearFormInLogarithms.FromRational(ours.Measures.WinRateAgainst(ours, given.M.Value)!.Value))
            : ComputableReal.FromEnclosures(Enclosed);
    }

    private static ComputableReal OfSoft(CaseEvaluation evaluation, ComputableReal ofReference, Func<EnclosedPolicy, int, Enclosure> measure)
    {
        var soft = (SoftPolicyCase)evaluation.Case;
        return soft.IsReference ? ofReference : ComputableReal.FromEnclosures(precision => measure(soft.Policy, precision));
    }

    private static IReadOnlyList<ComputableReal> EvaluateSoftPmf(CaseEvaluation evaluation)
    {
        var soft = (SoftPolicyCase)evaluation.Case;
        return soft.IsReference
            ? [.. soft.Reference.Probabilities.Select(ComputableReal.FromRational)]
            : [.. Enumerable.Range(0, soft.Reference.Count).Select(i => soft.Reference.Weights[i].IsZero
                ? ComputableReal.Zero
                : ComputableReal.FromEnclosures(precision => soft.Policy.Masses(precision)[i]))];
    }
}

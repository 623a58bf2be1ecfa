using System.Numerics;
using BonVerify.Bounds;
using BonVerify.Evaluation;
using BonVerify.Measures;
using BonVerify.Neighbours;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Claims;

/// <content>Claims about the policies and estimators that are used next to best-of-n.</content>
public static partial class Catalogue
{
    private const int MaxNeighbourCells = 64;
    private const int MaxHarmonic = 1000;

    /// <summary>KL of a random number of draws.</summary>
    public static Claim MixtureKl { get; } = new("mixture-kl", EvaluateMixtureKl)
    {
        Statement = "Best-of-n with a random n has a KL of at most the mean of KL(n); checked for 1 or 2n-1 draws, equally likely.",
        Latex = @"\mathrm{KL}\Bigl(\sum_n P(n)\,\pi^{(n)}\Big\|p\Bigr) \le \sum_n P(n)\,\mathrm{KL}(\pi^{(n)}\|p)",
        Source = "Folklore",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Neighbours.mixture_kl"],
        Argument = "KL is convex in its first argument.",
        Method = NeighbourMethod,
    };

    /// <summary>The win rate of a random number of draws.</summary>
    public static Claim MixtureWinRate { get; } = new("mixture-win-rate", EvaluateMixtureWinRate)
    {
        Statement = "Best-of-n with a random n of mean m has a win rate of at most m/(m+1); checked for 1 or 2n-1 draws, equally likely.",
        Latex = @"W\Bigl(\sum_n P(n)\,\pi^{(n)}\Bigr) \le \tfrac{m}{m+1},\quad m = \sum_n n\,P(n)",
        Source = Ours,
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Neighbours.mixture_win_rate"],
        Argument = "n/(n+1) is concave in n.",
        Method = NeighbourMethod,
    };

    /// <summary>The law of a geometric number of draws.</summary>
    public static Claim GeometricLaw { get; } = new("geometric-law", EvaluateGeometric)
    {
        Statement = "The best of a geometric number of draws, stopped after each with the chance s, has the cumulative mass G = s F/(1 - (1-s) F); checked for s = 1/n, also against G = s F + s(1-s) F^2 + (1-s)^2 F^2 G.",
        Latex = @"\sum_{n \ge 1} s(1-s)^{n-1} F^n = \frac{sF}{1 - (1-s)F}",
        Source = "Folklore",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.GeometricDraws.geometric_series", "BonVerify.GeometricDraws.geometric_law"],
        Argument = "A geometric series; what follows the first two draws is again best of a geometric number.",
        Method = NeighbourMethod,
    };

    /// <summary>With equal levels a thousand draws come to within a thousandth of the largest win rate.</summary>
    public static Claim WinRateLossUniform { get; } = new("win-rate-loss-uniform", static c =>
        c.Cells.Any(cell => cell.Weight != c.Cells[0].Weight)
            ? new Verdict.NotApplicable("it is stated for equally likely levels")
            : EvaluateWinRateLoss(c))
    {
        Statement = "For equally likely levels best-of-n is at most 1/(n+1) below the largest win rate that any policy has at any KL: 999 draws suffice for a loss of 1/1000.",
        Latex = @"1 - \tfrac{\varepsilon_\infty}{2} - W(n) \le \tfrac{1}{n+1} \quad (P_1 = \dots = P_L)",
        Source = $"BonVerify; {Paper}, observes that good trade-offs need n < 1000",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.TradeOff.win_rate_loss_uniform"],
        Argument = "The loss is the sum of F_i^n/L over the levels below the top, a lower sum of the integral of u^n.",
        Method = "Exactly.",
    };

    /// <summary>KL and the χ² divergence.</summary>
    public static Claim KlChiSquared { get; } = new("kl-chi-squared", static c => LimitIsFar(c)
        ? Relation.AtMost(c, "KL <= ln(1 + chi^2)", c.Kl, ComputableReal.Ln(c.ChiSquared + 1))
        : AtLimit)
    {
        Statement = "KL <= ln(1 + chi^2).",
        Latex = @"\mathrm{KL} \le \ln(1 + \chi^2)",
        Source = "Folklore",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.AnyPolicy.kl_chi_squared"],
        Argument = "Jensen's inequality: the mean of ln(q/p) under q is at most the logarithm of the mean of q/p, which is 1 + chi^2.",
    };

    /// <summary>The mean of the estimator k3.</summary>
    public static Claim K3Mean { get; } = new("k3-mean", EvaluateK3Mean)
    {
        Statement = "The mean of k3 = 1/x - 1 + ln x, x = pi(y)/p(y), over responses y of pi is KL(pi | p) minus the mass of p outside the support of pi; checked for best-of-n and for rejection to the top mass 1/n.",
        Latex = @"\mathbb{E}_\pi[k_3] = \mathrm{KL}(\pi\|p) - p(\{\pi = 0\})",
        Source = "The estimator: Schulman, Approximating KL divergence, 2020, as reported; its mean off the support: BonVerify",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.KlEstimators.k3_mean"],
        Argument = "The mean of 1/x is the mass of p on the support of pi.",
        Method = "Exactly, against the mean term by term, where the masses have at most 2^14 bits together.",
    };

    /// <summary>Log-ratios of the best and the worst draw.</summary>
    public static Claim BestWorstLogRatio { get; } = new("best-worst-log-ratio", static c => EvaluateBestWorst(c) is var (value, bound)
        ? Relation.AtMost(c, "E_best ln(q/p) - E_worst ln(q/p) <= (n-1) H_(n-1)", value, bound)
        : OverBudget)
    {
        Statement = "E_best ln(q/p) - E_worst ln(q/p) <= (n-1) H_(n-1), q best-of-n and H the harmonic numbers.",
        Latex = @"\mathbb{E}_{best}\ln\tfrac{q}{p} - \mathbb{E}_{worst}\ln\tfrac{q}{p} \le (n-1)\sum_{i<n}\tfrac1i",
        Source = "The value of a continuous reward: arXiv 2406.00832, as reported; bound and proof: BonVerify",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.WorstOfN.best_worst_bound"],
        Argument = "On each cell the logarithm of the mean density is at least the mean logarithm, and the density of the worst falls where ln(n u^(n-1)) rises.",
        Method = $"Exactly, where the masses have at most 2^14 bits together and n is at most {MaxHarmonic}.",
    };

    /// <summary>KL and win rate of worst-of-n.</summary>
    public static Claim WorstKlUpperBound { get; } = new("worst-kl-upper-bound", EvaluateWorst)
    {
        Statement = "Worst-of-n has a KL of at most ln n - (n-1)/n and a win rate of at least 1/(n+1).",
        Latex = @"\mathrm{KL} \le \ln n - \tfrac{n-1}{n},\quad W \ge \tfrac{1}{n+1}",
        Source = Ours,
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.WorstPolicy.worst_kl_upper_bound", "BonVerify.WorstPolicy.worst_win_rate_lower_bound", "BonVerify.WorstPolicy.worst_law"],
        Argument = "It is best-of-n with the rewards in the opposite order.",
        Method = NeighbourMethod,
    };

    /// <summary>Rejection dominates best-of-n.</summary>
    public static Claim RejectionDominates { get; } = new("rejection-dominates", EvaluateRejection)
    {
        Statement = "Rejection to the top mass 1/n, which takes n draws on average, gives every increasing reward a mean of at least that under best-of-n, and so a win rate.",
        Latex = @"\frac{(F - 1 + \tfrac1n)_+}{1/n} \le F^n",
        Source = Ours,
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Neighbours.rewind_dominates", "BonVerify.Neighbours.rewind_win_rate_dominates"],
        Argument = "Bernoulli's inequality: 1 - n(1 - F) <= F^n.",
        Method = NeighbourMethod,
    };

    /// <summary>Twice as many draws add at most ln 2: false.</summary>
    public static Claim KlDoubling { get; } = new("kl-doubling", static c => c.N <= int.MaxValue / 2
        ? Relation.AtMost(c, "KL(2n) - KL(n) <= ln 2", c.At(2 * c.N).Kl - c.Kl, LinearFormInLogarithms.Ln(2))
        : OverBudget)
    {
        Statement = "KL(2n) - KL(n) <= ln 2.",
        Latex = @"\mathrm{KL}(\pi^{(2n)}\|p) - \mathrm{KL}(\pi^{(n)}\|p) \le \ln 2",
        Source = "A tempting reading of the formula, for which it is true",
        Status = ClaimStatus.Refuted,
        CoqTheorems = ["BonVerify.Refutations.kl_doubling_false"],
        Argument = "A rare top outcome gets its mass late: 0.704 with the masses 7/8 and 1/8, from 7 draws to 14.",
        Counterexamples =
        [
            new("masses 7/8 and 1/8, from 7 draws to 14: 0.704 against 0.693", ReferencePolicy.FromWeights(7, 1), 7),
        ],
    };

    /// <summary>χ² by KL: false.</summary>
    public static Claim ChiSquaredExpKl { get; } = new("chi-squared-exp-kl", static c => LimitIsFar(c)
        ? Relation.AtMost(c, "ln(1 + chi^2) <= KL", ComputableReal.Ln(c.ChiSquared + 1), c.Kl)
        : AtLimit)
    {
        Statement = "chi^2 <= e^KL - 1.",
        Latex = @"\chi^2 \le e^{\mathrm{KL}} - 1",
        Source = "The inequality KL <= ln(1 + chi^2) turned round",
        Status = ClaimStatus.Refuted,
        CoqTheorems = ["BonVerify.AnyPolicy.chi_squared_exp_kl_false"],
        Argument = "Jensen's inequality is strict unless q/p is the same everywhere.",
        Counterexamples =
        [
            new("two equally likely outcomes: 1/4 against 0.140", ReferencePolicy.FromWeights(1, 1), 2),
        ],
    };

    /// <summary>k3 is unbiased: false.</summary>
    public static Claim K3Unbiased { get; } = new("k3-unbiased", EvaluateK3Unbiased)
    {
        Statement = "The mean of k3 over the responses of a policy is its KL; tested with rejection to the top mass 1/n.",
        Latex = @"\mathbb{E}_\pi\bigl[\tfrac1x - 1 + \ln x\bigr] = \mathrm{KL}(\pi\|p),\quad x = \pi(y)/p(y)",
        Source = "Code for reinforcement learning from human feedback, as reported",
        Status = ClaimStatus.Refuted,
        CoqTheorems = ["BonVerify.KlEstimators.k3_unbiased_false"],
        Argument = "It misses the mass of the reference policy outside the support of the policy.",
        Method = "Exactly, where the masses have at most 2^14 bits together.",
        Counterexamples =
        [
            new("the better of two equally likely outcomes: 0.193 instead of 0.693", ReferencePolicy.FromWeights(1, 1), 2),
        ],
    };

    /// <summary>k2 is unbiased: false.</summary>
    public static Claim K2Unbiased { get; } = new("k2-unbiased", static c => Affordable(c) is not null
        ? Relation.Equal(c, "E[k2] = KL", KlEstimators.K2Mean(c.Policy!, c.Reference), c.Kl)
        : OverBudget)
    {
        Statement = "The mean of k2 = (ln x)^2/2, x = pi(y)/p(y), over the responses of a policy is its KL; tested with best-of-n.",
        Latex = @"\mathbb{E}_\pi\bigl[\tfrac12(\ln x)^2\bigr] = \mathrm{KL}(\pi\|p),\quad x = \pi(y)/p(y)",
        Source = "Code for reinforcement learning from human feedback, as reported",
        Status = ClaimStatus.Refuted,
        CoqTheorems = ["BonVerify.KlEstimators.k2_unbiased_false"],
        Argument = "It agrees with KL to second order only, near x = 1.",
        Counterexamples =
        [
            new("the best of two of two equally likely outcomes: 0.122 instead of 0.131", ReferencePolicy.FromWeights(1, 1), 2),
        ],
    };

    /// <summary>The log-ratio of best and worst is a constant: false.</summary>
    public static Claim BestWorstEquality { get; } = new("best-worst-equality", static c => EvaluateBestWorst(c) is var (value, bound)
        ? Relation.Equal(c, "E_best ln(q/p) - E_worst ln(q/p) = (n-1) H_(n-1)", value, bound)
        : OverBudget)
    {
        Statement = "E_best ln(q/p) - E_worst ln(q/p) = (n-1) H_(n-1), q best-of-n and H the harmonic numbers.",
        Latex = @"\mathbb{E}_{best}\ln\tfrac{q}{p} - \mathbb{E}_{worst}\ln\tfrac{q}{p} = (n-1)\sum_{i<n}\tfrac1i",
        Source = "arXiv 2406.00832, as reported: it is used as a constant in training, also where the reward is not continuous",
        Status = ClaimStatus.Refuted,
        CoqTheorems = ["BonVerify.WorstOfN.best_worst_equality_false", "BonVerify.WorstOfN.best_worst_strict"],
        Argument = "It is less on every finite policy for n >= 2.",
        Method = $"Exactly, where the masses have at most 2^14 bits together and n is at most {MaxHarmonic}.",
        Counterexamples =
        [
            new("one level: 0 instead of 1", ReferencePolicy.FromWeights(1), 2),
            new("five equal levels: 11.38 instead of 18.15", ReferencePolicy.FromWeights(1, 1, 1, 1, 1), 8),
        ],
    };

    /// <summary>With any levels 999 draws come to within a thousandth of the largest win rate: false.</summary>
    public static Claim WinRateLoss { get; } = new("win-rate-loss", EvaluateWinRateLoss)
    {
        Statement = "Best-of-n is at most 1/(n+1) below the largest win rate that any policy has at any KL.",
        Latex = @"1 - \tfrac{\varepsilon_\infty}{2} - W(n) \le \tfrac{1}{n+1}",
        Source = $"A tempting reading of {Paper}, which observes that good trade-offs need n < 1000",
        Status = ClaimStatus.Refuted,
        CoqTheorems = ["BonVerify.TradeOff.win_rate_loss_false"],
        Argument = "A rare best outcome needs more draws than its mass goes into 1; for equally likely levels it is true.",
        Counterexamples =
        [
            new("masses 4/5 and 1/5: 0.256 against 1/4", ReferencePolicy.FromWeights(4, 1), 3),
            new("a best outcome of mass 1/10,000: a loss of 0.45 after 999 draws", ReferencePolicy.FromWeights(9999, 1), 999),
        ],
    };

    private static string NeighbourMethod => $"Exactly, where the masses have at most 2^14 bits together on at most {MaxNeighbourCells} levels.";

    /// <summary>
    /// The case on a reference policy whose levels are the cells that compete, with their win probabilities (F₋ + F)/2 as rewards: the
    /// neighbours know no convention for ties. Null where their masses are over the budget.
    /// </summary>
    private static PolicyEvaluation? Ranked(PolicyEvaluation c) => c.Once(nameof(Ranked), MakeRanked);

    private static PolicyEvaluation? MakeRanked(PolicyEvaluation c)
    {
        if (c.Cells.Count > MaxNeighbourCells || Affordable(c) is null)
        {
            return null;
        }

        var rewards = new Rational[c.Reference.Count];
        foreach (var cell in c.Cells)
        {
            foreach (var outcome in cell.Outcomes)
            {
                rewards[outcome] = cell.Cumulative - cell.Probability / 2;
            }
        }

        return new PolicyEvaluation(c.Reference.WithRewards(rewards), c.N, TieBreaking.AmongDraws, c.Budget, c.Measures);
    }

    private static Verdict EvaluateMixtureKl(PolicyEvaluation c) => Mixture(c) is var (ranked, mixed, most)
        ? Relation.AtMost(c, "KL(mixture) <= KL(2n-1)/2", KullbackLeibler.Of(mixed, ranked.Reference), new Rational(1, 2) * ranked.At(most).Kl)
        : OverBudget;

    private static Verdict EvaluateMixtureWinRate(PolicyEvaluation c) => Mixture(c) is var (ranked, mixed, _)
        ? Relation.AtMost(c, "W(mixture) <= n/(n+1)", WinRate.Of(mixed, ranked.Reference), WinRateBounds.Continuous(c.N))
        : OverBudget;

    private static (PolicyEvaluation Ranked, ReferencePolicy Mixed, int Most)? Mixture(PolicyEvaluation c) => c.Once(nameof(Mixture), MakeMixture);

    private static (PolicyEvaluation Ranked, ReferencePolicy Mixed, int Most)? MakeMixture(PolicyEvaluation c)
    {
        if (c.N > int.MaxValue / 2 || Ranked(c) is not { } ranked)
        {
            return null;
        }

        var most = 2 * c.N - 1;
        var chances = most == 1
            ? new Dictionary<int, Rational> { [1] = Rational.One }
            : new Dictionary<int, Rational> { [1] = new(1, 2), [most] = new(1, 2) };
        return (ranked, ranked.Reference.WithProbabilities(c.Measures.RandomDraws(ranked, chances)), most);
    }

    private static Verdict EvaluateGeometric(PolicyEvaluation c)
    {
        if (Ranked(c) is not { } ranked || ranked.At(1).Probabilities is not { } once || ranked.At(2).Probabilities is not { } twice)
        {
            return OverBudget;
        }

        var stop = new Rational(1, c.N);
        var geometric = Cumulative(c.Measures.GeometricDraws(ranked, stop));
        var (first, second) = (Cumulative(once), Cumulative(twice));
        return Relation.All(
        [
            Relation.Equal("G = s F/(1 - (1-s) F)", geometric, first.Select(f => stop * f / (1 - (1 - stop) * f))),
            Relation.Equal(
                "G = s F + s(1-s) F^2 + (1-s)^2 F^2 G",
                geometric,
                geometric.Select((g, i) => stop * first[i] + (1 - stop) * second[i] * (stop + (1 - stop) * g))),
        ]);

        Rational[] Cumulative(IReadOnlyList<Rational> masses)
        {
            var sum = Rational.Zero;
            return [.. ranked.Cells.Select(cell => sum += cell.Outcomes.Aggregate(Rational.Zero, (part, outcome) => part + masses[outcome]))];
        }
    }

    private static Verdict EvaluateWinRateLoss(PolicyEvaluation c) => Relation.AtMost(
        c,
        "1 - eps_inf/2 - W <= 1/(n+1)",
        (ComputableReal)(1 - c.TopMass / 2) - c.WinRate,
        new Rational(1, c.N + 1L));

    private static Verdict EvaluateK3Mean(PolicyEvaluation c)
    {
        if (Ranked(c) is not { Policy: { } kept } ranked)
        {
            return OverBudget;
        }

        return Relation.All(new[] { kept, TopMass(ranked) }.SelectMany(sampled =>
        {
            var mean = c.Measures.K3Mean(ranked, sampled);
            return new[]
            {
                Relation.Equal(c, "E[k3], term by term", K3TermByTerm(sampled, ranked.Reference), mean),
                Relation.Equal(
                    c,
                    "E[k3] = KL - p(outside the support)",
                    mean,
                    KullbackLeibler.Of(sampled, ranked.Reference) - KlEstimators.MassOutsideSupport(sampled, ranked.Reference)),
            };
        }));
    }

    /// <summary>Σ π (ln x + 1/x − 1) over the support of π, the terms over one denominator.</summary>
    private static LinearFormInLogarithms K3TermByTerm(ReferencePolicy sampled, ReferencePolicy reference)
    {
        var (constant, terms) = (BigInteger.Zero, new List<LinearFormInLogarithms.Term>());
        for (var i = 0; i < sampled.Count; i++)
        {
            if (!sampled.Weights[i].IsZero)
            {
                // π and p, each times both denominators.
                var (kept, mass) = (sampled.Weights[i] * reference.Denominator, reference.Weights[i] * sampled.Denominator);
                constant += mass - kept;
                terms.Add(new(kept, new LogarithmArgument(new Rational(kept, mass))));
            }
        }

        return new LinearFormInLogarithms(constant, terms, sampled.Denominator * reference.Denominator);
    }

    private static Verdict EvaluateK3Unbiased(PolicyEvaluation c) => Ranked(c) is { } ranked && TopMass(ranked) is var sampled
        ? Relation.Equal(c, "E[k3] = KL", c.Measures.K3Mean(ranked, sampled), KullbackLeibler.Of(sampled, ranked.Reference))
        : OverBudget;

    private static ReferencePolicy TopMass(PolicyEvaluation ranked) => ranked.Once(
        nameof(TopMass), static p => new TopMassRejection(p.Reference, new Rational(1, p.N)).ToReferencePolicy());

    private static (ComputableReal Value, Rational Bound)? EvaluateBestWorst(PolicyEvaluation c) =>
        c.N <= MaxHarmonic && Ranked(c) is { } ranked ? (c.Measures.BestWorst(ranked), BestWorst.Continuous(c.N)) : null;

    private static Verdict EvaluateWorst(PolicyEvaluation c)
    {
        if (Ranked(c) is not { } ranked)
        {
            return OverBudget;
        }

        var worst = ranked.Reference.WithProbabilities(c.Measures.WorstOfN(ranked));
        return Relation.All(
        [
            Relation.AtMost(c, "KL <= ln n - (n-1)/n", KullbackLeibler.Of(worst, ranked.Reference), c.Formula),
            Relation.AtMost(c, "1/(n+1) <= W", new Rational(1, c.N + 1L), WinRate.Of(worst, ranked.Reference)),
        ]);
    }

    private static Verdict EvaluateRejection(PolicyEvaluation c)
    {
        if (Ranked(c) is not { } ranked)
        {
            return OverBudget;
        }

        var kept = ranked.Reference.WithProbabilities(c.Measures.Rejection(ranked, new Rational(1, c.N)));
        var (below, verdicts) = (Rational.Zero, new List<Verdict>());
        foreach (var cell in ranked.Cells)
        {
            below += cell.Outcomes.Aggregate(Rational.Zero, (sum, outcome) => sum + kept.Probabilities[outcome]);
            verdicts.Add(Relation.AtMost(c, "the cumulative mass is at most F^n", below, Rational.Pow(cell.Cumulative, c.N)));
        }

        verdicts.Add(Relation.AtMost(c, "W(best-of-n) <= W(rejection)", c.WinRate, WinRate.Of(kept, ranked.Reference)));
        return Relation.All(verdicts);
    }

    private static Verdict OneLevel => new Verdict.NotApplicable("with one level every policy is the reference policy");
}

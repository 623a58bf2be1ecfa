using System.Numerics;
using BonVerify.Evaluation;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Claims;

/// <content>Claims about the laws of policies and of unbiased estimates of them.</content>
public static partial class Catalogue
{
    /// <summary>The law of best-of-n.</summary>
    public static Claim Pmf { get; } = new("pmf", EvaluatePmf)
    {
        Statement = "The best of n independent draws has mass q_i = F_i^n - F_(i-1)^n; a tied level shares its mass in proportion to p.",
        Latex = @"\pi^{(n)}(y) = \frac{p(y)}{P_\ell}\bigl(F_\ell^n - F_{\ell-1}^n\bigr)",
        Source = $"{Paper}, Lemma 2.2; ties: BonVerify",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Ties.pmf"],
        Argument = "All n draws are at most level l with probability F_l^n. Within a level the kept draw is exchangeable, so it has the law of p given the level.",
        Method = "Against the enumeration of all n-tuples of outcomes, where there are at most 1024 and n is at most 64.",
    };

    /// <summary>The mass of a cell lies between two tangents of u^n.</summary>
    public static Claim Sandwich { get; } = new("sandwich", EvaluateSandwich)
    {
        Statement = "n F_(i-1)^(n-1) p_i <= q_i <= n F_i^(n-1) p_i.",
        Latex = @"n F_{i-1}^{n-1} p_i \le q_i \le n F_i^{n-1} p_i",
        Source = Ours,
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Extras.sandwich"],
        Argument = "u^n has the increasing slope n u^(n-1).",
        Method = "In fractions, where the masses have at most 2^14 bits together.",
    };

    /// <summary>Best-of-m of best-of-n.</summary>
    public static Claim Composition { get; } = new("composition", EvaluateComposition)
    {
        Statement = "Best-of-m of best-of-n is best-of-(mn); checked for m = 2.",
        Latex = @"(\pi^{(n)})^{(m)} = \pi^{(mn)}",
        Source = Ours,
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Extras.composition", "BonVerify.Outcomes.composition_ties"],
        Argument = "The cumulative mass of best-of-n is F^n, and (F^n)^m = F^(mn).",
        Method = "In fractions, where the masses have at most 2^14 bits together.",
    };

    /// <summary>Rewind and repeat, at every level.</summary>
    public static Claim RewindAndRepeat { get; } = new("rewind-and-repeat", EvaluateRewind)
    {
        Statement = "Drawing until the reward reaches a level of mass P from there on keeps p given acceptance, with KL = -ln P and W = 1 - P/2, after 1/P draws on average.",
        Latex = @"\mathrm{KL} = -\ln P,\quad W = 1 - \tfrac{P}{2} = 1 - \tfrac12 e^{-\mathrm{KL}},\quad \mathbb{E}[\text{draws}] = \tfrac1P",
        Source = $"{Paper}, Section 6",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.RewindDraws.rewind_outcome_law", "BonVerify.RewindDraws.rewind_outcome_kl", "BonVerify.RewindDraws.rewind_outcome_win_rate", "BonVerify.Rewind.rewind_win_rate_kl", "BonVerify.RewindDraws.rewind_outcome_draws"],
        Argument = "The first accepted draw has the law of p given acceptance, so the density ratio is 1/P where it is not 0.",
        Method = "Exactly, at every level.",
    };

    /// <summary>Pool weights are unbiased.</summary>
    public static Claim PoolUnbiased { get; } = new("pool-unbiased", EvaluatePool)
    {
        Statement = "The weights C(i-1,n-1)/C(M,n) on the ranks of a pool of M draws, ties averaged, have the best-of-n policy as their expectation; checked over all pools.",
        Latex = @"\mathbb{E}\Bigl[\sum_i \tbinom{i-1}{n-1}\big/\tbinom{M}{n}\,\delta_{y_{(i)}}\Bigr] = \pi^{(n)}",
        Source = "Nakano et al., arXiv 2112.09332",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Pool.pool_unbiased", "BonVerify.Pool.pool_unbiased_outcomes"],
        Argument = "A uniformly chosen n-subset of a pool is n independent draws, and its best draw has rank i with probability C(i-1,n-1)/C(M,n).",
        Method = "Against the mean over all pools of n + 1 or n + 2 draws, where there are at most 256.",
    };

    /// <summary>The estimator of pass@k is unbiased.</summary>
    public static Claim PassAtKUnbiased { get; } = new("pass-at-k-unbiased", EvaluatePassAtK)
    {
        Statement = "With c of M samples correct, 1 - C(M-c,k)/C(M,k) has the expectation 1 - (1-p)^k; checked for the top level as the correct one and k = n.",
        Latex = @"\mathbb{E}\Bigl[1 - \tbinom{M-c}{k}\big/\tbinom{M}{k}\Bigr] = 1 - (1-p)^k",
        Source = "Chen et al., arXiv 2107.03374",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Pool.pass_at_k_unbiased"],
        Argument = "It is the chance that a uniformly chosen k-subset of the samples includes a correct one.",
        Method = "Against the binomial mean in fractions, for k up to 64.",
    };

    private static Verdict EvaluatePmf(PolicyEvaluation c)
    {
        if (c.N > MaxTupleLength || Enumeration.TupleCount(c.Reference, c.N) > MaxTuples)
        {
            return new Verdict.NotApplicable($"enumerating more than {MaxTuples} tuples, or longer ones than {MaxTupleLength}, is over budget");
        }

        return c.Probabilities is { } masses
            ? Relation.Equal("q = law of the best of n draws", masses, Enumeration.Probabilities(c.Reference, c.N, c.Ties))
            : OverBudget;
    }

    private static Verdict EvaluateSandwich(PolicyEvaluation c)
    {
        if (Affordable(c) is not { } masses)
        {
            return OverBudget;
        }

        var verdicts = new List<Verdict>();
        var below = Rational.Zero;
        foreach (var cell in c.Cells)
        {
            var q = cell.Outcomes.Aggregate(Rational.Zero, (sum, outcome) => sum + masses[outcome]);
            var (low, high) = (Tangent(below), Tangent(cell.Cumulative));
            verdicts.Add(Relation.AtMost(c, "n F_(i-1)^(n-1) p_i <= q_i", low, q));
            verdicts.Add(Relation.AtMost(c, "q_i <= n F_i^(n-1) p_i", q, high));
            below = cell.Cumulative;

            Rational Tangent(Rational f) => c.N * Rational.Pow(f, c.N - 1) * cell.Probability;
        }

        return Relation.All(verdicts);
    }

    private static Verdict EvaluateComposition(PolicyEvaluation c) =>
        Affordable(c) is not null && c.N <= int.MaxValue / 2 && c.At(2 * c.N).Probabilities is { } twice
            ? Relation.Equal(
                "best-of-2 of best-of-n = best-of-2n",
                new BestOfN(c.Policy!, 2, c.Ties, maxBits: long.MaxValue).Probabilities(),
                twice)
            : OverBudget;

    private static Verdict EvaluateRewind(PolicyEvaluation c)
    {
        var verdicts = new List<Verdict>();
        for (var level = 0; level < c.Reference.Levels.Count; level++)
        {
            var rewind = new RewindAndRepeat(c.Reference, level);
            var (kept, accepted) = (rewind.ToReferencePolicy(), c.Measures.RewindAcceptance(c, rewind));
            verdicts.Add(Relation.Equal(c, "KL = -ln P", KullbackLeibler.Of(kept, c.Reference), LinearFormInLogarithms.Ln(accepted.Reciprocal())));
            verdicts.Add(Relation.Equal(c, "W = 1 - P/2", WinRate.Of(kept, c.Reference), 1 - accepted / 2));
            verdicts.Add(Relation.Equal(c, "E[draws] = 1/P", rewind.ExpectedDraws, accepted.Reciprocal()));
        }

        return Relation.All(verdicts);
    }

    private static Verdict EvaluatePool(PolicyEvaluation c)
    {
        var poolSize = Enumerable.Range(1, 2).Select(more => (long)c.N + more)
            .LastOrDefault(size => BigInteger.Pow(c.Reference.SupportSize, (int)Math.Min(size, 64)) <= MaxPools);
        if (poolSize == 0 || c.Ties != TieBreaking.AmongDraws || c.Probabilities is not { } masses)
        {
            return new Verdict.NotApplicable($"enumerating more than {MaxPools} pools is over budget");
        }

        var expected = new Rational[c.Reference.Count];
        ForEachPool(c, (int)poolSize, (pool, mass) =>
        {
            var weights = c.Measures.PoolWeights(c, Array.ConvertAll(pool, outcome => c.Reference.Rewards[outcome]));
            for (var i = 0; i < pool.Length; i++)
            {
                expected[pool[i]] += weights[i] * mass;
            }
        });
        var total = BigInteger.Pow(c.Reference.Denominator, (int)poolSize);
        return Relation.Equal("E[pool weight of y] = best-of-n mass of y", expected.Select(sum => sum / total), masses);
    }

    /// <summary>Visits all pools of a size, as outcomes in the order of drawing, with their masses over D^size.</summary>
    private static void ForEachPool(PolicyEvaluation c, int size, Action<int[], BigInteger> visit)
    {
        var support = Enumerable.Range(0, c.Reference.Count).Where(i => !c.Reference.Weights[i].IsZero).ToArray();
        var pool = new int[size];
        Draw(0, BigInteger.One);

        void Draw(int position, BigInteger mass)
        {
            if (position == size)
            {
                visit(pool, mass);
                return;
            }

            foreach (var outcome in support)
            {
                pool[position] = outcome;
                Draw(position + 1, mass * c.Reference.Weights[outcome]);
            }
        }
    }

    private static Verdict EvaluatePassAtK(PolicyEvaluation c)
    {
        if (c.N > MaxPassAtK)
        {
            return new Verdict.NotApplicable($"k = n above {MaxPassAtK} is over budget");
        }

        var total = c.N + 3;
        return Relation.Equal(
            c, "E[pass@k] = 1 - (1-p)^k", MeanOverCorrect(c, total, correct => c.Measures.PassAtK(c, total, correct)), 1 - Rational.Pow(1 - c.TopMass, c.N));
    }

    /// <summary>The masses where arithmetic with all of them as fractions in lowest terms is affordable.</summary>
    private static IReadOnlyList<Rational>? Affordable(PolicyEvaluation c) =>
        BestOfN.SizeInBits(c.Reference, c.N, c.Ties) <= MaxFractionBits ? c.Probabilities : null;
}

using System.Numerics;
using BonVerify.Evaluation;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Pools;

namespace BonVerify.Claims;

/// <content>Claims about estimates from samples, and about the gold reward of the best by another reward.</content>
public static partial class Catalogue
{
    /// <summary>Among so many numbers of draws, from 1 on, the claims about gold look for turning points.</summary>
    public const int MaxGoldDraws = 16;

    private const long MaxGoldBits = 1 << 21;

    /// <summary>pass@k grows with k and with the number of correct samples.</summary>
    public static Claim PassAtKMonotone { get; } = new("pass-at-k-monotone", EvaluatePassAtKMonotone)
    {
        Statement = "The estimate 1 - C(M-c,k)/C(M,k) of pass@k does not fall as c or k grows; checked for every c and k = n.",
        Latex = @"\mathrm{pass@}k(M, c) \le \mathrm{pass@}k(M, c+1),\quad \mathrm{pass@}k(M, c) \le \mathrm{pass@}(k+1)(M, c)",
        Source = "Folklore",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.PoolClaims.pass_at_k_monotone_c", "BonVerify.PoolClaims.pass_at_k_monotone_k"],
        Argument = "One more correct sample, or one more draw, leaves fewer subsets that miss them all.",
        Method = "In fractions, for k up to 64.",
    };

    /// <summary>The order of a pool makes no difference.</summary>
    public static Claim PoolPermutation { get; } = new("pool-permutation", EvaluatePermutation)
    {
        Statement = "The estimates from a pool do not depend on the order of its draws: reordered, each draw keeps its weight, and the mean of the best of n does not change.",
        Latex = @"w_{\sigma(i)}(y_{\sigma}) = w_i(y)",
        Source = "Folklore; code that breaks ties by position violates it",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.PoolOrder.pool_estimate_permutation", "BonVerify.PoolOrder.pool_estimate_outcomes_permutation"],
        Argument = "With ties averaged the weight of a draw depends on the numbers of draws below it and level with it alone.",
        Method = $"In fractions, on the pool of all outcomes of positive mass, repeated up to n draws, where these are at most {MaxPlugInPool}: reversed, and turned by one.",
    };

    /// <summary>The weights of the max@k gradient sum to k times best@k.</summary>
    public static Claim GradientWeightsSum { get; } = new("gradient-weights-sum", EvaluateGradientSum)
    {
        Statement = "The weights of the draws in the max@k policy gradient sum to k times the unbiased estimate of the best of k.",
        Latex = @"\sum_i s_i = k \sum_i y_{(i)}\tbinom{i-1}{k-1}\big/\tbinom{M}{k}",
        Source = "The weights: arXiv 2505.15201, as reported; the sum: BonVerify",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.MaxAtK.gradient_weights_sum"],
        Argument = "Each k-subset gives its best reward to all of its k draws.",
        Method = $"In fractions, on the pool of all outcomes of positive mass, repeated up to n draws, where these are at most {MaxPlugInPool}.",
    };

    /// <summary>The weights of the max@k gradient are unbiased.</summary>
    public static Claim GradientUnbiased { get; } = new("gradient-unbiased", EvaluateGradientMean)
    {
        Statement = "Over all pools the weights of the draws that are y sum in the mean to p(y) times the derivative of E[best of k] by p(y), which is k p(y) E[best of y and k-1 draws]; checked for k = n.",
        Latex = @"\mathbb{E}\Bigl[\sum_{i:\,x_i = y} s_i\Bigr] = k\,p(y)\,\mathbb{E}[\max(r(y), r(Y_2),\dots,r(Y_k))] = p(y)\,\partial_{p(y)}\,\mathbb{E}[\max_{j \le k} r(Y_j)]",
        Source = "arXiv 2505.15201, as reported",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.MaxAtK.gradient_unbiased", "BonVerify.MaxAtK.gradient_is_derivative"],
        Argument = "A uniformly chosen k-subset that holds a draw y is y and k-1 independent draws.",
        Method = $"Against the mean over all pools of n + 1 draws, where there are at most {MaxPools}.",
    };

    /// <summary>How the gold reward of the best by another reward changes with n.</summary>
    public static Claim GoldDifference { get; } = new("gold-difference", EvaluateGoldDifference)
    {
        Statement = "With f(n) the mean gold t of best-of-n by another reward, f(n+1) - f(n) = sum (t_(i+1) - t_i) F_i^n (1 - F_i) over the levels below the top; so f turns at most as often in n as t does over the levels.",
        Latex = @"f(n+1) - f(n) = \sum_{i<L}(t_{i+1} - t_i)\,F_i^n(1 - F_i),\quad f(n) = \mathbb{E}_{Y\sim\pi^{(n)}}[t(Y)]",
        Source = Ours,
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.MoreDraws.mean_step", "BonVerify.GoldCurve.gold_turning_points"],
        Argument = "Summation by parts; then Descartes' rule of signs for sums of powers with positive bases.",
        Method = $"In fractions, for gold that alternates between the levels and for gold equal to the masses, where the masses have at most 2^14 bits together; the turns of f(1), ..., f({MaxGoldDraws}).",
    };

    /// <summary>The win rate is concave in n.</summary>
    public static Claim WinRateConcave { get; } = new("win-rate-concave", static c => c.N > int.MaxValue - 2 ? LargestN : LimitIsFar(c)
        ? Relation.AtMost(
            c, "W(n) + W(n+2) <= 2 W(n+1)", c.WinRate + c.Next.Next.WinRate, new Rational(2) * c.Next.WinRate, scale: c.Next.WinRate - c.WinRate)
        : AtLimit)
    {
        Statement = "W(n) + W(n+2) <= 2 W(n+1): each further draw adds no more to the win rate than the last one did.",
        Latex = @"W(n) + W(n+2) \le 2\,W(n+1)",
        Source = Ours,
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.MoreDraws.win_rate_concave", "BonVerify.MoreDraws.mean_concave"],
        Argument = "W = (1 + F_(K-1))/2 - sum F_i^n (P_i + P_(i+1))/2 over the levels below the top, and -F^n is concave in n.",
        Method = "Exactly, where KL is not closer to its limit than 2^-1024.",
    };

    /// <summary>Gold has at most one turning point in n: false.</summary>
    public static Claim GoldOneExtremum { get; } = new("gold-one-extremum", EvaluateGoldOneExtremum)
    {
        Statement = "The mean gold of best-of-n by another reward is monotone in n, or has one extremum; tested with gold that alternates between 0 and 1 from level to level, whatever the n of the case.",
        Latex = @"f(1), f(2), f(3), \dots \text{ turns at most once}",
        Source = "A tempting reading of curves of overoptimisation",
        Status = ClaimStatus.Refuted,
        CoqTheorems = ["BonVerify.GoldCurve.gold_one_turn_false", "BonVerify.GoldCurve.gold_turns_twice"],
        Argument = "f can turn as often as gold does over the levels: 2/3, 13/18, 77/108, 463/648 goes up, down and up.",
        Method = $"Exactly, for f(1), ..., f({MaxGoldDraws}).",
        Counterexamples =
        [
            new("gold 0, 1, 0, 1 on four levels: up, down, up", ReferencePolicy.FromWeights(1, 3, 1, 1), 1),
        ],
    };

    /// <summary>A perfect model has mG-Pass@k 1: false.</summary>
    public static Claim MeanGPassPerfect { get; } = new("mean-g-pass-perfect", EvaluateMeanGPassPerfect)
    {
        Statement = "mG-Pass@k as published, (2/k) sum P(X >= i) over i = ceil(k/2)+1 to k, of a model all of whose samples are correct is 1; tested for k = n.",
        Latex = @"\tfrac{2}{k}\sum_{i=\lceil k/2\rceil+1}^{k} P(X \ge i) = 1 \text{ for } c = M",
        Source = "A tempting reading of the name; the formula as reported from arXiv 2412.13147",
        Status = ClaimStatus.Refuted,
        CoqTheorems = ["BonVerify.PoolClaims.mean_g_pass_perfect_false", "BonVerify.PoolClaims.mean_g_pass_all_correct"],
        Argument = "The sum has k - ceil(k/2) terms: for odd k the value is (k-1)/k, 0 at k = 1 and 2/3 at k = 3.",
        Counterexamples =
        [
            new("k = 1: 0", ReferencePolicy.FromWeights(1), 1),
            new("k = 3: 2/3", ReferencePolicy.FromWeights(1), 3),
            new("k = 5: 4/5", ReferencePolicy.FromWeights(1), 5),
        ],
    };

    /// <summary>Resampling a pool with replacement is unbiased: false.</summary>
    public static Claim BootstrapUnbiased { get; } = new("bootstrap-unbiased", EvaluateBootstrap)
    {
        Statement = "The best of n draws with replacement from a pool has, over all pools, the mean of the best of n draws from the policy; tested for pools of n draws and the top level as the correct one.",
        Latex = @"\mathbb{E}\bigl[1 - (1 - c/M)^n\bigr] = 1 - (1-p)^n",
        Source = "Many code bases, which resample pools with replacement",
        Status = ClaimStatus.Refuted,
        CoqTheorems = ["BonVerify.PoolClaims.bootstrap_unbiased_false", "BonVerify.PoolClaims.bootstrap_is_plug_in", "BonVerify.PoolClaims.bootstrap_always_below"],
        Argument = "Drawing the same sample twice wastes a draw: the mean is too low for every n >= 2, unless all rewards are equal.",
        Method = "In fractions, for n up to 64.",
        Counterexamples =
        [
            new("two equally likely outcomes, pools of two: 5/8 instead of 3/4", ReferencePolicy.FromWeights(1, 1), 2),
        ],
    };

    /// <summary>pass^k is the k-th power of the share of correct samples: false.</summary>
    public static Claim PassAllKPlugIn { get; } = new("pass-all-k-plug-in", EvaluatePassAllPlugIn)
    {
        Statement = "The chance that all of k samples of a pool are correct is (c/M)^k; tested for M = k = n and every c.",
        Latex = @"\tbinom{c}{k}\big/\tbinom{M}{k} = (c/M)^k",
        Source = "A tempting formula for pass^k",
        Status = ClaimStatus.Refuted,
        CoqTheorems = ["BonVerify.PoolClaims.pass_all_plug_in_false", "BonVerify.PoolClaims.pass_all_plug_in_less"],
        Argument = "That is the chance with replacement: it is too high for 1 <= c < M and k >= 2.",
        Method = "In fractions, for k up to 64.",
        Counterexamples =
        [
            new("one of two correct, both drawn: 0 instead of 1/4", ReferencePolicy.FromWeights(1), 2),
        ],
    };

    private static Verdict EvaluatePassAtKMonotone(PolicyEvaluation c)
    {
        if (c.N > MaxPassAtK)
        {
            return new Verdict.NotApplicable($"k = n above {MaxPassAtK} is over budget");
        }

        var total = c.N + 3;
        Rational PassAt(PolicyEvaluation k, int correct) => k.Measures.PassAtK(k, total, correct);
        return Relation.All(Enumerable.Range(0, total).SelectMany(correct => new[]
        {
            Relation.AtMost(c, "pass@k(M,c) <= pass@k(M,c+1)", PassAt(c, correct), PassAt(c, correct + 1)),
            Relation.AtMost(c, "pass@k(M,c) <= pass@(k+1)(M,c)", PassAt(c, correct), PassAt(c.Next, correct)),
        }));
    }

    private static Verdict EvaluatePermutation(PolicyEvaluation c)
    {
        if (PoolOf(c) is not { } rewards)
        {
            return PoolOverBudget;
        }

        var weights = c.Measures.PoolWeights(c, rewards);
        var mean = c.Measures.BestOfPool(c, Pool.Of(rewards));
        var orders = new[] { Enumerable.Range(0, rewards.Length).Reverse(), Enumerable.Range(1, rewards.Length - 1).Append(0) };
        return Relation.All(orders.SelectMany(order =>
        {
            int[] from = [.. order];
            Rational[] moved = [.. from.Select(i => rewards[i])];
            return new[]
            {
                Relation.Equal("the weight of each draw, reordered", c.Measures.PoolWeights(c, moved), from.Select(i => weights[i])),
                Relation.Equal(c, "the mean of the best of n, reordered", c.Measures.BestOfPool(c, Pool.Of(moved)), mean),
            };
        }));
    }

    private static Verdict EvaluateGradientSum(PolicyEvaluation c) => PoolOf(c) is not { } rewards
        ? PoolOverBudget
        : Relation.Equal(
            c,
            "sum s_i = k best@k",
            c.Measures.MaxAtKWeights(c, rewards).Aggregate(Rational.Zero, static (sum, weight) => sum + weight),
            c.N * c.Measures.BestOfPool(c, Pool.Of(rewards)));

    private static Verdict EvaluateGradientMean(PolicyEvaluation c)
    {
        if (c.N >= 64 || BigInteger.Pow(c.Reference.SupportSize, c.N + 1) > MaxPools)
        {
            return new Verdict.NotApplicable($"enumerating more than {MaxPools} pools is over budget");
        }

        var reference = c.Reference;
        var weights = new Rational[reference.Count];
        ForEachPool(c, c.N + 1, (pool, mass) =>
        {
            var made = c.Measures.MaxAtKWeights(c, Array.ConvertAll(pool, outcome => reference.Rewards[outcome]));
            for (var i = 0; i < pool.Length; i++)
            {
                weights[pool[i]] += made[i] * mass;
            }
        });
        var means = new Rational[reference.Count];
        ForEachPool(c, c.N - 1, (others, mass) =>
        {
            for (var y = 0; y < means.Length; y++)
            {
                means[y] += others.Select(outcome => reference.Rewards[outcome]).Append(reference.Rewards[y]).Max() * mass;
            }
        });
        return Relation.Equal(
            "E[sum of the weights of y] = k p(y) E[best of y and k-1 draws]",
            weights.Select(sum => sum / BigInteger.Pow(reference.Denominator, c.N + 1)),
            means.Select((sum, y) => c.N * reference.Probabilities[y] * sum / BigInteger.Pow(reference.Denominator, c.N - 1)));
    }

    private static Verdict EvaluateGoldDifference(PolicyEvaluation c)
    {
        if (Affordable(c) is null || Affordable(c.Next) is null || IsGoldOverBudget(c))
        {
            return OverBudget;
        }

        var verdicts = new List<Verdict>();
        foreach (var gold in new[] { AlternatingGold(c), [.. c.Cells.Select(static cell => cell.Weight)] })
        {
            var values = Array.ConvertAll(gold, static value => new Rational(value));
            if (c.Measures.MeanOf(c, values) is not { } here || c.Next.Measures.MeanOf(c.Next, values) is not { } next)
            {
                return OverBudget;
            }

            var step = new Rational(GoldSteps(c, gold, c.N).First(), BigInteger.Pow(c.Reference.Denominator, c.N + 1));
            verdicts.Add(Relation.Equal(c, "f(n+1) - f(n) = sum (t' - t) F^n (1 - F)", next - here, step));
            verdicts.Add(Relation.AtMost(
                c,
                "the turns of f are at most those of t",
                new Rational(Turns(c, gold)),
                new Rational(SignChanges(gold.Zip(gold.Skip(1), static (lower, upper) => upper - lower)))));
        }

        return Relation.All(verdicts);
    }

    private static Verdict EvaluateGoldOneExtremum(PolicyEvaluation c) => IsGoldOverBudget(c)
        ? OverBudget
        : Relation.AtMost(
            c,
            "f turns at most once",
            new Rational(Turns(c, AlternatingGold(c))),
            Rational.One);

    private static Verdict EvaluateMeanGPassPerfect(PolicyEvaluation c) => c.N > 1000
        ? new Verdict.NotApplicable("k = n above 1000 is over budget")
        : Relation.Equal(c, "mG-Pass@k = 1", PassRates.MeanGPassAtK(c.N, c.N, c.N), Rational.One);

    private static Verdict EvaluateBootstrap(PolicyEvaluation c) => c.N > MaxPassAtK
        ? new Verdict.NotApplicable($"n above {MaxPassAtK} is over budget")
        : Relation.Equal(
            c,
            "E[best of n with replacement] = 1 - (1-p)^n",
            MeanOverCorrect(c, c.N, correct => 1 - Rational.Pow(new Rational(c.N - correct, c.N), c.N)),
            1 - Rational.Pow(1 - c.TopMass, c.N));

    private static Verdict EvaluatePassAllPlugIn(PolicyEvaluation c) => c.N > MaxPassAtK
        ? new Verdict.NotApplicable($"k = n above {MaxPassAtK} is over budget")
        : Relation.Equal(
            "C(c,k)/C(M,k) = (c/M)^k",
            Enumerable.Range(0, c.N + 1).Select(correct => PassRates.PassHatK(c.N, correct, c.N)),
            Enumerable.Range(0, c.N + 1).Select(correct => Rational.Pow(new Rational(correct, c.N), c.N)));

    /// <summary>Gold 0, 1, 0, 1, … of the levels, ascending in the reward that ranks.</summary>
    private static BigInteger[] AlternatingGold(PolicyEvaluation c) => [.. Enumerable.Range(0, c.Cells.Count).Select(static i => (BigInteger)(i % 2))];

    /// <summary>f(n+1) − f(n) times D^(n+1), by summation by parts, for one n after another.</summary>
    private static IEnumerable<BigInteger> GoldSteps(PolicyEvaluation c, BigInteger[] gold, int firstN)
    {
        var whole = c.Reference.Denominator;
        var terms = new BigInteger[gold.Length - 1];
        for (var i = 0; i < terms.Length; i++)
        {
            var upTo = c.Cells[i].CumulativeWeight;
            terms[i] = (gold[i + 1] - gold[i]) * (whole - upTo) * BigInteger.Pow(upTo, firstN);
        }

        while (true)
        {
            yield return terms.Aggregate(BigInteger.Zero, BigInteger.Add);
            for (var i = 0; i < terms.Length; i++)
            {
                terms[i] *= c.Cells[i].CumulativeWeight;
            }
        }
    }

    private static bool IsGoldOverBudget(PolicyEvaluation c) =>
        c.Cells.Count * (long)MaxGoldDraws * MaxGoldDraws * c.Reference.Denominator.GetBitLength() > MaxGoldBits;

    /// <summary>How often f turns among the first numbers of draws.</summary>
    private static int Turns(PolicyEvaluation c, BigInteger[] gold) => SignChanges(GoldSteps(c, gold, firstN: 1).Take(MaxGoldDraws - 1));

    /// <summary>How often the sign changes, zeros passed over.</summary>
    private static int SignChanges(IEnumerable<BigInteger> numbers)
    {
        var (changes, last) = (0, 0);
        foreach (var sign in numbers.Select(static number => number.Sign).Where(static sign => sign != 0))
        {
            changes += sign == -last ? 1 : 0;
            last = sign;
        }

        return changes;
    }
}

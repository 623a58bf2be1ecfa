using System.Numerics;
using BonVerify.Evaluation;
using BonVerify.Numerics;
using BonVerify.Pools;

namespace BonVerify.Claims;

/// <content>Claims about estimates from pools, and about best-of-n against best-of-m.</content>
public static partial class Catalogue
{
    /// <summary>The largest pool that the claim <c>plug-in-below-unbiased</c> makes of a case.</summary>
    public const int MaxPlugInPool = 64;

    private static readonly Verdict PoolOverBudget = new Verdict.NotApplicable($"a pool of more than {MaxPlugInPool} draws is over budget");

    /// <summary>pass^k is the complement of pass@k for the wrong samples, and unbiased.</summary>
    public static Claim PassAllK { get; } = new("pass-all-k", EvaluatePassAll)
    {
        Statement = "With c of M samples correct, C(c,k)/C(M,k) is 1 - pass@k for M-c correct ones, and has the expectation p^k; checked for the top level as the correct one and k = n.",
        Latex = @"\tbinom{c}{k}\big/\tbinom{M}{k} = 1 - \mathrm{pass@}k(M-c),\quad \mathbb{E}\Bigl[\tbinom{c}{k}\big/\tbinom{M}{k}\Bigr] = p^k",
        Source = "Yao et al., arXiv 2406.12045",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.PoolOrder.pass_all_complement", "BonVerify.PoolOrder.pass_all_unbiased"],
        Argument = "All k drawn samples pass exactly if none of them is wrong; a uniformly chosen k-subset of the samples is k independent ones.",
        Method = "For every c, and against the binomial mean in fractions, for k up to 64.",
    };

    /// <summary>A bootstrap of the best of n is biased downwards.</summary>
    public static Claim PlugInBelowUnbiased { get; } = new("plug-in-below-unbiased", EvaluatePlugIn)
    {
        Statement = "On every pool the mean of the best of n draws with replacement is at most that without; they are equal only for n = 1 or equal rewards.",
        Latex = @"\sum_i y_{(i)}\Bigl[\bigl(\tfrac{i}{M}\bigr)^n - \bigl(\tfrac{i-1}{M}\bigr)^n\Bigr] \le \sum_i y_{(i)}\tbinom{i-1}{n-1}\big/\tbinom{M}{n}",
        Source = "Folklore; the case of equality: BonVerify",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.PoolOrder.plug_in_le", "BonVerify.PoolOrder.plug_in_equal"],
        Argument = "The chance C(i,n)/C(M,n) that all n are among the lowest i is at most (i/M)^n: each further draw without replacement finds fewer of them left.",
        Method = $"In fractions, on the pool of all outcomes of positive mass, repeated up to n draws, where these are at most {MaxPlugInPool}.",
    };

    /// <summary>Best-of-n against best-of-m.</summary>
    public static Claim WinRateAgainst { get; } = new("win-rate-against", EvaluateWinRateAgainst)
    {
        Statement = "1/2 <= W(n,m) <= n/(n+m) for n >= m, and W(n,m) + W(m,n) = 1, where W(n,m) is the win rate of best-of-n against best-of-m, ties counted half.",
        Latex = @"\tfrac12 \le W(n,m) \le \tfrac{n}{n+m},\quad W(n,m) + W(m,n) = 1",
        Source = Ours,
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.MoreDraws.win_against_total", "BonVerify.MoreDraws.win_against_bounds"],
        Argument = "Without ties the best of all n + m draws is equally likely each of them; a tie, counted half, moves the rate towards 1/2.",
        Method = "In fractions, for m = 1, n/2 and n, where the masses have at most 2^14 bits together.",
    };

    private static Verdict EvaluatePassAll(PolicyEvaluation c)
    {
        if (c.N > MaxPassAtK)
        {
            return new Verdict.NotApplicable($"k = n above {MaxPassAtK} is over budget");
        }

        var total = c.N + 3;
        var counts = Enumerable.Range(0, total + 1).ToArray();
        return Relation.All(
        [
            Relation.Equal(
                "pass^k(c) = 1 - pass@k(M-c)",
                counts.Select(correct => c.Measures.PassHatK(c, total, correct)),
                counts.Select(correct => 1 - c.Measures.PassAtK(c, total, total - correct))),
            Relation.Equal(
                c, "E[pass^k] = p^k", MeanOverCorrect(c, total, correct => c.Measures.PassHatK(c, total, correct)), Rational.Pow(c.TopMass, c.N)),
        ]);
    }

    /// <summary>The mean over c ~ Binomial(M, p), p the mass of the top level, in integers over D^M.</summary>
    private static Rational MeanOverCorrect(PolicyEvaluation c, int total, Func<int, Rational> estimate)
    {
        var (hit, whole) = (c.Cells[^1].Weight, c.Reference.Denominator);
        var sum = Rational.Zero;
        var binomial = BigInteger.One;
        for (var correct = 0; correct <= total; correct++)
        {
            sum += estimate(correct) * (binomial * BigInteger.Pow(hit, correct) * BigInteger.Pow(whole - hit, total - correct));
            binomial = binomial * (total - correct) / (correct + 1);
        }

        return sum / BigInteger.Pow(whole, total);
    }

    /// <summary>The rewards of the outcomes of positive mass, repeated up to n draws; null where these are too many.</summary>
    private static Rational[]? PoolOf(PolicyEvaluation c)
    {
        var rewards = Enumerable.Range(0, c.Reference.Count).Where(i => !c.Reference.Weights[i].IsZero).Select(i => c.Reference.Rewards[i]).ToArray();
        var size = Math.Max(rewards.Length, c.N);
        return size > MaxPlugInPool ? null : [.. Enumerable.Range(0, size).Select(i => rewards[i % rewards.Length])];
    }

    private static Verdict EvaluatePlugIn(PolicyEvaluation c)
    {
        if (PoolOf(c) is not { } rewards)
        {
            return PoolOverBudget;
        }

        var pool = Pool.Of(rewards);
        var (plugIn, unbiased) = (c.Measures.PlugIn(c, pool), c.Measures.BestOfPool(c, pool));
        return c.N == 1 || rewards.Distinct().Count() == 1
            ? Relation.Equal(c, "plug-in = unbiased", plugIn, unbiased)
            : Relation.AtMost(c, "plug-in < unbiased", plugIn, unbiased, strict: true);
    }

    private static Verdict EvaluateWinRateAgainst(PolicyEvaluation c)
    {
        if (Affordable(c) is null)
        {
            return OverBudget;
        }

        var verdicts = new List<Verdict>();
        foreach (var m in new[] { 1, (c.N + 1) / 2, c.N }.Distinct())
        {
            if (c.Measures.WinRateAgainst(c, m) is not { } rate || c.Measures.WinRateAgainst(c.At(m), c.N) is not { } reverse)
            {
                return OverBudget;
            }

            verdicts.Add(Relation.AtMost(c, "1/2 <= W(n,m)", new Rational(1, 2), rate));
            verdicts.Add(Relation.AtMost(c, "W(n,m) <= n/(n+m)", rate, new Rational(c.N, (BigInteger)c.N + m)));
            verdicts.Add(Relation.Equal(c, "W(n,m) + W(m,n) = 1", rate + reverse, Rational.One));
        }

        return Relation.All(verdicts);
    }
}

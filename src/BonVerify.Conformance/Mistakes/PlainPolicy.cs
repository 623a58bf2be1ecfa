using BonVerify.Numerics;

namespace BonVerify.Conformance;

/// <summary>
/// Best-of-n in plain doubles, stable enough to recognise answers by: what an implementation says whose reference, rewards, ties or
/// number of draws are others than those asked for.
/// </summary>
/// <remarks>A second route beside the exact truth; tests compare the two.</remarks>
internal sealed class PlainPolicy
{
    private readonly double[] p;
    private readonly double[] rewards;
    private readonly int n;
    private readonly bool hasOwnMasses;

    private PlainPolicy(double[] p, double[] rewards, int n, Cell[] cells, double[] q, bool hasOwnMasses)
    {
        (this.p, this.rewards, this.n, this.hasOwnMasses) = (p, rewards, n, hasOwnMasses);
        Cells = cells;
        Masses = q;
    }

    /// <summary>What competes, in ascending reward.</summary>
    public Cell[] Cells { get; }

    /// <summary>The best-of-n mass of each outcome, in listing order.</summary>
    public double[] Masses { get; }

    /// <summary>Best-of-n for rewards by which outcomes are ranked, equal ones tied.</summary>
    public static PlainPolicy Of(double[] p, double[] rewards, int n)
    {
        var support = Enumerable.Range(0, p.Length).Where(i => p[i] > 0).ToArray();
        var groups = support.GroupBy(i => rewards[i]).OrderBy(static group => group.Key).Select(static group => group.ToArray()).ToArray();
        var masses = groups.Select(group => Sum(group, i => p[i])).ToArray();
        var cells = new Cell[groups.Length];

        // Summed from the small end each: the mass above is as accurate as that below.
        var (belows, aboves) = (new double[groups.Length], new double[groups.Length]);
        for (var c = 1; c < groups.Length; c++)
        {
            belows[c] = belows[c - 1] + masses[c - 1];
            aboves[^(c + 1)] = aboves[^c] + masses[^c];
        }

        var q = new double[p.Length];
        for (var c = 0; c < cells.Length; c++)
        {
            var (below, above) = (belows[c], aboves[c]);
            var cumulative = Math.Min(1, below + masses[c]);
            var logF = above < 0.5 ? Log1p(-above) : Math.Log(cumulative);
            var share = Math.Min(1, masses[c] / cumulative);
            var hit = c == 0 || share == 1 ? 1 : -Expm1(n * Log1p(-share));
            var logRatio = (n - 1) * logF + Math.Log(hit / share);
            var best = Math.Exp(n * logF) * hit;
            cells[c] = new Cell(groups[c], masses[c], below, cumulative, best, logRatio);
            foreach (var i in groups[c])
            {
                q[i] = best * (p[i] / masses[c]);
            }
        }

        return new PlainPolicy(p, rewards, n, cells, q, hasOwnMasses: true);
    }

    /// <summary>The same policy with other masses of the outcomes.</summary>
    public PlainPolicy WithMasses(double[] q) => new(p, rewards, n, Cells, q, hasOwnMasses: false);

    /// <summary>A quantity of masses that may be wrong; null where it is not one of masses.</summary>
    /// <param name="id">The id of the quantity.</param>
    /// <param name="reference">The reference masses it is measured against.</param>
    /// <param name="payoff">The rewards that are earned, which may be others than those that rank.</param>
    public double[]? Value(string id, double[] reference, double[] payoff)
    {
        double SumOf(Func<double, double, double> term) => Sum(Enumerable.Range(0, reference.Length).Where(i => reference[i] > 0), i => term(reference[i], Masses[i]));
        return id switch
        {
            "pmf" => Masses,
            "win_rate" => [WinRate(0.5)],
            "expected_reward" => [Sum(Enumerable.Range(0, p.Length), i => Masses[i] * payoff[i])],
            "kl" => [SumOf(static (p, q) => p * Psi(q / p))],
            "reverse_kl" => [hasOwnMasses ? ReverseKl(reference) : SumOf(static (p, q) => q == 0 ? double.PositiveInfinity : p * (q / p - 1 - Math.Log(q / p)))],
            "total_variation" => [SumOf(static (p, q) => Math.Max(0, q - p))],
            "chi_squared" => [SumOf(static (p, q) => (q - p) * (q - p) / p)],
            "kl_estimator_mean" => [Sum(Enumerable.Range(0, p.Length).Where(i => reference[i] > 0), i => Masses[i] * PlainEstimator.Of(n, reference[i]))],
            _ => null,
        };
    }

    /// <summary>KL(reference | best-of-n) from logarithms: a mass that underflows has one all the same.</summary>
    private double ReverseKl(double[] reference)
    {
        var isThere = new bool[reference.Length];
        var terms = new List<double>();
        foreach (var cell in Cells)
        {
            foreach (var i in cell.Outcomes.Where(i => reference[i] > 0))
            {
                var ratio = cell.LogRatio + Math.Log(p[i] / reference[i]);
                isThere[i] = true;
                terms.Add(reference[i] * (Math.Abs(ratio) < 1e-4 ? ratio * ratio * (0.5 + ratio / 6) : Expm1(ratio) - ratio));
            }
        }

        return reference.Where((mass, i) => mass > 0 && !isThere[i]).Any() ? double.PositiveInfinity : Sum(terms, static term => term);
    }

    /// <summary>P(win) + share · P(tie) over the cells.</summary>
    public double WinRate(double tieShare) =>
        Sum(Cells, cell => Sum(cell.Outcomes, i => Masses[i]) * (cell.Below + tieShare * cell.Mass));

    /// <summary>t ln t − t + 1, without cancellation near 1.</summary>
    public static double Psi(double t)
    {
        if (t == 0)
        {
            return 1;
        }

        var d = t - 1;
        return Math.Abs(d) < 1e-4 ? d * d * (0.5 - d / 6 + d * d / 12) : t * Math.Log(t) - d;
    }

    public static double Sum<T>(IEnumerable<T> items, Func<T, double> term)
    {
        double sum = 0, lost = 0;
        foreach (var item in items)
        {
            // Compensated: a prediction is no better than its sums.
            var value = term(item);
            var next = sum + value;
            if (double.IsFinite(next))
            {
                lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
            }

            sum = next;
        }

        return sum + lost;
    }

    public static double Log1p(double x)
    {
        // By Kahan: the rounding of 1 + x cancels.
        var u = 1 + x;
        return u == 1 ? x : double.IsFinite(u) && u > 0 ? Math.Log(u) * (x / (u - 1)) : Math.Log(u);
    }

    public static double Expm1(double x)
    {
        if (Math.Abs(x) < 1e-5)
        {
            return x + x * x / 2 + x * x * x / 6;
        }

        var u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 ? -1 : double.IsFinite(u) ? (u - 1) * (x / Math.Log(u)) : u;
    }

    /// <summary>What competes as one: its outcomes, mass, cumulative masses, best-of-n mass and log density ratio.</summary>
    internal sealed record Cell(int[] Outcomes, double Mass, double Below, double Cumulative, double Best, double LogRatio);
}

/// <summary>The KL estimator d_n(ε) in plain doubles.</summary>
internal static class PlainEstimator
{
    /// <summary>d_n(ε), well enough to recognise it.</summary>
    public static double Of(int n, double epsilon)
    {
        if (epsilon >= 1)
        {
            return 0;
        }

        var logMiss = PlainPolicy.Log1p(-epsilon);
        var (miss, hit) = (Math.Exp(n * logMiss), -PlainPolicy.Expm1(n * logMiss));

        // Next to 1 the quotient has no digit left; a prediction that is only rounding must not be met by a program's rounding.
        var logRatio = epsilon < 0.5 ? Math.Log(hit / epsilon) : PlainPolicy.Log1p(-miss) - PlainPolicy.Log1p(epsilon - 1);
        return miss * (Bound(n) + (n - 1) * logMiss) + hit * logRatio;
    }

    /// <summary>d_n(ε) as it stands in the book: 1 − ε and its powers are rounded.</summary>
    public static double AsWritten(int n, double epsilon)
    {
        var miss = Math.Pow(1 - epsilon, n);
        return miss * (Math.Log(n) + (n - 1) * Math.Log(1 - epsilon) - (n - 1.0) / n) + (1 - miss) * Math.Log((1 - miss) / epsilon);
    }

    /// <summary>d_n(ε) with 1 − ε and its powers computed well, and ln(h/ε) as it stands: next to ε = 1 the quotient has no digit left.</summary>
    public static double AsQuotient(int n, double epsilon)
    {
        if (epsilon >= 1)
        {
            return 0;
        }

        // The quotient is all rounding: only functions rounded as a good library rounds them give the very number.
        var logMiss = CorrectRounding.Log1p(-Rational.FromDouble(epsilon));
        var hit = -CorrectRounding.Expm1(Rational.FromDouble(n * logMiss));
        return Math.Exp(n * logMiss) * (Bound(n) + (n - 1) * logMiss) + hit * Math.Log(hit / epsilon);
    }

    /// <summary>ln n − (n−1)/n.</summary>
    public static double Bound(int n) => Math.Log(n) - (n - 1.0) / n;
}

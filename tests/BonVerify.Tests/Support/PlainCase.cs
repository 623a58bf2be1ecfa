using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Support;

/// <summary>
/// A case in doubles, straight from the definitions: levels, cumulative masses, laws as arrays over the levels, and sums over them. Nothing is
/// taken from the library but the weights and rewards.
/// </summary>
internal sealed class PlainCase
{
    private readonly int[] levelOf;

    public PlainCase(ReferencePolicy reference, int n)
    {
        N = n;
        Rewards = [.. reference.Rewards.Select(static reward => (double)reward)];
        Outcomes = [.. reference.Weights.Select(weight => (double)weight / (double)reference.Denominator)];
        var kept = Enumerable.Range(0, Outcomes.Length).Where(i => Outcomes[i] > 0).ToArray();
        var rewards = kept.Select(i => Rewards[i]).Distinct().Order().ToArray();
        levelOf = [.. Rewards.Select(reward => Array.IndexOf(rewards, reward))];
        LevelRewards = rewards;
        P = [.. rewards.Select(reward => kept.Where(i => Rewards[i] == reward).Sum(i => Outcomes[i]))];
        F = [.. P.Select((_, i) => kept.Where(y => Rewards[y] <= rewards[i]).Sum(y => (double)reference.Weights[y]) / (double)reference.Denominator)];
        Below = [0, .. F[..^1]];
    }

    public int N { get; }

    /// <summary>The number of levels of positive mass.</summary>
    public int L => P.Length;

    /// <summary>The masses of the levels, ascending in the reward; <see cref="F"/> are their sums up to each, <see cref="Below"/> below it.</summary>
    public double[] P { get; }

    public double[] F { get; }

    public double[] Below { get; }

    /// <summary>The masses of the outcomes in listing order.</summary>
    public double[] Outcomes { get; }

    public double[] Rewards { get; }

    public double[] LevelRewards { get; }

    public int Support => Outcomes.Count(static mass => mass > 0);

    public double Top => P[^1];

    public bool HasEqualLevels => P.All(mass => mass == P[0]);

    /// <summary>The win probabilities of the levels.</summary>
    public double[] V => [.. F.Zip(Below, static (upper, lower) => (upper + lower) / 2)];

    public double Formula => Math.Log(N) - (N - 1.0) / N;

    public double Kl => KlOf(Best(N));

    public double Gap => Formula - Kl;

    public double W => WinOf(Best(N));

    public double WinGap => N / (N + 1.0) - W;

    /// <summary>Σ over the levels.</summary>
    public double Sum(Func<int, double> term) => Enumerable.Range(0, L).Sum(term);

    /// <summary>Best-of-n and worst-of-n.</summary>
    public double[] Best(int n) => [.. F.Zip(Below, (upper, lower) => Math.Pow(upper, n) - Math.Pow(lower, n))];

    public double[] Worst(int n) => [.. F.Zip(Below, (upper, lower) => Math.Pow(1 - lower, n) - Math.Pow(1 - upper, n))];

    /// <summary>A law on the levels as one on the outcomes, of which those of a level have shares as in the reference policy.</summary>
    public double[] OfOutcomes(double[] q) => [.. Outcomes.Select((mass, y) => mass == 0 ? 0 : q[levelOf[y]] * mass / P[levelOf[y]])];

    /// <summary>KL of a law on the levels from another, of the reference policy if none is given.</summary>
    public double KlOf(double[] q, double[]? from = null) => Sum(i => q[i] <= 0 ? 0 : q[i] * Math.Log(q[i] / (from ?? P)[i]));

    public double WinOf(double[] q) => Sum(i => q[i] * V[i]);

    public double ChiSquaredOf(double[] q) => Sum(i => (q[i] - P[i]) * (q[i] - P[i]) / P[i]);

    /// <summary>d_n(ε).</summary>
    public double D(double epsilon)
    {
        var below = Math.Pow(1 - epsilon, N);
        var first = epsilon < 1 ? below * (Math.Log(N) + (N - 1) * Math.Log(1 - epsilon) - (N - 1.0) / N) : 0;
        return first + (1 - below) * Math.Log((1 - below) / epsilon);
    }

    /// <summary>E[d_n(p(Y))], Y an outcome.</summary>
    public double MeanD => OfOutcomes(Best(N)).Zip(Outcomes, (q, mass) => mass == 0 ? 0 : q * D(mass)).Sum();

    /// <summary>ω(x) = n/(n+1) (1 − (1−x)^(n+1)) − (1 − (1−x)^n)(1 − x/2).</summary>
    public static double Omega(int n, double x) => n / (n + 1.0) * (1 - Math.Pow(1 - x, n + 1)) - (1 - Math.Pow(1 - x, n)) * (1 - x / 2);

    /// <summary>
    /// Soft best-of-n with a weight for each level: n p w E[1/(w + the weights of n − 1 draws)], by the law of their sum.
    /// </summary>
    public double[] Soft(int n, double[] weights)
    {
        var sums = new Dictionary<double, double> { [0] = 1 };
        for (var draw = 1; draw < n; draw++)
        {
            sums = sums.SelectMany(sum => P.Select((mass, i) => (Key: sum.Key + weights[i], Mass: sum.Value * mass)))
                .GroupBy(static pair => pair.Key).ToDictionary(static group => group.Key, static group => group.Sum(static pair => pair.Mass));
        }

        return [.. P.Select((mass, i) => n * mass * weights[i] * sums.Sum(sum => sum.Value / (weights[i] + sum.Key)))];
    }

    /// <summary>p w/E[w].</summary>
    public double[] Tilted(double[] weights) => [.. P.Select((mass, i) => mass * weights[i] / Sum(j => P[j] * weights[j]))];

    /// <summary>p max(0, (v − λ)/β), λ by bisection.</summary>
    public double[] ChiSquaredTilt(double beta)
    {
        var (low, high) = (V[0] - beta - 1, V[^1]);
        for (var step = 0; step < 80; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Law(middle).Sum() > 1 ? (middle, high) : (low, middle);
        }

        return Law(low);

        double[] Law(double lambda) => [.. P.Select((mass, i) => mass * Math.Max(0, (V[i] - lambda) / beta))];
    }

    /// <summary>Where a function of β > 0 that falls and then rises is least, by golden sections over ln β.</summary>
    public static double Lowest(Func<double, double> of)
    {
        var (low, high) = (-12.0, 8.0);
        while (high - low > 1e-9)
        {
            var step = 0.6180339887498949 * (high - low);
            (low, high) = of(Math.Exp(high - step)) < of(Math.Exp(low + step)) ? (low, low + step) : (high - step, high);
        }

        return Math.Exp(low);
    }

    /// <summary>The most that a function on (0, 1] reaches, by a fine grid and golden sections next to its best point.</summary>
    public static double Most(Func<double, double> of)
    {
        var best = Enumerable.Range(1, 1000).MaxBy(i => of(i / 1000.0)) / 1000.0;
        var (low, high) = (best - 0.001, Math.Min(1, best + 0.001));
        while (high - low > 1e-8)
        {
            var step = 0.6180339887498949 * (high - low);
            (low, high) = of(high - step) > of(low + step) ? (low, low + step) : (high - step, high);
        }

        return Math.Max(of(best), of(low));
    }
}

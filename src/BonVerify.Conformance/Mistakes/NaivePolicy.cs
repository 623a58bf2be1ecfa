namespace BonVerify.Conformance;

/// <summary>
/// Best-of-n as it stands in the book, F^n − F₋^n in rounded arithmetic: the very numbers that code without care gives.
/// </summary>
/// <remarks>
/// Code differs in how it sums, so there are variants; an answer that is wrong by rounding is nearer to one of them than to the truth.
/// </remarks>
internal static class NaivePolicy
{
    /// <summary>The variants: cumulative masses summed up one by one, level by level, or clipped at 1.</summary>
    public const int Variants = 3;

    /// <summary>A quantity by the formulas of the book; null where it is not computed from masses.</summary>
    /// <param name="id">The id of the quantity.</param>
    /// <param name="input">The case.</param>
    /// <param name="variant">Which variant.</param>
    /// <param name="round">Rounds every result: the identity, or to single precision.</param>
    public static double[]? Value(string id, PolicyInput input, int variant, Func<double, double> round)
    {
        var (p, rewards, n) = (Array.ConvertAll(input.Masses, mass => round(mass)), input.RewardArray, input.N);
        var groups = Enumerable.Range(0, p.Length).GroupBy(i => rewards[i]).OrderBy(static group => group.Key).Select(static group => group.ToArray()).ToArray();
        var q = new double[p.Length];
        double below = 0, win = 0;
        var levels = new List<(double Mass, double Best)>();
        foreach (var group in groups)
        {
            var mass = 0.0;
            var cumulative = below;
            foreach (var i in group)
            {
                mass = round(mass + p[i]);
                cumulative = round(cumulative + p[i]);
            }

            if (variant > 0)
            {
                cumulative = round(below + mass);
            }

            if (variant == 2)
            {
                cumulative = Math.Min(1, cumulative);
            }

            var best = round(round(Math.Pow(cumulative, n)) - round(Math.Pow(below, n)));
            foreach (var i in group)
            {
                q[i] = mass > 0 ? round(best * round(p[i] / mass)) : 0;
            }

            levels.Add((mass, best));
            win = round(win + round(best * round((below + cumulative) / 2)));
            below = cumulative;
        }

        double Sum(Func<double, double, double> term) =>
            levels.Where(static level => level.Mass > 0).Aggregate(0.0, (sum, level) => round(sum + round(term(level.Mass, level.Best))));
        return id switch
        {
            "pmf" => q,
            "win_rate" => [win],
            "expected_reward" => [q.Zip(rewards, (mass, reward) => round(mass * round(reward))).Aggregate(0.0, (sum, term) => round(sum + term))],
            "kl" => [Sum((p, q) => q > 0 ? q * round(Math.Log(round(q / p))) : 0)],
            "reverse_kl" => [Sum((p, q) => p * round(Math.Log(round(p / q))))],
            "total_variation" => [Sum(static (p, q) => Math.Abs(q - p)) / 2],
            "chi_squared" => [Sum(static (p, q) => (q - p) * (q - p) / p)],
            "kl_estimator_mean" => [p.Zip(q).Where(static pair => pair.First > 0)
                .Aggregate(0.0, (sum, pair) => round(sum + round(pair.Second * round(PlainEstimator.AsWritten(n, pair.First)))))],
            _ => null,
        };
    }

    /// <summary>Whether the book's formula loses a level of positive mass altogether.</summary>
    public static bool LosesALevel(PolicyInput input, Func<double, double> round)
    {
        for (var variant = 0; variant < Variants; variant++)
        {
            var q = Value("pmf", input, variant, round)!;
            if (input.Masses.Zip(q).Any(static pair => pair.First > 0 && pair.Second <= 0))
            {
                return true;
            }
        }

        return false;
    }
}

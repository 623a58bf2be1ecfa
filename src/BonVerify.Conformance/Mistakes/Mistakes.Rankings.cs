using System.Globalization;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <content>Rewards ranked wrongly, ties, another reference, and n off by one.</content>
internal sealed partial class Mistakes
{
    private IEnumerable<Mistake> Ties()
    {
        yield return Gives("ties-full-win", "it counts a tie as a full win", [Quantity.WinRate], OfPolicy(static input => [Policy(input).WinRate(1)]));
        if (ties != TieConvention.Strict)
        {
            yield return Gives("ties-lose", "it counts a tie as a loss", [Quantity.WinRate], OfPolicy(static input => [Policy(input).WinRate(0)]), "(--ties strict accepts that)");
        }

        yield return Takes("ties-uniform", "it splits the mass of tied outcomes evenly over the outcomes, not in proportion to their probabilities", UniformOverTies);
        yield return Takes("ties-whole-level", "it gives the mass of the whole level to each of the tied outcomes", static input => WholeLevel(input, normalised: false));
        yield return Takes(
            "ties-whole-level-normalised", "it gives the mass of the whole level to each of the tied outcomes, and then rescales", static input => WholeLevel(input, normalised: true));
        if (ties is TieConvention.AmongDraws or TieConvention.Strict)
        {
            yield return Ranks(
                "ties-first-listed",
                "it breaks ties by listing order: the first listed of equal rewards wins (--ties first-listed accepts that)",
                static rewards => Orders.Strict(rewards, firstWins: true));
            yield return Ranks(
                "ties-last-listed",
                "it breaks ties by listing order: the last listed of equal rewards wins (--ties last-listed accepts that)",
                static rewards => Orders.Strict(rewards, firstWins: false));
        }
        else
        {
            yield return Ranks("ties-among-draws", "it picks uniformly among tied draws (--ties among-draws accepts that)", static rewards => rewards);
            yield return ties == TieConvention.FirstListed
                ? Ranks("ties-last-listed", "it lets the last listed of equal rewards win", static rewards => Orders.Strict(rewards, firstWins: false))
                : Ranks("ties-first-listed", "it lets the first listed of equal rewards win", static rewards => Orders.Strict(rewards, firstWins: true));
        }
    }

    private IEnumerable<Mistake> WrongRankings()
    {
        yield return Ranks("rewards-ignored", "it takes the listing order for the order of rewards: it does not sort", static rewards => Orders.By(rewards.Length, static i => i));
        yield return Ranks("rewards-descending", "it sorts rewards in descending order and keeps the lowest: the worst of n", static rewards => Array.ConvertAll(rewards, static reward => -reward));
        yield return Ranks("rewards-as-text", "it sorts rewards as texts: 10 before 9, as JavaScript's sort does by default", RanksAsText);
        yield return Ranks("rewards-by-magnitude", "it ranks rewards by their absolute value", static rewards => Array.ConvertAll(rewards, Math.Abs));
        yield return Earns("rewards-by-magnitude", "it takes rewards by their absolute value", static rewards => Array.ConvertAll(rewards, Math.Abs));
        yield return Takes("best-by-likelihood", "it keeps the likeliest response and not the one with the highest reward", static input => PlainPolicy.Of(input.Masses, input.Masses, input.N));

        foreach (var (id, sentence, change, isEarned) in Merging())
        {
            yield return Ranks(id, sentence, change);
            if (isEarned)
            {
                yield return Earns(id, sentence, change);
            }
        }
    }

    /// <summary>
    /// Rewards held otherwise than they are sent, so that close ones become equal; where none do, there is nothing to see. They are earned
    /// so too, where that is more than rounding.
    /// </summary>
    private static IEnumerable<(string Id, string Sentence, Func<double[], double[]> Change, bool IsEarned)> Merging()
    {
        static (string, string, Func<double[], double[]>, bool) Merges(string id, string sentence, Func<double, double> change) =>
            (id, sentence, rewards => Array.ConvertAll(rewards, reward => change(reward)), true);

        yield return Merges("rewards-as-bfloat16", "it holds rewards in bfloat16: close rewards merge", static reward => BFloat16(reward));
        yield return Merges("rewards-as-half", "it holds rewards in half precision (float16): close rewards merge", static reward => (double)(Half)reward);
        yield return Merges("rewards-as-float32", "it holds rewards in single precision (float32): close rewards merge", static reward => (float)reward);
        for (var decimals = 0; decimals <= 9; decimals++)
        {
            var places = decimals;
            yield return Merges(
                FormattableString.Invariant($"rewards-rounded-{places}"),
                FormattableString.Invariant($"it rounds rewards to {places} decimals: close rewards merge"),
                reward => Math.Abs(reward) < 1e15 ? Math.Round(reward, places) : reward);
        }

        foreach (var tolerance in new[] { 1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-6, 1e-5, 1e-3 })
        {
            yield return (
                FormattableString.Invariant($"rewards-close-{tolerance:R}").ToLowerInvariant(),
                FormattableString.Invariant($"it merges rewards that are within a tolerance of {tolerance:R} of each other, as isclose does"),
                rewards => MergedWithin(rewards, tolerance),
                tolerance > 1e-14);
        }

        foreach (var (low, high) in new[] { (-10.0, 10.0), (-5, 5), (-1, 1), (0, 1), (0, 10), (-100, 100) })
        {
            yield return Merges(
                low == -high ? FormattableString.Invariant($"rewards-clipped-at-{high}") : FormattableString.Invariant($"rewards-clipped-to-{low}-{high}"),
                FormattableString.Invariant($"it clips rewards to [{low}, {high}]: rewards beyond merge"),
                reward => Math.Clamp(reward, low, high));
        }

        foreach (var threshold in new[] { 0.5, 0, 1 })
        {
            yield return Merges(
                FormattableString.Invariant($"rewards-cut-at-{threshold}"),
                FormattableString.Invariant($"it turns rewards into pass or fail at {threshold}"),
                reward => reward > threshold ? 1 : 0);
        }
    }

    private IEnumerable<Mistake> WrongReference()
    {
        foreach (var (id, sentence, reference) in OtherReferences())
        {
            yield return Takes(id, sentence, input => reference(input) is { } other ? PlainPolicy.Of(other, input.RewardArray, input.N) : null);
            yield return Refers(id, sentence, reference);
        }

        yield return Takes("cumulative", "it does not take F_-^n away from F^n", static input =>
        {
            var policy = Policy(input);
            var q = new double[input.Count];
            foreach (var cell in policy.Cells)
            {
                foreach (var i in cell.Outcomes)
                {
                    q[i] = Math.Pow(cell.Cumulative, input.N) * input.Masses[i] / cell.Mass;
                }
            }

            return policy.WithMasses(q);
        });
        yield return Takes("density", "it uses the density n F^(n-1) p of a continuous reward as the mass", static input =>
        {
            var policy = Policy(input);
            var q = new double[input.Count];
            foreach (var cell in policy.Cells)
            {
                foreach (var i in cell.Outcomes)
                {
                    q[i] = input.N * Math.Pow(cell.Cumulative, input.N - 1) * input.Masses[i];
                }
            }

            return policy.WithMasses(q);
        });
        yield return Takes("reference-as-best", "it returns the reference itself, whatever n is", static input => PlainPolicy.Of(input.Masses, input.RewardArray, 1));
    }

    private static IEnumerable<(string Id, string Sentence, Func<PolicyInput, double[]?> Reference)> OtherReferences()
    {
        yield return (
            "uniform-reference",
            "it takes the reference policy as uniform: every outcome counts the same",
            static input => Plain.Uniform(input.Count));
        yield return ("uniform-reference-on-support", "it takes the reference policy as uniform over the outcomes of positive mass", static input =>
        {
            var support = input.Masses.Count(static p => p > 0);
            return Array.ConvertAll(input.Masses, p => p > 0 ? 1.0 / support : 0);
        });
        yield return ("float32-reference", "it holds the probabilities of the reference in single precision (float32)", static input =>
        {
            var p = Array.ConvertAll(input.Masses, static p => (double)(float)p);
            var sum = p.Sum();
            return sum > 0 ? Array.ConvertAll(p, x => x / sum) : null;
        });
        yield return (
            "float32-reference",
            "it holds the probabilities of the reference in single precision (float32), and does not rescale them",
            static input => Array.ConvertAll(input.Masses, static p => (double)(float)p));
    }

    private IEnumerable<Mistake> WrongCounts()
    {
        yield return Gives(
            "n-minus-one", "it takes the best of n - 1 draws: off by one in n", null, request => WithDraws(request, request.Input.Draws == 1 ? 1 : request.Input.Draws - 1));
        yield return Gives("n-plus-one", "it takes the best of n + 1 draws: off by one in n", null, request => WithDraws(request, request.Input.Draws + 1));
    }

    private double[]? WithDraws(Request request, int draws) => request.Input.WithDraws(draws) switch
    {
        null => null,
        PolicyInput policy when FromMasses.Contains(request.Quantity) => Policy(policy).Value(request.Quantity.Id, policy.Masses, policy.RewardArray),
        var changed => truth.NearestOf(request.Quantity, changed, ties),
    };

    private static PlainPolicy Policy(PolicyInput input) => PlainPolicy.Of(input.Masses, input.RewardArray, input.N);

    private static PlainPolicy UniformOverTies(PolicyInput input)
    {
        var policy = Policy(input);
        var q = policy.Masses.ToArray();
        foreach (var cell in policy.Cells)
        {
            foreach (var i in cell.Outcomes)
            {
                q[i] = cell.Best / cell.Outcomes.Length;
            }
        }

        return policy.WithMasses(q);
    }

    private static PlainPolicy WholeLevel(PolicyInput input, bool normalised)
    {
        // Outcomes of mass 0 that tie with others get it too.
        var policy = Policy(input);
        var q = new double[input.Count];
        foreach (var cell in policy.Cells)
        {
            for (var i = 0; i < q.Length; i++)
            {
                if (input.RewardArray[i] == input.RewardArray[cell.Outcomes[0]])
                {
                    q[i] = cell.Best;
                }
            }
        }

        var sum = normalised ? q.Sum() : 1;
        return policy.WithMasses(Array.ConvertAll(q, x => x / sum));
    }

    /// <summary>Rewards that follow one another within a tolerance of the first of their group become one.</summary>
    private static double[] MergedWithin(double[] rewards, double tolerance)
    {
        var merged = new double[rewards.Length];
        double? first = null;
        foreach (var i in Enumerable.Range(0, rewards.Length).OrderBy(i => rewards[i]))
        {
            first = first is { } known && rewards[i] - known <= tolerance ? known : rewards[i];
            merged[i] = first.Value;
        }

        return merged;
    }

    private static double BFloat16(double reward)
    {
        var bits = BitConverter.SingleToUInt32Bits((float)reward);
        return BitConverter.UInt32BitsToSingle(unchecked(bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF_0000);
    }

    private static double[] RanksAsText(double[] rewards)
    {
        var texts = rewards.Select(static reward => reward.ToString("R", CultureInfo.InvariantCulture)).ToArray();
        var sorted = texts.Distinct().Order(StringComparer.Ordinal).ToList();
        return [.. texts.Select(text => (double)sorted.IndexOf(text))];
    }
}

using System.Globalization;
using BonVerify.Cli.Checking.Cases;
using BonVerify.Cli.Checking.Judging;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking.Diagnosis;

/// <content>Rewards ranked wrongly, and ties.</content>
internal static partial class KnownMistakes
{
    private static readonly Quantity[] FromMass =
    [
        Quantity.Pmf, Quantity.ExpectedReward, Quantity.KlEstimatorMean, Quantity.Kl, Quantity.ReverseKl,
        Quantity.TotalVariation, Quantity.ChiSquared,
    ];

    private static IEnumerable<KnownMistake> WrongRankings(TruthTable truth, TieBreaking ties)
    {
        yield return Gives(
            "ties-full-win",
            "it counts a tie as a full win",
            [Quantity.WinRate],
            request => truth.NearestOf(Quantity.WinRate, request.Case, ties) is [var w] ? [w + TieShare(request.Case, truth) / 2] : null);
        yield return Gives(
            "ties-lose",
            "it counts a tie as a loss",
            [Quantity.WinRate],
            request => truth.NearestOf(Quantity.WinRate, request.Case, ties) is [var w] ? [w - TieShare(request.Case, truth) / 2] : null);
        yield return Gives(
            "ties-uniform",
            "it splits the mass of tied outcomes evenly over the outcomes, not in proportion to their probabilities",
            FromMass,
            request => UniformOverTies(request, truth));
        if (ties == TieBreaking.AmongDraws)
        {
            yield return Answers(
                "ties-first-listed",
                "it breaks ties by listing order: the first listed of equal rewards wins (--ties listing-order accepts that)",
                truth,
                ties,
                OfPolicy(static policy => WithRanks(policy, static (policy, i) => (policy.Rewards[i], -i))));
        }
        else
        {
            yield return Answers(
                "ties-among-draws",
                "it picks uniformly among tied draws (--ties among-draws accepts that)",
                truth,
                TieBreaking.AmongDraws,
                OfPolicy(static policy => policy));
        }

        yield return Answers(
            "ties-last-listed",
            "it breaks ties by listing order: the last listed of equal rewards wins",
            truth,
            ties,
            OfPolicy(static policy => WithRanks(policy, static (policy, i) => (policy.Rewards[i], i))));
        yield return Answers(
            "rewards-ignored",
            "it takes the listing order for the order of rewards: it does not sort",
            truth,
            ties,
            OfPolicy(static policy => WithRanks(policy, static (_, i) => (0, i))));
        yield return Answers(
            "rewards-descending",
            "it sorts rewards in descending order: the worst of n",
            truth,
            ties,
            OfPolicy(static policy => policy with { Rewards = [.. policy.Rewards.Select(static reward => -reward)] }));
        yield return Answers(
            "rewards-as-text",
            "it sorts rewards as texts: 10 before 9, as JavaScript's sort does by default",
            truth,
            ties,
            OfPolicy(static policy => policy with { Rewards = RanksAsText(policy.Rewards) }));
    }

    /// <summary>P(r(Y) = r(Z)).</summary>
    private static double TieShare(SentCase sent, TruthTable truth)
    {
        var policy = (SentPolicy)sent;
        var q = truth.NearestOf(Quantity.Pmf, policy, TieBreaking.AmongDraws)!;
        return policy.Reference.Levels.Sum(level => level.Outcomes.Sum(i => q[i]) * level.Outcomes.Sum(i => policy.Probabilities[i]));
    }

    private static double[]? UniformOverTies(CheckRequest request, TruthTable truth)
    {
        var policy = (SentPolicy)request.Case;
        if (!policy.Reference.HasTies)
        {
            return truth.NearestOf(request.Quantity, policy, TieBreaking.AmongDraws);
        }

        var q = truth.NearestOf(Quantity.Pmf, policy, TieBreaking.AmongDraws)!;
        foreach (var level in policy.Reference.Levels)
        {
            var share = level.Outcomes.Sum(i => q[i]) / level.Outcomes.Count;
            foreach (var i in level.Outcomes)
            {
                q[i] = share;
            }
        }

        return FromMasses(request, q);
    }

    /// <summary>The policy with rewards replaced by their ranks under a strict order.</summary>
    private static SentPolicy WithRanks(SentPolicy policy, Func<SentPolicy, int, (double Reward, int Index)> key)
    {
        var ranks = new double[policy.Rewards.Length];
        foreach (var (index, rank) in Enumerable.Range(0, ranks.Length).OrderBy(i => key(policy, i)).Select(static (index, rank) => (index, rank)))
        {
            ranks[index] = rank;
        }

        return policy with { Rewards = ranks };
    }

    private static double[] RanksAsText(double[] rewards)
    {
        var texts = rewards.Select(static reward => reward.ToString("R", CultureInfo.InvariantCulture)).ToArray();
        var sorted = texts.Distinct().Order(StringComparer.Ordinal).ToList();
        return [.. texts.Select(text => (double)sorted.IndexOf(text))];
    }
}

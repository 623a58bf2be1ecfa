using BonVerify.Cli.Checking.Cases;
using BonVerify.Cli.Checking.Judging;
using BonVerify.Interchange;
using BonVerify.Policies;

namespace BonVerify.Cli.Checking.Diagnosis;

/// <content>One quantity taken for another, or in other units.</content>
internal static partial class KnownMistakes
{
    private static readonly Quantity[] Nats =
    [
        Quantities.Kl, Quantities.KlBound, Quantities.ReverseKl, Quantities.KlEstimatorValue, Quantities.KlEstimatorMean,
        Quantities.KlGap, Quantities.KlTopAtomBound, Quantities.KlLimit, Quantities.Entropy, Quantities.RenyiEntropy2,
        Quantities.RenyiDivergence2, Quantities.RenyiDivergence3,
    ];

    private static IEnumerable<KnownMistake> WrongQuantities(TruthTable truth, TieBreaking ties)
    {
        yield return Gives(
            "kl-is-bound",
            "it returns the upper bound ln n - (n-1)/n as the KL divergence",
            [Quantities.Kl],
            request => truth.NearestOf(Quantities.KlBound, request.Case, ties));
        yield return Gives(
            "estimator-is-bound",
            "it returns the upper bound ln n - (n-1)/n whatever epsilon is",
            [Quantities.KlEstimatorValue, Quantities.KlEstimatorMean],
            static request => [Math.Log(request.Case.Draws) - (request.Case.Draws - 1.0) / request.Case.Draws]);
        yield return Gives(
            "win-rate-is-bound",
            "it returns n/(n+1), the win rate on a continuous reward, as the win rate",
            [Quantities.WinRate],
            static request => [request.Case.Draws / (request.Case.Draws + 1.0)]);
        yield return Gives(
            "reverse-kl",
            "it returns KL(reference | best-of-n): the arguments are the wrong way round",
            [Quantities.Kl],
            request => truth.NearestOf(Quantities.ReverseKl, request.Case, ties));
        yield return Gives(
            "forward-kl",
            "it returns KL(best-of-n | reference): the arguments are the wrong way round",
            [Quantities.ReverseKl],
            request => truth.NearestOf(Quantities.Kl, request.Case, ties));
        yield return Gives(
            "bits",
            "it answers in bits instead of nats: logarithms to base 2",
            Nats,
            request => truth.NearestOf(request.Quantity, request.Case, ties)?.Select(static value => value / Math.Log(2)).ToArray());
        yield return Gives(
            "base-10",
            "it uses logarithms to base 10 instead of natural ones",
            Nats,
            request => truth.NearestOf(request.Quantity, request.Case, ties)?.Select(static value => value / Math.Log(10)).ToArray());
        yield return Gives(
            "twice-total-variation",
            "it returns the sum of |q - p| without the factor 1/2",
            [Quantities.TotalVariation],
            request => truth.NearestOf(request.Quantity, request.Case, ties)?.Select(static value => 2 * value).ToArray());
    }

    private static IEnumerable<KnownMistake> WrongCounts(TruthTable truth, TieBreaking ties)
    {
        yield return Answers(
            "n-minus-one",
            "it takes the best of n - 1 draws: off by one in n",
            truth,
            ties,
            static sent => WithDraws(sent, sent.Draws == 1 ? 1 : sent.Draws - 1));
        yield return Answers(
            "n-plus-one", "it takes the best of n + 1 draws: off by one in n", truth, ties, static sent => WithDraws(sent, sent.Draws + 1));
    }

    private static SentCase? WithDraws(SentCase sent, int n) => sent switch
    {
        SentPolicy policy when n <= CaseJson.MaxN => policy with { N = n },
        SentEstimator estimator when n <= CaseJson.MaxN => estimator with { N = n },
        SentPool pool when n <= pool.Rewards.Length => pool with { N = n },
        SentPassAtK pass when n <= pass.Total => pass with { K = n },
        _ => null,
    };
}

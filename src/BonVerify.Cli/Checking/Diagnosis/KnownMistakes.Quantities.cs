using BonVerify.Cli.Checking.Cases;
using BonVerify.Cli.Checking.Judging;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking.Diagnosis;

/// <content>One quantity taken for another, or in other units.</content>
internal static partial class KnownMistakes
{
    private static readonly Quantity[] Nats =
    [
        Quantity.Kl, Quantity.KlBound, Quantity.ReverseKl, Quantity.KlEstimator, Quantity.KlEstimatorMean,
        Quantity.KlGap, Quantity.KlTopAtomBound, Quantity.KlLimit, Quantity.Entropy, Quantity.RenyiEntropy2,
        Quantity.RenyiDivergence2, Quantity.RenyiDivergence3,
    ];

    private static IEnumerable<KnownMistake> WrongQuantities(TruthTable truth, TieBreaking ties)
    {
        yield return Gives(
            "kl-is-bound",
            "it returns the upper bound ln n - (n-1)/n as the KL divergence",
            [Quantity.Kl],
            request => truth.NearestOf(Quantity.KlBound, request.Case, ties));
        yield return Gives(
            "estimator-is-bound",
            "it returns the upper bound ln n - (n-1)/n whatever epsilon is",
            [Quantity.KlEstimator, Quantity.KlEstimatorMean],
            static request => [Math.Log(request.Case.Draws) - (request.Case.Draws - 1.0) / request.Case.Draws]);
        yield return Gives(
            "win-rate-is-bound",
            "it returns n/(n+1), the win rate on a continuous reward, as the win rate",
            [Quantity.WinRate],
            static request => [request.Case.Draws / (request.Case.Draws + 1.0)]);
        yield return Gives(
            "reverse-kl",
            "it returns KL(reference | best-of-n): the arguments are the wrong way round",
            [Quantity.Kl],
            request => truth.NearestOf(Quantity.ReverseKl, request.Case, ties));
        yield return Gives(
            "forward-kl",
            "it returns KL(best-of-n | reference): the arguments are the wrong way round",
            [Quantity.ReverseKl],
            request => truth.NearestOf(Quantity.Kl, request.Case, ties));
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
            [Quantity.TotalVariation],
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
        SentPolicy policy when n <= PolicyCase.MaxN => policy with { N = n },
        SentEstimator estimator when n <= PolicyCase.MaxN => estimator with { N = n },
        SentPool pool when n <= pool.Rewards.Length => pool with { N = n },
        SentPassAtK pass when n <= pass.Total => pass with { K = n },
        _ => null,
    };
}

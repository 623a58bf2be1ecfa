using BonVerify.Cli.Checking.Cases;
using BonVerify.Cli.Checking.Judging;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking.Diagnosis;

/// <summary>The mistakes that are known, the more special ones first: of two that explain the same, the first is named.</summary>
internal static partial class KnownMistakes
{
    private const double RelativeMatch = 1e-6;
    private const double ChanceOfMatch = 0.01;
    private const double AbsoluteMatch = 1e-14;

    /// <summary>All mistakes, as seen from a tie convention.</summary>
    public static IReadOnlyList<KnownMistake> All(TruthTable truth, TieBreaking ties) =>
    [
        .. WrongQuantities(truth, ties),
        .. WrongRankings(truth, ties),
        .. WrongCounts(truth, ties),
        .. WrongSampling(truth, ties),
        .. NotNumbers(),
        .. Rounding(),
    ];

    /// <summary>A mistake told by the value that it gives.</summary>
    private static KnownMistake Gives(
        string id, string sentence, Quantity[]? quantities, Func<CheckRequest, double[]?> predict) => new(
        id,
        sentence,
        quantities?.ToHashSet(),
        judgement =>
        {
            if (judgement.Numbers is not { } answer || predict(judgement.Request) is not { } predicted)
            {
                return null;
            }

            double[] truth = [.. judgement.Truth.Select(static value => value.Nearest)];
            return judgement.IsGood
                ? Matches(truth, predicted) ? null : Matches(answer, predicted)
                : Matches(answer, predicted) && IsMuchNearer(answer, predicted, truth);
        });

    /// <summary>A mistake that answers one quantity right, but for another case; the reward and mass of an outcome stay its own.</summary>
    private static KnownMistake Answers(
        string id, string sentence, TruthTable truth, TieBreaking ties, Func<SentCase, SentCase?> change, Quantity[]? quantities = null) =>
        Gives(id, sentence, quantities, request => change(request.Case) switch
        {
            null => null,
            var changed when request.Quantity == Quantity.ExpectedReward =>
                FromMasses(request, truth.NearestOf(Quantity.Pmf, changed, ties)!),
            var changed => truth.NearestOf(request.Quantity, changed, ties),
        });

    /// <summary>What follows from wrong masses for the quantities that are computed from them.</summary>
    private static double[]? FromMasses(CheckRequest request, double[] q)
    {
        var policy = (SentPolicy)request.Case;
        var pairs = policy.Probabilities.Zip(q).Where(static pair => pair.First > 0).ToArray();
        double Sum(Func<double, double, double> term) => pairs.Sum(pair => term(pair.First, pair.Second));
        return request.Quantity.Id switch
        {
            "pmf" => q,
            "expected_reward" => [q.Zip(policy.Rewards, static (mass, reward) => mass * reward).Sum()],
            "kl_estimator_mean" => [Sum((p, q) => q * Estimate(policy.N, p))],
            "kl" => [Sum(static (p, q) => q > 0 ? q * Math.Log(q / p) : 0)],
            "reverse_kl" => [Sum(static (p, q) => p * Math.Log(p / q))],
            "total_variation" => [Sum(static (p, q) => Math.Abs(q - p)) / 2],
            "chi_squared" => [Sum(static (p, q) => (q - p) * (q - p) / p)],
            _ => null,
        };
    }

    /// <summary>d_n(ε), well enough to recognise it.</summary>
    private static double Estimate(int n, double epsilon)
    {
        if (epsilon == 1)
        {
            return 0;
        }

        var miss = Math.Pow(1 - epsilon, n);
        var hit = miss == 1 ? n * epsilon : 1 - miss;
        return (miss == 0 ? 0 : miss * (Math.Log(n) + (n - 1) * Math.Log(1 - epsilon) - (n - 1.0) / n)) + hit * Math.Log(hit / epsilon);
    }

    private static Func<SentCase, SentCase?> OfPolicy(Func<SentPolicy, SentCase?> change) =>
        sent => sent is SentPolicy policy ? change(policy) : null;

    /// <summary>Whether the answer is so much nearer to the prediction than to the truth that it cannot be by chance.</summary>
    private static bool IsMuchNearer(IReadOnlyList<double> answer, double[] predicted, double[] truth) =>
        truth.Length == predicted.Length && Distance(answer, predicted) <= ChanceOfMatch * Distance(answer, truth);

    /// <summary>The largest relative difference; for single numbers, differences of the size of rounding near 1 are none.</summary>
    private static double Distance(IReadOnlyList<double> left, double[] right) => left.Zip(right).Max(pair =>
    {
        var difference = Math.Abs(pair.First - pair.Second);
        var isNothing = difference <= (right.Length == 1 ? AbsoluteMatch : 0);
        return isNothing ? 0 : difference / Math.Max(Math.Abs(pair.First), Math.Abs(pair.Second));
    });

    private static bool Matches(IReadOnlyList<double> answer, double[] predicted) =>
        answer.Count == predicted.Length
        && answer.Zip(predicted).All(static pair =>
            Math.Abs(pair.First - pair.Second) <= RelativeMatch * Math.Abs(pair.Second) + AbsoluteMatch);
}

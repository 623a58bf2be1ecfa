using BonVerify.Cli.Checking.Cases;
using BonVerify.Cli.Checking.Judging;
using BonVerify.Interchange;
using BonVerify.Policies;

namespace BonVerify.Cli.Checking.Diagnosis;

/// <summary>The mistakes that are known, the more special ones first: of two that explain the same, the first is named.</summary>
internal static partial class KnownMistakes
{
    private const double RelativeMatch = 1e-6;
    private const double AbsoluteMatch = 1e-12;

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

            var matches = Matches(answer, predicted);
            return judgement.IsGood && !matches && Matches([.. judgement.Truth.Select(static t => t.Nearest)], predicted) ? null : matches;
        });

    /// <summary>A mistake that answers one quantity right, but for another case.</summary>
    private static KnownMistake Answers(
        string id, string sentence, TruthTable truth, TieBreaking ties, Func<SentCase, SentCase?> change, Quantity[]? quantities = null) =>
        Gives(id, sentence, quantities, request => change(request.Case) is { } changed ? truth.NearestOf(request.Quantity, changed, ties) : null);

    private static Func<SentCase, SentCase?> OfPolicy(Func<SentPolicy, SentCase?> change) =>
        sent => sent is SentPolicy policy ? change(policy) : null;

    private static bool Matches(IReadOnlyList<double> answer, double[] predicted) =>
        answer.Count == predicted.Length
        && answer.Zip(predicted).All(static pair =>
            Math.Abs(pair.First - pair.Second) <= RelativeMatch * Math.Abs(pair.Second) + AbsoluteMatch);
}

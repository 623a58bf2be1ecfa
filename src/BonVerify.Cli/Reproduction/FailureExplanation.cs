using BonVerify.Cli.Checking;
using BonVerify.Cli.Checking.Cases;
using BonVerify.Cli.Checking.Judging;

namespace BonVerify.Cli.Reproduction;

/// <summary>A failure of a program computed anew: the truth, and the verdict on the answer that was recorded.</summary>
internal sealed class FailureExplanation
{
    public FailureExplanation(CheckFailure failure, long exactBits, int precision)
    {
        Failure = failure;
        var request = failure.Request;
        var table = new TruthTable();
        if (failure.Ties.Any(ties => table.Of(request, ties) is null))
        {
            throw new InputException($"{request.Quantity} has no value in the case of the request.");
        }

        // Of several tie conventions the kindest counts, for the table of outcomes as for the verdict.
        var (convention, judgements) = failure.Ties
            .Select(ties =>
            {
                var judge = new Judge(table, failure.Tolerance, [ties]);
                return (ties, judgements: failure.Answers.Select(answer => judge.Decide(request, "recorded", answer)).ToArray());
            })
            .MinBy(static judged => judged.judgements.Max(static judgement => judgement.Verdict));
        Judgements = judgements;
        Truth = judgements[0].Truth;
        Policy = request.Case is SentPolicy policy ? new ExplainedPolicy(policy.Reference, policy.N, convention, exactBits, precision) : null;
    }

    public CheckFailure Failure { get; }

    /// <summary>The true values of the quantity.</summary>
    public IReadOnlyList<TrueValue> Truth { get; }

    /// <summary>The recorded answers, judged by the recorded tolerance.</summary>
    public IReadOnlyList<Judgement> Judgements { get; }

    /// <summary>The outcomes, when the request is about a policy.</summary>
    public ExplainedPolicy? Policy { get; }

    /// <summary>Whether a recorded answer is not a right one.</summary>
    public bool IsWrong => Judgements.Any(static judgement => !judgement.IsGood);
}

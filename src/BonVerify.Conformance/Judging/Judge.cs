using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>Compares answers with the certified truth.</summary>
internal sealed class Judge(Truth truth, Tolerance tolerance, IReadOnlyList<TieConvention> ties)
{
    private const double SumTolerance = 1e-9;

    /// <summary>Whether there is anything to ask: the quantity is defined in the case, or the case is to be refused.</summary>
    public bool CanAsk(Request request) => !request.Input.IsDefined || truth.Of(request, ties[0]) is not null;

    /// <summary>The judgement on one answer; of several tie conventions the kindest counts.</summary>
    public Judgement Decide(Request request, string group, Answer answer) => request.Input.IsDefined
        ? ties.Select(convention => Decide(request, group, answer, convention)).MinBy(static judgement => judgement.Assessment)!
        : new Judgement(request, group, answer, AssessRefusal(answer), []);

    /// <summary>The judgement on a request that was answered twice.</summary>
    public Judgement Decide(Judgement first, Answer second)
    {
        if (second is Answer.NotAsked || first.Assessment == Assessment.NotAsked || first.Answer.SaysSameAs(second) || !first.Request.Input.IsDefined)
        {
            return first;
        }

        var again = Decide(first.Request, first.Group, second);
        if (again.Assessment is Assessment.TimedOut or Assessment.Ended)
        {
            return again;
        }

        // Two right answers may differ within the tolerance; two failures to answer may be worded differently.
        var harmless = (first.IsGood && again.IsGood) || (first.Numbers is null && again.Numbers is null && first.Assessment == again.Assessment);
        return harmless ? first : first with { Assessment = Assessment.Flaky, Again = second };
    }

    /// <summary>A program that answers a question without an answer by NaN, or goes down, has refused it too.</summary>
    private static Assessment AssessRefusal(Answer answer) => answer switch
    {
        Answer.NotAsked => Assessment.NotAsked,
        Answer.Value value when value.Numbers.Count > 0 && value.Numbers.All(double.IsFinite) => Assessment.AnsweredUndefined,
        Answer.Estimate or Answer.Interval or Answer.Counts => Assessment.AnsweredUndefined,
        _ => Assessment.Refused,
    };

    private Judgement Decide(Request request, string group, Answer answer, TieConvention convention)
    {
        var values = truth.Of(request, convention) ?? [];
        Judgement Be(Assessment assessment) => new(request, group, answer, assessment, values) { Ties = convention };
        var isList = request.Quantity.IsList;
        return answer switch
        {
            Answer.Value value => Decide(Be(Assessment.Correct), value),
            Answer.Estimate estimate => Be(
                estimate.IsList == isList && estimate.Numbers.Count == values.Count && estimate.StandardErrors.Count == values.Count
                ? Assessment.Sampled
                : Assessment.Malformed),
            Answer.Interval => Be(isList ? Assessment.Malformed : Assessment.Sampled),
            Answer.Counts counts => Be(
                request.Quantity.Range == ValueRange.Distribution && counts.Numbers.Count == values.Count && counts.Numbers.Any(static c => c > 0)
                ? Assessment.Sampled
                : Assessment.Malformed),
            Answer.Unsupported => Be(Assessment.Unsupported),
            Answer.NotAsked => Be(Assessment.NotAsked),
            Answer.Failure => Be(Assessment.Error),
            Answer.TimedOut => Be(Assessment.TimedOut),
            Answer.Ended => Be(Assessment.Ended),
            _ => Be(Assessment.Malformed),
        };
    }

    private Judgement Decide(Judgement judgement, Answer.Value value)
    {
        var quantity = judgement.Request.Quantity;
        var (numbers, values) = (value.Numbers, judgement.Truth);
        if (value.IsList != quantity.IsList || numbers.Count != values.Count)
        {
            return judgement with { Assessment = Assessment.Malformed };
        }

        if (!numbers.All(double.IsFinite))
        {
            return judgement with { Assessment = Assessment.NotFinite };
        }

        var terms = quantity.CancellingTerms?.Invoke(judgement.Request.Input.Exactly) ?? 0;
        var (worst, isNearest) = (Acceptance.Accurate, true);
        double? relative = null, atZero = null, ulps = null;
        for (var i = 0; i < numbers.Count; i++)
        {
            var (number, nearest) = (numbers[i], values[i].Nearest);
            var error = values[i].LargestError(number);
            isNearest &= number == nearest;
            if (number != nearest && tolerance.Grade(error, nearest, terms) is var grade && grade > worst)
            {
                worst = grade;
            }

            if (nearest == 0)
            {
                atZero = Math.Max(atZero ?? 0, error);
            }
            else
            {
                relative = Math.Max(relative ?? 0, error / Math.Abs(nearest));
                ulps = Math.Max(ulps ?? 0, error / Tolerance.Ulp(nearest));
            }
        }

        return judgement with
        {
            Assessment = isNearest ? Assessment.Correct
                : worst == Acceptance.Accurate ? Assessment.WithinTolerance
                : worst == Acceptance.ByAllowance ? Assessment.ByAllowance
                : quantity.Range != ValueRange.AnyReal && numbers.Any(static number => number < 0) ? Assessment.Negative
                : quantity.Range == ValueRange.Distribution && Math.Abs(numbers.Sum() - 1) > SumTolerance ? Assessment.NotNormalised
                : Assessment.Wrong,
            RelativeError = relative,
            ErrorAtZero = atZero,
            Ulps = ulps,
        };
    }
}

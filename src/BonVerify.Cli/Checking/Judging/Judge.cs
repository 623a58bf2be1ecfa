using BonVerify.Cli.Checking.Cases;
using BonVerify.Cli.Checking.Dialogue;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking.Judging;

/// <summary>Compares answers with the certified truth.</summary>
internal sealed class Judge(TruthTable truth, Tolerance tolerance, IReadOnlyList<TieBreaking> ties)
{
    private const double SumTolerance = 1e-9;

    /// <summary>The verdict on one answer; of several tie conventions the kindest counts.</summary>
    public Judgement Decide(CheckRequest request, string group, Reply reply) => ties
        .Select(convention => Decide(request, group, reply, truth.Of(request, convention)!))
        .MinBy(static judgement => judgement.Verdict)!;

    /// <summary>The verdict on a request that was answered twice.</summary>
    public Judgement Decide(Judgement first, Reply second)
    {
        if (second is Reply.NotAsked || first.Verdict == Verdict.NotAsked || first.Reply.SaysSameAs(second))
        {
            return first;
        }

        var again = Decide(first.Request, first.Group, second);

        if (again.Verdict is Verdict.TimedOut or Verdict.Ended)
        {
            return again;
        }

        // Two right answers may differ within the tolerance; two failures to answer may be worded differently.
        var harmless = (first.IsGood && again.IsGood) || (first.Numbers is null && again.Numbers is null && first.Verdict == again.Verdict);
        return harmless ? first : first with { Verdict = Verdict.Flaky, Again = second };
    }

    private Judgement Decide(CheckRequest request, string group, Reply reply, IReadOnlyList<TrueValue> values)
    {
        var (verdict, ulps) = reply switch
        {
            Reply.Value value => DecideValue(request, value, values),
            Reply.Unsupported => (Verdict.Unsupported, null),
            Reply.NotAsked => (Verdict.NotAsked, null),
            Reply.Error => (Verdict.Error, null),
            Reply.TimedOut => (Verdict.TimedOut, null),
            Reply.Ended => (Verdict.Ended, null),
            _ => (Verdict.Malformed, (double?)null),
        };
        return new Judgement(request, group, reply, verdict, ulps, values);
    }

    private (Verdict Verdict, double? Ulps) DecideValue(CheckRequest request, Reply.Value value, IReadOnlyList<TrueValue> values)
    {
        var quantity = request.Quantity;
        var numbers = value.Numbers;
        if (value.IsList != quantity.IsList || numbers.Count != values.Count)
        {
            return (Verdict.Malformed, null);
        }

        if (!numbers.All(double.IsFinite))
        {
            return (Verdict.NotFinite, null);
        }

        var terms = TermsOf(request);
        var ulps = numbers.Zip(values, (number, value) => tolerance.UlpsOf(number, value, terms)).Max();
        if (numbers.Zip(values).All(static pair => pair.First == pair.Second.Nearest))
        {
            return (Verdict.Correct, ulps);
        }

        if (numbers.Zip(values).All(pair => tolerance.Accepts(pair.First, pair.Second, terms)))
        {
            return (Verdict.WithinTolerance, ulps);
        }

        if (quantity.Range != ValueRange.AnyReal && numbers.Any(static number => number < 0))
        {
            return (Verdict.Negative, ulps);
        }

        var isDistribution = quantity.Range == ValueRange.Distribution;
        return (isDistribution && Math.Abs(numbers.Sum() - 1) > SumTolerance ? Verdict.NotNormalised : Verdict.Wrong, ulps);
    }

    private static double TermsOf(CheckRequest request) => request.Quantity.CancellingTerms?.Invoke(request.Case.Exactly) ?? 0;
}

using BonVerify.Cli.Checking.Cases;
using BonVerify.Cli.Checking.Judging;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking.Diagnosis;

/// <summary>
/// Names the mistakes that explain a program's failures: one is named only if it gives the very answers of failing
/// requests and contradicts no good answer.
/// </summary>
internal sealed class Diagnostician(TruthTable truth, TieBreaking ties)
{
    private const int MaxFailures = 250;
    private const int MaxGood = 250;

    // Fewer than this prove nothing, unless they are all there is.
    private const int FewestForOneOfSeveral = 3;
    private const double SmallestShareForOneOfSeveral = 0.15;

    private readonly IReadOnlyList<KnownMistake> mistakes = KnownMistakes.All(truth, ties);

    /// <summary>The findings, quantity by quantity.</summary>
    public IReadOnlyList<Finding> Diagnose(IReadOnlyList<Judgement> judgements) =>
        [.. judgements.GroupBy(static judgement => judgement.Request.Quantity).SelectMany(group => Diagnose(group.Key, [.. group]))];

    private IEnumerable<Finding> Diagnose(Quantity quantity, IReadOnlyList<Judgement> judgements)
    {
        // Mistakes are found on a sample of the failures, and then counted on all of them.
        var all = judgements.Where(static judgement => judgement.IsFailure).ToList();
        var failures = Spread(all, MaxFailures);
        var good = Spread([.. judgements.Where(static judgement => judgement.IsGood)], MaxGood);
        var (open, openOfAll) = (failures, all);
        while (open.Count > 0 && Best(quantity, open, good, failures.Count) is var (mistake, explained))
        {
            if (explained.Count < open.Count && explained.Count < Math.Max(FewestForOneOfSeveral, SmallestShareForOneOfSeveral * failures.Count))
            {
                yield break;
            }

            var explainedOfAll = openOfAll.Where(failure => mistake.Test(failure) == true).ToList();
            yield return new Finding(quantity, mistake, explainedOfAll.Count, all.Count, mistake.IsLossOfAccuracy ? Region(explainedOfAll) : null);
            open = [.. open.Where(failure => !explained.Contains(failure))];
            openOfAll = [.. openOfAll.Where(failure => mistake.Test(failure) != true)];
        }
    }

    private (KnownMistake Mistake, HashSet<Judgement> Explained)? Best(Quantity quantity, List<Judgement> open, List<Judgement> good, int failures)
    {
        (KnownMistake, HashSet<Judgement>)? best = null;
        foreach (var mistake in mistakes.Where(mistake => mistake.AppliesTo(quantity)))
        {
            var explained = open.Where(failure => mistake.Test(failure) == true).ToHashSet<Judgement>(ReferenceEqualityComparer.Instance);
            if (mistake.ExplainsAllOrNothing && explained.Count < failures)
            {
                continue;
            }

            if (explained.Count > (best?.Item2.Count ?? 0) && good.All(judgement => mistake.Test(judgement) != false))
            {
                best = (mistake, explained);
            }
        }

        return best;
    }

    private static List<Judgement> Spread(List<Judgement> judgements, int most) => judgements.Count <= most
        ? judgements
        : [.. Enumerable.Range(0, most).Select(i => judgements[(int)((long)i * judgements.Count / most)])];

    private static string Region(IReadOnlyCollection<Judgement> failures)
    {
        var draws = failures.Select(static failure => failure.Request.Case.Draws).ToArray();
        var masses = failures.Select(static failure => SmallestMass(failure.Request.Case)).Where(static mass => mass is not null).ToArray();
        var ulps = failures.Max(static failure => failure.Ulps);
        var parts = new List<string> { FormattableString.Invariant($"n from {draws.Min()} to {draws.Max()}") };
        if (masses.Length > 0)
        {
            parts.Add(FormattableString.Invariant($"smallest mass at most {masses.Max():G3}"));
        }

        if (ulps is { } worst)
        {
            parts.Add(FormattableString.Invariant($"up to {worst:G3} ulps"));
        }

        return string.Join(", ", parts);
    }

    private static double? SmallestMass(SentCase sent) => sent switch
    {
        SentPolicy policy => policy.SmallestMass,
        SentEstimator estimator => estimator.Epsilon,
        _ => null,
    };
}

using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>The smallest failure of a cause.</summary>
/// <param name="Judgement">The failure.</param>
/// <param name="Origin">The failure of the run from which it was shrunk; the same where it could not be.</param>
/// <param name="Cause">The mistake that explains it, or <see langword="null"/> when none is known.</param>
public sealed record SmallestFailure(Judgement Judgement, Judgement Origin, Finding? Cause);

/// <summary>What an examination comes to.</summary>
public enum Conclusion
{
    /// <summary>Every answer is right.</summary>
    Conforming,

    /// <summary>Some answer is not.</summary>
    Nonconforming,

    /// <summary>Nothing was answered, or not everything was asked.</summary>
    Inconclusive,
}

/// <summary>What an examination found.</summary>
/// <param name="Options">What was asked and taken for right.</param>
/// <param name="Judgements">All judgements of the run's cases, in the order in which they were asked; shrinking is not among them.</param>
/// <param name="Findings">The mistakes that explain failures.</param>
/// <param name="Smallest">For each cause the smallest failure.</param>
/// <param name="Sampled">What random answers, taken together, say.</param>
/// <param name="OutsideScope">For each quantity how many cases were not put because they are outside the domain.</param>
public sealed record ExaminationReport(
    ExaminationOptions Options,
    IReadOnlyList<Judgement> Judgements,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<SmallestFailure> Smallest,
    IReadOnlyList<SampledResult> Sampled,
    IReadOnlyDictionary<Quantity, int> OutsideScope)
{
    /// <summary>How many requests were put in all.</summary>
    public int Asked { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Whether it came to its end.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The quantities, counted.</summary>
    public IReadOnlyList<QuantityTally> Tallies =>
    [
        .. Options.Quantities.Select(quantity => new QuantityTally(
            quantity,
            [.. Judgements.Where(judgement => judgement.Request.Quantity == quantity)],
            OutsideScope.GetValueOrDefault(quantity))).Where(static tally => tally.Judgements.Count > 0 || tally.OutsideScope > 0),
    ];

    /// <summary>What it comes to.</summary>
    public Conclusion Conclusion =>
        Judgements.Any(static judgement => judgement.IsFailure) || Sampled.Any(static sampled => sampled.IsRejected)
            || (Options.MustRefuse && Judgements.Any(static judgement => judgement.Assessment == Assessment.AnsweredUndefined))
            ? Conclusion.Nonconforming
        : !(Judgements.Any(static judgement => judgement.IsGood || judgement.Assessment == Assessment.Sampled) || HasRefusedAll)
            || Judgements.Any(static judgement => judgement.Assessment == Assessment.NotAsked)
            ? Conclusion.Inconclusive
        : Conclusion.Conforming;

    // A program that declines all that has an answer may err on the rest by chance: that is no pass, unless nothing else was asked.
    private bool HasRefusedAll => Judgements.Count > 0
        && Judgements.All(static judgement => !judgement.Request.Input.IsDefined && judgement is { Assessment: Assessment.Refused, Answer: Answer.Failure });

    /// <summary>The failures of a quantity that no known mistake explains, among those that are numbers.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <returns>The failures.</returns>
    public IReadOnlyList<Judgement> UnexplainedOf(Quantity quantity)
    {
        var explained = new HashSet<Judgement>(Findings.Where(finding => finding.Quantity == quantity).SelectMany(static finding => finding.Explained), ReferenceEqualityComparer.Instance);
        return [.. Judgements.Where(judgement => judgement.Request.Quantity == quantity && judgement.Assessment.IsNumericFailure() && !explained.Contains(judgement))];
    }
}

/// <summary>The judgements of a quantity, counted.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="Judgements">Its judgements.</param>
/// <param name="OutsideScope">How many cases were not put because they are outside the domain.</param>
public sealed record QuantityTally(Quantity Quantity, IReadOnlyList<Judgement> Judgements, int OutsideScope)
{
    /// <summary>How many requests were put.</summary>
    public int Asked => Judgements.Count - Of(Assessment.NotAsked);

    /// <summary>How many answers fail.</summary>
    public int Failed => Judgements.Count(static judgement => judgement.IsFailure);

    /// <summary>The largest error as a share of the true value, over all numbers that were answered where that is not 0.</summary>
    public Judgement? WorstRelative => Judgements.Where(static judgement => judgement.RelativeError is not null).MaxBy(static judgement => judgement.RelativeError);

    /// <summary>The largest error in units in the last place, over all numbers that were answered where the true value is not 0.</summary>
    public Judgement? WorstUlps => Judgements.Where(static judgement => judgement.Ulps is not null).MaxBy(static judgement => judgement.Ulps);

    /// <summary>The failures by what they are.</summary>
    public IEnumerable<(Assessment Assessment, int Count)> Failures => Judgements.Where(static judgement => judgement.IsFailure)
        .GroupBy(static judgement => judgement.Assessment).Select(static group => (group.Key, group.Count()));

    /// <summary>How many answers are of a kind.</summary>
    /// <param name="assessment">The kind.</param>
    /// <returns>Their number.</returns>
    public int Of(Assessment assessment) => Judgements.Count(judgement => judgement.Assessment == assessment);
}

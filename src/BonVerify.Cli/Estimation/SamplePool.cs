namespace BonVerify.Cli.Estimation;

/// <summary>
/// The samples of one prompt. Columns that the file does not have are null; rewards are in ascending order and the other columns
/// follow them.
/// </summary>
internal sealed class SamplePool
{
    /// <summary>The prompt, as the file names it.</summary>
    public required string Key { get; init; }

    /// <summary>The number of samples.</summary>
    public required int Size { get; init; }

    public double[]? Rewards { get; init; }

    public double[]? Gold { get; init; }

    public double[]? LogProbabilities { get; init; }

    /// <summary>1 for a correct sample, 0 for another; null also when only their number is known.</summary>
    public double[]? Correct { get; init; }

    /// <summary>A number for the answer of each sample: equal for equal answers, -1 for none. Null also when correct samples are not known.</summary>
    public double[]? Answers { get; init; }

    /// <summary>The answers, each with the number of its samples and the share of these that are correct; of a pool that has answers.</summary>
    public IReadOnlyList<AnswerCount> Votes => field ??=
    [
        .. Answers!.Zip(Correct!).GroupBy(static sample => sample.First)
            .Select(static answer => new AnswerCount(answer.Count(), answer.Average(static sample => sample.Second))),
    ];

    /// <summary>The number of correct samples, or -1.</summary>
    public int CorrectCount { get; init; } = -1;

    /// <summary>Whether the measure can be estimated from this pool.</summary>
    public bool Has(Measure measure) => measure switch
    {
        Measure.Best => Rewards is not null,
        Measure.Gold => Rewards is not null && Gold is not null,
        Measure.Pick => Rewards is not null && Correct is not null,
        Measure.PassAt or Measure.PassAll => CorrectCount >= 0,
        Measure.Majority => Answers is not null && Correct is not null,
        Measure.Kl => Rewards is not null && LogProbabilities is not null,
        _ => false,
    };
}

using BonVerify.Cli.Estimation.Figures;
using BonVerify.Cli.Estimation.Files;
using BonVerify.Cli.Sharding;
using BonVerify.Numerics;

namespace BonVerify.Cli.Estimation;

/// <summary>The mean of a measure over prompts.</summary>
/// <param name="Measure">What was estimated.</param>
/// <param name="N">The number of draws.</param>
/// <param name="Mean">The mean over the prompts, correctly rounded except for d_n and maj@k; null when no prompt has enough samples.</param>
/// <param name="Exact">The mean exactly, when it is short.</param>
/// <param name="StandardError">Its standard error over prompts; null for fewer than two.</param>
/// <param name="Interval">Its confidence interval, or null.</param>
/// <param name="Prompts">The prompts in the mean.</param>
/// <param name="LeftOut">The prompts with fewer than n samples.</param>
/// <param name="Bootstrap">What resampling with replacement would say, when asked for.</param>
internal sealed record EstimateRow(
    Measure Measure, int N, double? Mean, Rational? Exact, double? StandardError, Interval? Interval, long Prompts, long LeftOut, double? Bootstrap);

/// <summary>How far ln n − (n−1)/n may be above the KL divergence, averaged over prompts.</summary>
/// <param name="N">The number of draws.</param>
/// <param name="Formula">ln n − (n−1)/n.</param>
/// <param name="Gap">The bound of the gap at the estimated share of tied pairs.</param>
/// <param name="GapError">Its standard error.</param>
/// <param name="GapHigh">The bound at the upper end of the confidence interval of the share.</param>
internal sealed record FormulaRow(int N, double Formula, double Gap, double? GapError, double? GapHigh);

/// <summary>The ties of a file and what follows from them.</summary>
/// <param name="Share">The share of tied pairs, averaged over prompts: an unbiased estimate of Σ P² over reward levels.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Interval">Its confidence interval.</param>
/// <param name="Prompts">The prompts with two samples or more.</param>
/// <param name="Rows">What follows for every n.</param>
internal sealed record TieReport(double Share, double? StandardError, Interval? Interval, long Prompts, IReadOnlyList<FormulaRow> Rows);

/// <summary>The comparison with a second system.</summary>
/// <param name="Rows">The mean differences, first minus second.</param>
/// <param name="Prompts">Prompts that both have.</param>
/// <param name="OnlyFirst">Prompts that only the first has.</param>
/// <param name="OnlySecond">Prompts that only the second has.</param>
/// <param name="Counts">What was read of the second.</param>
internal sealed record Comparison(IReadOnlyList<EstimateRow> Rows, long Prompts, long OnlyFirst, long OnlySecond, ReadingCounts Counts);

/// <summary>What a run found out.</summary>
internal sealed record EstimateResult
{
    public required EstimateOptions Options { get; init; }

    /// <summary>How the file was read.</summary>
    public required string? Description { get; init; }

    /// <summary>Whether samples are correct by their answers.</summary>
    public bool ComparesAnswers { get; init; }

    public required ReadingCounts Counts { get; init; }

    public required PoolStatistics Statistics { get; init; }

    public required IReadOnlyList<EstimateRow> Rows { get; init; }

    public TieReport? Ties { get; init; }

    public Comparison? Comparison { get; init; }

    /// <summary>Why the reading stopped before the end, or null.</summary>
    public string? Error { get; init; }

    /// <summary>Whether everything was read.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The run as a part of a larger one; null when nobody splits it.</summary>
    public RunPart? Part { get; init; }
}

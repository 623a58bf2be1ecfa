namespace BonVerify.Cli.Checking.Judging;

/// <summary>What an answer is found to be.</summary>
internal enum Verdict
{
    /// <summary>The double nearest to the truth, every one of a list.</summary>
    Correct,

    /// <summary>Not the nearest double, but within the tolerance.</summary>
    WithinTolerance,

    /// <summary>The program does not do it.</summary>
    Unsupported,

    /// <summary>The request was not put.</summary>
    NotAsked,

    /// <summary>Outside the tolerance.</summary>
    Wrong,

    /// <summary>NaN or infinite.</summary>
    NotFinite,

    /// <summary>Below 0 where that cannot be.</summary>
    Negative,

    /// <summary>Probabilities that do not sum to 1.</summary>
    NotNormalised,

    /// <summary>A number for a list, a list for a number, a list of another length, or no number at all.</summary>
    Malformed,

    /// <summary>The program answered with an error.</summary>
    Error,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>The program ended.</summary>
    Ended,

    /// <summary>Another answer the second time, and not both are right.</summary>
    Flaky,
}

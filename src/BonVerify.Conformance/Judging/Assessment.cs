namespace BonVerify.Conformance;

/// <summary>What an answer is found to be.</summary>
/// <remarks>Of several tie conventions that count as right, the assessment that comes first here counts.</remarks>
public enum Assessment
{
    /// <summary>The double nearest to the truth, every one of a list.</summary>
    Correct,

    /// <summary>Not the nearest double, but within the relative tolerance or that in ulps.</summary>
    WithinTolerance,

    /// <summary>Accepted only because its absolute error is small; it may have no correct digit.</summary>
    ByAllowance,

    /// <summary>Refused, where there is nothing to answer.</summary>
    Refused,

    /// <summary>A random answer, which is judged with all others of the run.</summary>
    Sampled,

    /// <summary>The implementation does not do it.</summary>
    Unsupported,

    /// <summary>The request was not put.</summary>
    NotAsked,

    /// <summary>A number, where the only right answer is to refuse.</summary>
    AnsweredUndefined,

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

    /// <summary>The implementation answered with an error.</summary>
    Error,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>The program ended.</summary>
    Ended,

    /// <summary>Another answer the second time, and not both are right.</summary>
    Flaky,
}

/// <summary>What assessments mean.</summary>
public static class Assessments
{
    /// <summary>Whether the answer is accepted.</summary>
    /// <param name="assessment">An assessment.</param>
    /// <returns>Whether it is a right answer.</returns>
    public static bool IsGood(this Assessment assessment) =>
        assessment is Assessment.Correct or Assessment.WithinTolerance or Assessment.ByAllowance;

    /// <summary>Whether the implementation fails.</summary>
    /// <param name="assessment">An assessment.</param>
    /// <returns>Whether it is a failure, whatever the options.</returns>
    public static bool IsFailure(this Assessment assessment) => assessment switch
    {
        Assessment.Wrong or Assessment.NotFinite or Assessment.Negative or Assessment.NotNormalised or Assessment.Malformed
            or Assessment.Error or Assessment.TimedOut or Assessment.Ended or Assessment.Flaky => true,
        _ => false,
    };

    /// <summary>Whether the answer is a number that is not the right one: what a mistake in the mathematics shows as.</summary>
    internal static bool IsNumericFailure(this Assessment assessment) =>
        assessment is Assessment.Wrong or Assessment.NotFinite or Assessment.Negative or Assessment.NotNormalised;

    /// <summary>The assessment in words.</summary>
    /// <param name="assessment">An assessment.</param>
    /// <returns>A phrase.</returns>
    public static string Describe(this Assessment assessment) => assessment switch
    {
        Assessment.Correct => "correctly rounded",
        Assessment.WithinTolerance => "within tolerance",
        Assessment.ByAllowance => "accepted by the absolute allowance only",
        Assessment.Refused => "refused, as it must be",
        Assessment.Sampled => "random",
        Assessment.Unsupported => "unsupported",
        Assessment.NotAsked => "not asked",
        Assessment.AnsweredUndefined => "a number where nothing is defined",
        Assessment.Wrong => "wrong",
        Assessment.NotFinite => "not a finite number",
        Assessment.Negative => "negative",
        Assessment.NotNormalised => "does not sum to 1",
        Assessment.Malformed => "not an answer of the protocol",
        Assessment.Error => "answered with an error",
        Assessment.TimedOut => "no answer",
        Assessment.Ended => "the program went down",
        Assessment.Flaky => "flaky: not the same when asked twice",
        _ => throw new ArgumentOutOfRangeException(nameof(assessment)),
    };
}

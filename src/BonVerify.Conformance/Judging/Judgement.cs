namespace BonVerify.Conformance;

/// <summary>One request, its answer, and what the answer is found to be.</summary>
/// <param name="Request">The request.</param>
/// <param name="Group">The group of its case.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Assessment">What it is.</param>
/// <param name="Truth">The truth that the answer is nearest to; empty where nothing is defined.</param>
public sealed record Judgement(Request Request, string Group, Answer Answer, Assessment Assessment, IReadOnlyList<TrueValue> Truth)
{
    /// <summary>The convention for ties by which it was judged.</summary>
    public TieConvention Ties { get; init; }

    /// <summary>The largest error as a share of the true value, where that is not 0; <see langword="null"/> where there is none.</summary>
    public double? RelativeError { get; init; }

    /// <summary>The largest error where the true value is 0, as it is; <see langword="null"/> where it is 0 nowhere.</summary>
    public double? ErrorAtZero { get; init; }

    /// <summary>The largest error in units in the last place of the nearest double, where the true value is not 0.</summary>
    public double? Ulps { get; init; }

    /// <summary>What it answered the second time, where that makes it flaky.</summary>
    public Answer? Again { get; init; }

    /// <summary>Whether the implementation fails.</summary>
    public bool IsFailure => Assessment.IsFailure();

    /// <summary>Whether the answer is accepted.</summary>
    public bool IsGood => Assessment.IsGood();

    /// <summary>The numbers of the answer, if it has any.</summary>
    internal IReadOnlyList<double>? Numbers => (Answer as Answer.Value)?.Numbers;
}

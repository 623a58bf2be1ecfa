namespace BonVerify.Cli.Verification;

/// <summary>Where a case comes from, in the order of a run.</summary>
internal enum CaseStage
{
    /// <summary>The corpus of known counterexamples.</summary>
    Corpus,

    /// <summary>The files of input.</summary>
    Input,

    /// <summary>The generator.</summary>
    Generated,
}

/// <summary>
/// The place of a case in the whole run, whichever part of it decides the case: of two cases that say the same, the first one counts.
/// </summary>
/// <param name="Stage">Where it comes from.</param>
/// <param name="Number">Its number there, from 0 on.</param>
internal readonly record struct CaseOrder(CaseStage Stage, long Number) : IComparable<CaseOrder>
{
    /// <inheritdoc/>
    public int CompareTo(CaseOrder other) => Stage != other.Stage ? Stage.CompareTo(other.Stage) : Number.CompareTo(other.Number);
}

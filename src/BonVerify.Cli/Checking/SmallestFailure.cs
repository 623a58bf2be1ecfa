using BonVerify.Cli.Checking.Cases;
using BonVerify.Cli.Checking.Judging;

namespace BonVerify.Cli.Checking;

/// <summary>The smallest failure of a kind.</summary>
/// <param name="Judgement">The failure.</param>
/// <param name="Origin">The case of the run from which it was shrunk; the same where it could not be.</param>
internal sealed record SmallestFailure(Judgement Judgement, SentCase Origin)
{
    /// <summary>The file that holds it, if one was written.</summary>
    public string? File { get; init; }
}

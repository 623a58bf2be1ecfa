using BonVerify.Claims;

namespace BonVerify.Cli.Verification;

/// <summary>What a run found about one claim.</summary>
/// <param name="Tally">The verdicts.</param>
/// <param name="Lost">Known counterexamples that no longer refute the claim: a defect of the tool.</param>
/// <param name="Smallest">The first violation after shrinking; null when there is none or the run was interrupted before.</param>
internal sealed record ClaimResult(ClaimTally Tally, IReadOnlyList<KnownCounterexample> Lost, SmallestCounterexample? Smallest)
{
    public Claim Claim => Tally.Claim;
}

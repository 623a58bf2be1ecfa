using BonVerify.Claims;
using BonVerify.Interchange;
using BonVerify.Policies;

namespace BonVerify.Cli.Reproduction;

/// <summary>A counterexample computed anew: its outcomes, and the verdict on its claim.</summary>
internal sealed class ClaimExplanation
{
    public ClaimExplanation(Counterexample counterexample, IReadOnlyList<Claim> own, long exactBits, int precision)
    {
        Counterexample = counterexample;
        Claim = own.FirstOrDefault(claim => claim.Id == counterexample.Claim) ?? CounterexampleFiles.ClaimOf(counterexample);
        Policy = new ExplainedPolicy(counterexample.Case.Reference, counterexample.Case.N, TieBreaking.AmongDraws, exactBits, precision);
        Verdict = Claim.Evaluate(Policy.Case);
    }

    public Counterexample Counterexample { get; }

    public Claim Claim { get; }

    public ExplainedPolicy Policy { get; }

    public Verdict Verdict { get; }
}

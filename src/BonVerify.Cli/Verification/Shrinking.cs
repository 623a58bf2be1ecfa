using BonVerify.Claims;
using BonVerify.Cli.Reproduction;
using BonVerify.FsCheck;
using BonVerify.Interchange;
using BonVerify.Quantities;
using Microsoft.FSharp.Core;

namespace BonVerify.Cli.Verification;

/// <summary>From the first violation of a claim to the smallest one near it, and to a file that travels.</summary>
internal sealed class Shrinking(VerifyOptions options)
{
    /// <summary>The smallest counterexample to a claim; null when it never failed. Safe for use by many threads.</summary>
    /// <param name="tally">What was seen of the claim.</param>
    /// <param name="isOver">Whether to be content with the smallest so far.</param>
    public SmallestCounterexample? Shrink(ClaimTally tally, Func<bool> isOver)
    {
        if (tally.FirstViolation is not { } found)
        {
            return null;
        }

        var fails = FuncConvert.FromFunc((PolicyCase c) => !isOver() && tally.Claim.Evaluate(options.CaseOf(c)) is Verdict.Violated);
        var smallest = new NamedCase(Shrinkers.toSmallest(fails, found.Case), $"shrunk from {found.Origin}");
        var witness = ((Verdict.Violated)tally.Claim.Evaluate(options.CaseOf(smallest.Case))).Witness;
        return Of(tally.Claim, smallest, witness, found);
    }

    /// <summary>The first violation of a claim as it was found, for a run that has no time to shrink it; null when it never failed.</summary>
    public SmallestCounterexample? Unshrunk(ClaimTally tally) => tally is { FirstViolation: { } found, FirstWitness: { } witness }
        ? Of(tally.Claim, found, witness, found)
        : null;

    private SmallestCounterexample Of(Claim claim, NamedCase smallest, Witness witness, NamedCase found) =>
        new(witness, smallest, Counterexample.Of(claim, smallest.Case, witness) with
        {
            Origin = smallest.Origin,
            Seed = options.Seed,
            Replay = found.Replay,
        });

    /// <summary>Writes what was found to a file: always what should not exist, the rest if a folder is given.</summary>
    public SmallestCounterexample Save(SmallestCounterexample found, bool isRefutation) =>
        options.CounterexampleFolder is null && isRefutation ? found : found with
        {
            File = CounterexampleFiles.TrySave(
                options.CounterexampleFolder ?? CounterexampleFiles.DefaultFolder,
                folder => CounterexampleJson.Save(folder, found.Found)),
        };
}

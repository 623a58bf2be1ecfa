using BonVerify.Claims;
using BonVerify.FsCheck;

namespace BonVerify.Cli.Verification;

/// <summary>What is known from some cases of a run, of every claim and of the regions.</summary>
/// <remarks>Tallies of different cases are joined in any order, as those of claims are, so one seed gives one tally, whoever decided what.</remarks>
internal sealed record Tally
{
    public required IReadOnlyList<ClaimTally> Claims { get; init; }

    /// <summary>The regions that no case has met.</summary>
    public required IReadOnlyList<Region> UnmetRegions { get; init; }

    /// <summary>Cases of input that are decided.</summary>
    public long InputCases { get; init; }

    /// <summary>Generated cases that are decided.</summary>
    public long GeneratedCases { get; init; }

    /// <summary>Nothing seen yet.</summary>
    public static Tally Of(IEnumerable<Claim> claims) =>
        new() { Claims = [.. claims.Select(static claim => new ClaimTally(claim))], UnmetRegions = [.. Regions.all] };

    /// <summary>The tally of the cases of both.</summary>
    public Tally Plus(Tally other) => new()
    {
        Claims = [.. Claims.Zip(other.Claims, static (one, two) => one.Plus(two))],
        UnmetRegions = [.. UnmetRegions.Where(region => other.UnmetRegions.Any(unmet => unmet.Name == region.Name))],
        InputCases = InputCases + other.InputCases,
        GeneratedCases = GeneratedCases + other.GeneratedCases,
    };

    /// <summary>The tally with a block of cases more.</summary>
    /// <param name="isGenerated">Whether the cases were generated; else they come from input.</param>
    /// <param name="block">The cases, each with a tally of its own for every claim, in the order of the claims.</param>
    public Tally With(bool isGenerated, IReadOnlyList<(NamedCase Case, IReadOnlyList<ClaimTally> Claims)> block) => this with
    {
        Claims = [.. Claims.Select((claim, i) => block.Aggregate(claim, (tally, item) => tally.Plus(item.Claims[i])))],
        UnmetRegions = [.. UnmetRegions.Where(region => !block.Any(item => region.Contains.Invoke(item.Case.Case)))],
        InputCases = InputCases + (isGenerated ? 0 : block.Count),
        GeneratedCases = GeneratedCases + (isGenerated ? block.Count : 0),
    };

    /// <summary>The tally with one verdict on one claim more, from a case that counts neither as input nor as generated.</summary>
    public Tally With(Claim claim, Verdict verdict, NamedCase namedCase) => this with
    {
        Claims = [.. Claims.Select(tally => tally.Claim == claim ? tally.With(verdict, namedCase) : tally)],
    };
}

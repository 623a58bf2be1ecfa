using BonVerify.Claims;

namespace BonVerify.Cli.Verification;

/// <summary>A block of which some cases are decided, by many threads; safe to look at while they are at work.</summary>
/// <param name="block">The cases.</param>
/// <param name="before">What is known of each claim from the cases before.</param>
internal sealed class BlockUnderWay(CaseBlock block, IReadOnlyList<ClaimTally> before)
{
    private readonly Item?[] items = new Item?[block.Count];

    // For each claim the first case of the block that is known to violate it.
    private readonly int[] violated = [.. before.Select(static claim => claim.FirstViolation is null ? int.MaxValue : -1)];

    public bool IsGenerated => block.IsGenerated;

    public int Count => block.Count;

    public NamedCase CaseAt(int index) => block.CaseAt(index);

    /// <summary>Keeps the verdicts on a case, one for every claim.</summary>
    /// <remarks>
    /// A witness holds on to all that was computed for its case, and only the first violation of a claim shows one: that of a later one is let
    /// go, or 256 cases would fill the memory.
    /// </remarks>
    public void Decide(int index, NamedCase namedCase, IEnumerable<Verdict> verdicts)
    {
        ClaimTally[] tallies = [.. verdicts.Select((verdict, claim) => ClaimTally.Of(before[claim].Claim, verdict, namedCase))];
        for (var claim = 0; claim < tallies.Length; claim++)
        {
            if (tallies[claim].FirstWitness is not null && !IsFirst(ref violated[claim], index))
            {
                tallies[claim] = tallies[claim] with { FirstWitness = null };
            }
        }

        Volatile.Write(ref items[index], new Item(namedCase, tallies));
    }

    /// <summary>The cases that are decided, in their order, up to the first that is not: what comes behind it depends on threads.</summary>
    public IReadOnlyList<(NamedCase Case, IReadOnlyList<ClaimTally> Claims)> Decided()
    {
        var decided = new List<(NamedCase, IReadOnlyList<ClaimTally>)>(items.Length);
        for (var i = 0; i < items.Length && Volatile.Read(ref items[i]) is var (namedCase, claims); i++)
        {
            decided.Add((namedCase, claims));
        }

        return decided;
    }

    /// <summary>Whether no smaller index is known; then this one is.</summary>
    private static bool IsFirst(ref int first, int index)
    {
        for (var known = Volatile.Read(ref first); index < known;)
        {
            var seen = Interlocked.CompareExchange(ref first, index, known);
            if (seen == known)
            {
                return true;
            }

            known = seen;
        }

        return false;
    }

    private sealed record Item(NamedCase Case, IReadOnlyList<ClaimTally> Claims);
}

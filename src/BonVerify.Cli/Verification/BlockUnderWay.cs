using BonVerify.Claims;

namespace BonVerify.Cli.Verification;

/// <summary>A block of which some cases are decided, by many threads; safe to look at while they are at work.</summary>
internal sealed class BlockUnderWay(CaseBlock block)
{
    private readonly Item?[] items = new Item?[block.Count];

    public bool IsGenerated => block.IsGenerated;

    public int Count => block.Count;

    public NamedCase CaseAt(int index) => block.CaseAt(index);

    /// <summary>Keeps the verdicts on a case, one for every claim.</summary>
    public void Decide(int index, NamedCase namedCase, IReadOnlyList<Verdict> verdicts) => Volatile.Write(ref items[index], new Item(namedCase, verdicts));

    /// <summary>The cases that are decided, in their order, up to the first that is not: what comes behind it depends on threads.</summary>
    public IReadOnlyList<(NamedCase Case, IReadOnlyList<Verdict> Verdicts)> Decided()
    {
        var decided = new List<(NamedCase, IReadOnlyList<Verdict>)>(items.Length);
        for (var i = 0; i < items.Length && Volatile.Read(ref items[i]) is var (namedCase, verdicts); i++)
        {
            decided.Add((namedCase, verdicts));
        }

        return decided;
    }

    private sealed record Item(NamedCase Case, IReadOnlyList<Verdict> Verdicts);
}

using BonVerify.Claims;
using BonVerify.Cli.Sharding;
using BonVerify.FsCheck;
using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Cli.Verification;

/// <summary>The cases of a run, or of a part of it, in their order: those of input, then generated ones, in blocks.</summary>
/// <param name="options">Which cases.</param>
/// <param name="done">What is done: the first so many cases of each kind are passed over.</param>
/// <remarks>A part reads all of the input, so that every part finds the line that cannot be used, and takes every N-th case.</remarks>
internal sealed class CaseStream(VerifyOptions options, Tally done) : IDisposable
{
    // Small enough for --time and an interruption to be heard within seconds, large enough that no thread waits for long.
    private const int BlockSize = 256;

    // A case takes some ten times the memory of its line.
    private const long MaxBlockBytes = 1L << 24;

    // Steps keep exact masses affordable, which they are not near a case of huge n.
    private const int MaxClimbedN = 10_000;

    private readonly IEnumerator<(string Where, PolicyCase Case, int Bytes)> inputs = options.Inputs.SelectMany(CaseFile.Read).GetEnumerator();
    private readonly Shard shard = options.Shard ?? Shard.Whole;
    private readonly long ownGenerated = (options.Shard ?? Shard.Whole).CountOf(options.MaxTest);
    private bool inputIsDone;
    private long inputNumber = -1;
    private long passedOver;
    private long generated = done.GeneratedCases;

    /// <summary>The line of input that could not be used, if any: nothing comes after it.</summary>
    public string? InputError { get; private set; }

    /// <summary>The next block, or null when there is none.</summary>
    /// <param name="soFar">What was seen of the blocks before: the search steps from the tightest cases.</param>
    public CaseBlock? Next(Tally soFar) => NextOfInput() ?? (InputError is null ? NextGenerated(soFar) : null);

    /// <summary>Closes the files.</summary>
    public void Dispose() => inputs.Dispose();

    private CaseBlock? NextOfInput()
    {
        var (block, bytes) = (new List<NamedCase>(), 0L);
        while (block.Count < BlockSize && bytes < MaxBlockBytes && MoveNext())
        {
            if (!shard.Contains(inputNumber))
            {
                continue;
            }

            if (passedOver < done.InputCases)
            {
                passedOver++;
                continue;
            }

            bytes += inputs.Current.Bytes;
            block.Add(new NamedCase(inputs.Current.Case, inputs.Current.Where) { Order = new CaseOrder(CaseStage.Input, inputNumber) });
        }

        return block.Count == 0 ? null : new CaseBlock(IsGenerated: false, block.Count, i => block[i]);
    }

    private bool MoveNext()
    {
        try
        {
            inputIsDone = inputIsDone || !inputs.MoveNext();
            inputNumber++;
        }
        catch (InputException e)
        {
            InputError = e.Message;
            inputIsDone = true;
        }

        return !inputIsDone;
    }

    private CaseBlock? NextGenerated(Tally soFar)
    {
        var start = generated;
        if (start >= ownGenerated)
        {
            return null;
        }

        var count = (int)Math.Min(BlockSize, ownGenerated - start);
        generated += count;
        var climbing = Climbing(soFar);
        return new CaseBlock(IsGenerated: true, count, i =>
        {
            var index = (int)shard.NumberOf(start + i);
            return (Step(start + i, index, climbing) ?? Generate(index)) with { Order = new CaseOrder(CaseStage.Generated, index) };
        });
    }

    private NamedCase Generate(int index)
    {
        var (generatedCase, replay) = Hunt.caseAndReplayAt(options.Seed, index);
        return new NamedCase(generatedCase, FormattableString.Invariant($"generated case {index}"), replay);
    }

    /// <summary>The tightest case of each claim so far, to search from when there is time to spend.</summary>
    private (Claim Claim, PolicyCase Tightest)[] Climbing(Tally soFar) => options.Time is null
        ? []
        : [.. soFar.Claims
            .Where(static t => !t.IsRefutation && t.Tightest is { Case.Case.N: <= MaxClimbedN })
            .Select(static t => (t.Claim, t.Tightest!.Value.Case.Case))];

    /// <summary>
    /// With a time to spend, every other case is a step away from the tightest case of a claim so far, each claim in turn:
    /// hill climbing on the margin, beside the random cases. A part climbs from what it has found itself.
    /// </summary>
    private NamedCase? Step(long own, int index, (Claim Claim, PolicyCase Tightest)[] climbing)
    {
        if (climbing.Length == 0 || own % 2 == 0 || index < Regions.all.Length)
        {
            return null;
        }

        var (claim, tightest) = climbing[(int)(own / 2 % climbing.Length)];
        return new NamedCase(
            Hunt.neighbourAt(options.Seed, index, tightest),
            FormattableString.Invariant($"step {index} of the search for {claim.Id}"));
    }
}

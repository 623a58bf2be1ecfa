using System.Runtime.CompilerServices;
using System.Text;

namespace BonVerify.Cli.Estimation.Files;

/// <summary>What was made of a piece of a file: single samples with the numbers of their prompts, or whole pools.</summary>
internal sealed class SampleBatch
{
    /// <summary>The prompts of the samples, numbered in this piece.</summary>
    public KeyTable Prompts { get; } = new();

    /// <summary>The prompt of each sample.</summary>
    public List<int> PromptOf { get; } = [];

    public SampleColumns Columns { get; } = new();

    /// <summary>The answers of the samples, numbered in this piece.</summary>
    public KeyTable Answers { get; } = new();

    /// <summary>Hashes of the names of the samples, with their lines, when samples have names.</summary>
    public List<(ulong Id, long Line)> Ids { get; } = [];

    /// <summary>Pools with the lines of their records and the hashes of their names, when a record is a prompt.</summary>
    public List<(SamplePool Pool, long Line, ulong Key)> Pools { get; } = [];

    public ReadingCounts Counts { get; } = new();

    /// <summary>The file, for messages.</summary>
    public required string File { get; init; }

    /// <summary>What is wrong with the record at which reading stopped.</summary>
    public string? Error { get; set; }

    /// <summary>How much was read.</summary>
    public long Bytes { get; set; }
}

/// <summary>Turns records into samples.</summary>
internal sealed class BatchMaker
{
    private readonly FieldMap map;
    private readonly SampleBatch batch;
    private readonly SampleReader samples;
    private readonly PoolBuilder pools;
    private readonly SampleColumns columns = new();

    public BatchMaker(FieldMap map, ReadingOptions options, SampleBatch batch)
    {
        (this.map, this.batch) = (map, batch);
        samples = new SampleReader(map, options, batch.Counts, batch.Answers);
        pools = new PoolBuilder(options);
    }

    /// <exception cref="RecordException">The record cannot be used.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(Record record, long line, long number)
    {
        if (!samples.IsChosen(record))
        {
            return;
        }

        if (map.IsCounts)
        {
            AddCounts(record, line, number);
        }
        else if (map.IsGrouped)
        {
            AddPool(record, line, number);
        }
        else
        {
            AddSample(record, line, number);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddSample(Record record, long line, long number)
    {
        var key = samples.KeyOf(record, number);
        if (!samples.IsOwn(key))
        {
            return;
        }

        for (var slot = 0; slot < map.Fields.Count; slot++)
        {
            if (record.IsArray(slot))
            {
                throw new RecordException($"{map.Fields[slot].Path.Text} is an array; in a file of one sample a record it must be one value.");
            }
        }

        if (samples.Read(record, 0) is not { } sample)
        {
            return;
        }

        batch.PromptOf.Add(batch.Prompts.NumberOf(key));
        batch.Columns.Add(sample, map);
        if (map[Role.Id] is >= 0 and var slotOfId)
        {
            var id = record[slotOfId] is [{ Kind: not CellKind.Missing } cell]
                ? cell
                : throw new RecordException($"{map.Fields[slotOfId].Path.Text} is missing; it names the sample.");
            batch.Ids.Add((KeyTable.Hash(record.TextOf(id)), line));
        }
    }

    private void AddPool(Record record, long line, long number)
    {
        if (NameOf(record, number) is not var (name, hash))
        {
            return;
        }

        columns.Clear();
        var size = SizeOf(record);
        var kept = 0;
        for (var i = 0; i < size; i++)
        {
            if (samples.Read(record, i) is { } sample)
            {
                columns.Add(sample, map);
                kept++;
            }
        }

        if (pools.Build(name, kept, columns) is { } pool)
        {
            batch.Pools.Add((pool, line, hash));
        }
        else
        {
            batch.Counts.EmptyPrompts++;
        }
    }

    private void AddCounts(Record record, long line, long number)
    {
        if (NameOf(record, number) is not var (name, hash))
        {
            return;
        }

        var (total, correct) = (CellValues.Count(record, map[Role.Total]), CellValues.Count(record, map[Role.Correct]));
        if (correct > total)
        {
            throw new RecordException(FormattableString.Invariant(
                $"{map.Fields[map[Role.Correct]].Path.Text} is {correct}; it must be at most {map.Fields[map[Role.Total]].Path.Text} = {total}."));
        }

        if (total == 0)
        {
            batch.Counts.EmptyPrompts++;
        }
        else
        {
            batch.Pools.Add((new SamplePool { Key = name, Size = total, CorrectCount = correct }, line, hash));
        }
    }

    /// <summary>The name of the prompt of a record, with its hash; null when it is of another part.</summary>
    private (string Name, ulong Hash)? NameOf(Record record, long number)
    {
        if (map.GroupSlots.Length == 0)
        {
            var name = FormattableString.Invariant($"#{number}");
            return samples.IsOwn(Encoding.UTF8.GetBytes(name)) ? (name, 0) : null;
        }

        var key = samples.KeyOf(record, number);
        return samples.IsOwn(key) ? (Encoding.UTF8.GetString(key), KeyTable.Hash(key)) : null;
    }

    /// <summary>The number of samples of a record; all arrays must have it.</summary>
    private int SizeOf(Record record)
    {
        var (size, first) = (-1, -1);
        for (var slot = 0; slot < map.Fields.Count; slot++)
        {
            if (!Roles.IsPerSample(map.Fields[slot].Role))
            {
                continue;
            }

            if (!record.IsArray(slot))
            {
                if (record[slot] is [] or [{ Kind: CellKind.Missing }])
                {
                    continue;
                }

                throw CellValues.Refuse(record, slot, record[slot][0], "must be an array with a value for each sample");
            }

            if (size >= 0 && record[slot].Count != size)
            {
                throw new RecordException(FormattableString.Invariant(
                    $"{map.Fields[slot].Path.Text} has {record[slot].Count} values and {map.Fields[first].Path.Text} has {size}; they must have one for each sample."));
            }

            (size, first) = (record[slot].Count, slot);
        }

        // A prompt without any array is one sample that has nothing: whatever is said about missing values applies to it.
        return size < 0 ? 1 : size;
    }
}

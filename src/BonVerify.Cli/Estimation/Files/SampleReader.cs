using System.Runtime.CompilerServices;

namespace BonVerify.Cli.Estimation.Files;

/// <summary>Makes the samples of a record, and applies what was said about missing values and ranges.</summary>
internal sealed class SampleReader(FieldMap map, ReadingOptions options, ReadingCounts counts, KeyTable answers)
{
    private readonly List<byte> key = [];

    /// <summary>Whether the record is among those that were chosen; counts it, unless its prompt decides whose it is.</summary>
    public bool IsChosen(Record record)
    {
        counts.Records += options.Shard.IsPart ? 0 : 1;
        foreach (var slot in map.WhereSlots)
        {
            if (record[slot].Count != 1 || !record.TextOf(record[slot][0]).SequenceEqual(map.WantedTexts[slot]))
            {
                var own = options.Shard.Index == 1 ? 1 : 0;
                counts.NotChosen += own;
                counts.Records += options.Shard.IsPart ? own : 0;
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a prompt belongs to the part that counts; counts its record then.</summary>
    public bool IsOwn(ReadOnlySpan<byte> prompt)
    {
        if (!options.Shard.IsPart)
        {
            return true;
        }

        var isOwn = options.Shard.Contains(prompt);
        counts.Records += isOwn ? 1 : 0;
        return isOwn;
    }

    /// <summary>The text that names the prompt; valid until the next record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> KeyOf(Record record, long number)
    {
        const byte Separator = (byte)'|';
        if (map.GroupSlots is [var only] && record[only] is [{ Kind: not CellKind.Missing } cell])
        {
            return record.TextOf(cell);
        }

        key.Clear();
        foreach (var slot in map.GroupSlots)
        {
            if (key.Count > 0)
            {
                key.Add(Separator);
            }

            if (map.Fields[slot].Path.IsRecordNumber)
            {
                key.AddRange(System.Text.Encoding.UTF8.GetBytes(FormattableString.Invariant($"{number}")));
            }
            else if (record[slot] is [{ Kind: not CellKind.Missing } part])
            {
                key.AddRange(record.TextOf(part));
            }
            else
            {
                throw new RecordException($"{map.Fields[slot].Path.Text} is missing; it names the prompt.");
            }
        }

        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(key);
    }

    /// <summary>The sample of an index in its record, or null when it is left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SampleValues? Read(Record record, int index)
    {
        var isMissing = false;
        var sample = new SampleValues(
            Reward: Number(record, Role.Reward, index, options.Range, "--range", ref isMissing),
            Gold: Number(record, Role.Gold, index, options.GoldRange, "--gold-range", ref isMissing),
            Correct: Correct(record, index, ref isMissing),
            LogProbability: LogProbability(record, index, ref isMissing),
            Answer: Answer(record, index, ref isMissing));
        if (isMissing && options.Missing == MissingRule.Skip)
        {
            counts.SkippedSamples++;
            return null;
        }

        counts.WorstSamples += isMissing ? 1 : 0;
        return sample;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Number(Record record, Role role, int index, (double Low, double High)? range, string option, ref bool isMissing)
    {
        var slot = map[role];
        if (slot < 0)
        {
            return 0;
        }

        var cell = CellAt(record, slot, index);
        var value = CellValues.Number(record, slot, cell);
        if (double.IsNaN(value))
        {
            isMissing = true;
            Require(slot);
        }
        else if (range is var (low, high) && !(value >= low && value <= high))
        {
            throw CellValues.Refuse(record, slot, cell, FormattableString.Invariant($"must be within {option} {low},{high}"));
        }

        return value;
    }

    private double LogProbability(Record record, int index, ref bool isMissing)
    {
        var value = Number(record, Role.LogProbability, index, null, "", ref isMissing);
        return value <= 0 || double.IsNaN(value)
            ? value
            : throw CellValues.Refuse(
                record, map[Role.LogProbability], CellAt(record, map[Role.LogProbability], index), "must be at most 0, the logarithm of a probability");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Correct(Record record, int index, ref bool isMissing)
    {
        double value;
        int slot;
        if (map.Has(Role.Correct))
        {
            slot = map[Role.Correct];
            var cell = CellAt(record, slot, index);
            value = map.WantedTexts[slot] is not { } wanted ? CellValues.Correct(record, slot, cell, options.Threshold)
                : cell.Kind == CellKind.Missing ? double.NaN
                : record.TextOf(cell).SequenceEqual(wanted) ? 1
                : 0;
        }
        else if (map.Has(Role.CorrectFirst))
        {
            return index < CellValues.Count(record, map[Role.CorrectFirst]) ? 1 : 0;
        }
        else if (map.Has(Role.Answer) && map.Has(Role.Target))
        {
            slot = map[Role.Answer];
            var answer = CellAt(record, slot, index);
            var target = record[map[Role.Target]] is [{ Kind: not CellKind.Missing } only]
                ? only
                : throw new RecordException($"{map.Fields[map[Role.Target]].Path.Text} is missing; it is what an answer is compared with.");
            value = answer.Kind == CellKind.Missing ? double.NaN : record.TextOf(answer).SequenceEqual(record.TextOf(target)) ? 1 : 0;
        }
        else
        {
            return 0;
        }

        if (double.IsNaN(value))
        {
            isMissing = true;
            Require(slot);
        }

        return value;
    }

    private double Answer(Record record, int index, ref bool isMissing)
    {
        if (!SampleColumns.HasVotes(map))
        {
            return 0;
        }

        var cell = CellAt(record, map[Role.Answer], index);
        if (cell.Kind != CellKind.Missing)
        {
            return answers.NumberOf(record.TextOf(cell));
        }

        isMissing = true;
        Require(map[Role.Answer]);
        return double.NaN;
    }

    private void Require(int slot)
    {
        if (options.Missing == MissingRule.Error)
        {
            throw new RecordException(
                $"{map.Fields[slot].Path.Text} is missing (null, NaN, infinite, empty or no such field); it must have a value, or --missing must be skip or worst.");
        }
    }

    private static Cell CellAt(Record record, int slot, int index)
    {
        var cells = record[slot];
        return index < cells.Count ? cells[index] : default;
    }
}

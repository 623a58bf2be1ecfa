using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace BonVerify.Cli.Estimation.Files;

/// <summary>
/// Reads the fields of a map from one JSON object. Whatever else the object has is passed over, with no look at more than its
/// brackets and quotes; an object that cannot be passed over so is read in full, which tells what is wrong with it.
/// </summary>
internal sealed class JsonRecordReader(FieldMap map, StepRule steps)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 256 };

    private readonly FieldTree tree = FieldTree.Of(map);

    // Where the value that is being read starts in its record.
    private int offset;

    /// <exception cref="RecordException">The text is not such an object.</exception>
    public void Read(ReadOnlyMemory<byte> json, Record record)
    {
        record.Start(json);
        if (tree.AnyMember is null && Scan(json.Span, record))
        {
            return;
        }

        ReadOnlyMemory<byte> text = JsonLiterals.MayOccur(json.Span) ? JsonLiterals.WithoutThem(json.Span) : json;
        record.Start(text);
        offset = 0;
        var reader = new Utf8JsonReader(text.Span, Options);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new RecordException("the record is not an object; it must be a JSON object.");
            }

            Walk(ref reader, tree, record, many: false);
            reader.Read();
        }
        catch (JsonException e)
        {
            throw new RecordException(FormattableString.Invariant($"not valid JSON at byte {reader.BytesConsumed + 1} of the record: {Reason(e)}"));
        }
    }

    /// <summary>Reads the members of an object; false when it is not plain enough, for the slower way to decide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Scan(ReadOnlySpan<byte> json, Record record)
    {
        var at = JsonScanner.SkipSpace(json, 0);
        if (at >= json.Length || json[at] != '{')
        {
            return false;
        }

        do
        {
            at = JsonScanner.SkipSpace(json, at + 1);
            if (at >= json.Length || json[at] != '"')
            {
                return false;
            }

            var end = JsonScanner.SkipText(json, at, out var isEscaped);
            if (end < 0 || isEscaped)
            {
                return false;
            }

            var child = tree.Member(json[(at + 1)..(end - 1)]);
            at = JsonScanner.SkipSpace(json, end);
            if (at >= json.Length || json[at] != ':')
            {
                return false;
            }

            at = JsonScanner.SkipSpace(json, at + 1);
            end = child is null ? JsonScanner.SkipValue(json, at) : ScanValue(json, at, child, record);
            if (end < 0)
            {
                return false;
            }

            at = JsonScanner.SkipSpace(json, end);
        }
        while (at < json.Length && json[at] == ',');
        return at < json.Length && json[at] == '}' && JsonScanner.SkipSpace(json, at + 1) == json.Length;
    }

    /// <summary>Reads a value that is wanted and goes behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ScanValue(ReadOnlySpan<byte> json, int start, FieldTree node, Record record)
    {
        var end = JsonScanner.SkipValue(json, start);
        if (end < 0)
        {
            return end;
        }

        var value = json[start..end];
        var cell = value[0] switch
        {
            (byte)'"' when value.IndexOf((byte)'\\') < 0 => new Cell(CellKind.Text, Start: start + 1, Length: value.Length - 2),
            (byte)'t' when value.SequenceEqual("true"u8) => new Cell(CellKind.True, Start: start, Length: value.Length),
            (byte)'f' when value.SequenceEqual("false"u8) => new Cell(CellKind.False, Start: start, Length: value.Length),
            (byte)'n' when value.SequenceEqual("null"u8) => default(Cell),
            (byte)'N' when value.SequenceEqual("NaN"u8) => default(Cell),
            _ => (Cell?)null,
        };
        if (cell is { } plain)
        {
            foreach (var slot in node.Slots)
            {
                Put(record, slot, plain, many: false);
            }

            return end;
        }

        if (JsonLiterals.MayOccur(value))
        {
            return -1;
        }

        offset = start;
        var reader = new Utf8JsonReader(value, Options);
        try
        {
            reader.Read();
            Walk(ref reader, node, record, many: false);
            return reader.BytesConsumed == value.Length ? end : -1;
        }
        catch (JsonException)
        {
            return -1;
        }
    }

    // The runtime adds where it stopped, by its own count of lines.
    private static string Reason(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? e.Message : e.Message[..end];
    }

    /// <summary>Reads the value at which the reader stands.</summary>
    private void Walk(ref Utf8JsonReader reader, FieldTree node, Record record, bool many)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            WalkArray(ref reader, node, record, many);
            return;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            foreach (var slot in node.Slots)
            {
                Put(record, slot, CellAt(ref reader, record, slot), many);
            }

            return;
        }

        var start = offset + (int)reader.TokenStartIndex;
        if (node.HasMembers)
        {
            WalkObject(ref reader, node, record, many);
        }
        else
        {
            reader.Skip();
        }

        foreach (var slot in node.Slots)
        {
            Put(record, slot, Structure(start, offset + (int)reader.BytesConsumed), many);
        }
    }

    private void WalkObject(ref Utf8JsonReader reader, FieldTree node, Record record, bool many)
    {
        var isFirst = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            FieldTree? child = null;
            foreach (var (name, member) in node.Members)
            {
                if (IsName(ref reader, name))
                {
                    child = member;
                    break;
                }
            }

            child ??= isFirst ? node.AnyMember : null;
            isFirst = false;
            if (child is null)
            {
                reader.Skip();
                continue;
            }

            reader.Read();
            Walk(ref reader, child, record, many);
        }
    }

    /// <summary>Whether the name at which the reader stands is this one; a name with an escape may be no Unicode, and then it is none.</summary>
    private static bool IsName(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan.SequenceEqual(name);
        }

        return JsonText.TextOf(ref reader) is { } text && Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(name);
    }

    private void WalkArray(ref Utf8JsonReader reader, FieldTree node, Record record, bool many)
    {
        var start = offset + (int)reader.TokenStartIndex;
        if (Array.Exists(node.Slots, slot => Roles.IsName(map.Fields[slot].Role)))
        {
            reader.Skip();
            foreach (var slot in node.Slots)
            {
                Put(record, slot, Structure(start, offset + (int)reader.BytesConsumed), many);
            }

            return;
        }

        if (node.Slots.Length == 0 && !node.HasMembers && !node.HasElements)
        {
            reader.Skip();
            return;
        }

        if (many && node.Slots.Length > 0)
        {
            PutStep(ref reader, node, record);
            return;
        }

        foreach (var slot in node.Slots)
        {
            if (!Roles.IsPerSample(map.Fields[slot].Role))
            {
                throw new RecordException($"{map.Fields[slot].Path.Text} is an array; it must be one value.");
            }

            RequireFirst(record, slot);
            record.MarkArray(slot);
        }

        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            WalkElement(ref reader, node, record, many, index);
        }
    }

    private void WalkElement(ref Utf8JsonReader reader, FieldTree node, Record record, bool many, int index)
    {
        if (node.HasElements)
        {
            if (node.Element(index) is { } chosen)
            {
                Walk(ref reader, chosen, record, many);
            }
            else
            {
                reader.Skip();
            }

            return;
        }

        if (node.Slots.Length > 0 && reader.TokenType == JsonTokenType.StartArray)
        {
            PutStep(ref reader, node, record);
            return;
        }

        if (!node.HasMembers)
        {
            Walk(ref reader, node, record, many: true);
            return;
        }

        // Every element is a sample: what it does not have is missing, so that the columns stay aligned.
        foreach (var slot in node.AllSlots)
        {
            record.MarkArray(slot);
        }

        var before = node.AllSlots.ConvertAll(slot => record[slot].Count);
        Walk(ref reader, node, record, many: true);
        for (var i = 0; i < before.Count; i++)
        {
            var column = record[node.AllSlots[i]];
            if (column.Count == before[i])
            {
                column.Add(default);
            }
            else if (column.Count > before[i] + 1)
            {
                throw new RecordException($"{map.Fields[node.AllSlots[i]].Path.Text} has several values in one element; it must have one for each sample.");
            }
        }
    }

    /// <summary>Of an array within the array of samples, such as the scores of the steps of a solution, one element counts.</summary>
    private void PutStep(ref Utf8JsonReader reader, FieldTree node, Record record)
    {
        var slot = node.Slots[0];
        if (steps == StepRule.None)
        {
            throw new RecordException($"{map.Fields[slot].Path.Text} has an array for each sample; it must have one value, or --steps must say which counts.");
        }

        Cell? kept = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var cell = CellAt(ref reader, record, slot);
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject || (cell.Kind != CellKind.Number && steps != StepRule.Last && cell.Kind != CellKind.Missing))
            {
                throw new RecordException($"{map.Fields[slot].Path.Text} has something else than numbers as steps; --steps needs numbers.");
            }

            kept = kept is not { } before || steps == StepRule.Last ? cell
                : cell.Kind == CellKind.Missing || before.Kind == CellKind.Missing ? default
                : (steps == StepRule.Min) == (cell.Number < before.Number) ? cell
                : before;
        }

        foreach (var each in node.Slots)
        {
            record[each].Add(kept ?? default);
        }
    }

    private void Put(Record record, int slot, Cell cell, bool many)
    {
        if (!many)
        {
            RequireFirst(record, slot);
        }

        record[slot].Add(cell);
    }

    private void RequireFirst(Record record, int slot)
    {
        if (record[slot].Count > 0 || record.IsArray(slot))
        {
            throw new RecordException($"{map.Fields[slot].Path.Text} is given twice; it must be given once.");
        }
    }

    private Cell CellAt(ref Utf8JsonReader reader, Record record, int slot)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
            case JsonTokenType.False:
                return new Cell(
                    reader.TokenType == JsonTokenType.True ? CellKind.True : CellKind.False,
                    Start: offset + (int)reader.TokenStartIndex,
                    Length: reader.ValueSpan.Length);
            case JsonTokenType.Number:
                var isName = Roles.IsName(map.Fields[slot].Role) || map.Fields[slot].Role is Role.Answer or Role.Target;
                return new Cell(CellKind.Number, isName ? 0 : reader.GetDouble(), offset + (int)reader.TokenStartIndex, reader.ValueSpan.Length);
            case JsonTokenType.String when !reader.ValueIsEscaped:
                return new Cell(CellKind.Text, Start: offset + (int)reader.TokenStartIndex + 1, Length: reader.ValueSpan.Length);
            case JsonTokenType.String:
                return record.Keep(Unescape(ref reader, record.Room(reader.ValueSpan.Length), slot));
            default:
                return default;
        }
    }

    private int Unescape(ref Utf8JsonReader reader, Span<byte> room, int slot)
    {
        try
        {
            return reader.CopyString(room);
        }
        catch (InvalidOperationException)
        {
            throw new RecordException($"{map.Fields[slot].Path.Text} is not valid Unicode: it has half a character, such as \\ud800; it must be a text.");
        }
    }

    private static Cell Structure(int start, int end) => new(CellKind.Structure, Start: start, Length: end - start);
}

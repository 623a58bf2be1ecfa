using System.Text;
using nietras.SeparatedValues;

namespace BonVerify.Cli.Estimation.Files;

/// <summary>Reads a CSV file with a header as records: columns are found by the text of a path, cells are texts.</summary>
internal sealed class CsvRecords : IDisposable
{
    private readonly string file;
    private readonly SepReader reader;

    public CsvRecords(string file, Stream stream, string head)
    {
        this.file = file;
        var header = head.Split('\n', 2)[0];
        var separator = ",\t;".MaxBy(candidate => header.Count(c => c == candidate));
        try
        {
            reader = new Sep(separator).Reader(static options => options with { Unescape = true, HasHeader = true }).From(stream);
        }
        catch (Exception e) when (e is ArgumentException or InvalidDataException or NotSupportedException)
        {
            throw new InputException($"{file}:1: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    public IReadOnlyList<string> Columns => reader.Header.ColNames;

    /// <summary>The cells of the first row, by column; the row is read again by <see cref="Rows"/>.</summary>
    public IReadOnlyList<string>? First()
    {
        if (!MoveNext())
        {
            return null;
        }

        isHeld = true;
        var row = reader.Current;
        var cells = new string[row.ColCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = row[i].ToString();
        }

        return cells;
    }

    private bool isHeld;

    /// <summary>Reads the next row into a record.</summary>
    /// <returns>Its line and number, or null at the end.</returns>
    public Element? Next(FieldMap map, Record record, long number)
    {
        if (!isHeld && !MoveNext())
        {
            return null;
        }

        isHeld = false;
        var row = reader.Current;
        record.Start(default);
        for (var slot = 0; slot < map.Fields.Count; slot++)
        {
            var path = map.Fields[slot].Path;
            if (!path.IsRecordNumber && reader.Header.TryIndexOf(path.Text, out var column))
            {
                Put(row[column].Span, map.Fields[slot].Role, record, slot);
            }
        }

        return new Element(0, 0, row.LineNumberFrom, number);
    }

    public void Dispose() => reader.Dispose();

    private static void Put(ReadOnlySpan<char> text, Role role, Record record, int slot)
    {
        var trimmed = text.Trim();
        if (Roles.IsPerSample(role) && trimmed is ['[', .., ']'])
        {
            // An array in a cell, as JSON or as Python writes it; a comma in a quoted answer would be two.
            record.MarkArray(slot);
            foreach (var part in trimmed[1..^1].Split(','))
            {
                record[slot].Add(TextCell(trimmed[1..^1][part].Trim().Trim("'\""), record));
            }
        }
        else
        {
            record[slot].Add(trimmed.IsEmpty ? default : TextCell(text, record));
        }
    }

    private static Cell TextCell(ReadOnlySpan<char> text, Record record)
    {
        var room = record.Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        return record.Keep(Encoding.UTF8.GetBytes(text, room));
    }

    private bool MoveNext()
    {
        try
        {
            return reader.MoveNext();
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            throw new InputException($"{file}: {e.Message.ReplaceLineEndings(" ")}");
        }
    }
}

using System.Text;

namespace BonVerify.Cli.Estimation.Files;

/// <summary>The values that one record has for the fields of a map; used again for the next record.</summary>
internal sealed class Record
{
    private readonly List<Cell>[] cells;
    private readonly bool[] isArray;
    private byte[] unescaped = new byte[256];
    private int unescapedLength;

    public Record(FieldMap map)
    {
        Map = map;
        cells = [.. map.Fields.Select(static _ => new List<Cell>())];
        isArray = new bool[cells.Length];
    }

    public FieldMap Map { get; }

    /// <summary>The text of the record; cells point into it.</summary>
    public ReadOnlyMemory<byte> Source { get; private set; }

    public void Start(ReadOnlyMemory<byte> source)
    {
        Source = source;
        unescapedLength = 0;
        for (var slot = 0; slot < cells.Length; slot++)
        {
            cells[slot].Clear();
            isArray[slot] = false;
        }
    }

    /// <summary>The values of a field: one, or one for each sample.</summary>
    public List<Cell> this[int slot] => cells[slot];

    public bool IsArray(int slot) => isArray[slot];

    public void MarkArray(int slot) => isArray[slot] = true;

    /// <summary>The text of a value.</summary>
    public ReadOnlySpan<byte> TextOf(Cell cell) =>
        (cell.IsUnescaped ? unescaped.AsSpan() : Source.Span).Slice(cell.Start, cell.Length);

    public string StringOf(Cell cell) => Encoding.UTF8.GetString(TextOf(cell));

    /// <summary>Room for an unescaped text; what it holds is kept by <see cref="Keep"/>.</summary>
    public Span<byte> Room(int length)
    {
        if (unescaped.Length < unescapedLength + length)
        {
            Array.Resize(ref unescaped, Math.Max(2 * unescaped.Length, unescapedLength + length));
        }

        return unescaped.AsSpan(unescapedLength);
    }

    /// <summary>Keeps the first bytes of the room as a text.</summary>
    public Cell Keep(int length)
    {
        var cell = new Cell(CellKind.Text, Start: unescapedLength, Length: length, IsUnescaped: true);
        unescapedLength += length;
        return cell;
    }
}

namespace BonVerify.Cli.Estimation.Files;

/// <summary>A piece of a file that holds whole records.</summary>
/// <param name="File">The file, for messages.</param>
/// <param name="Bytes">The text.</param>
/// <param name="FirstLine">The number of its first line, from 1.</param>
/// <param name="Elements">Where the records are, with line and number; null when every line is one.</param>
internal sealed record TextBlock(string File, ReadOnlyMemory<byte> Bytes, long FirstLine, IReadOnlyList<Element>? Elements)
{
    /// <summary>The records that are not blank.</summary>
    public IEnumerable<Element> Records() => Elements ?? Lines();

    private IEnumerable<Element> Lines()
    {
        var line = FirstLine;
        for (var start = 0; start < Bytes.Length; line++)
        {
            var length = Bytes.Span[start..].IndexOf((byte)'\n');
            length = length < 0 ? Bytes.Length - start : length;
            if (!Bytes.Span.Slice(start, length).Trim(" \t\r"u8).IsEmpty)
            {
                yield return new Element(start, length, line, line);
            }

            start += length + 1;
        }
    }
}

/// <summary>The place of a record in its block and in its file.</summary>
internal readonly record struct Element(int Start, int Length, long Line, long Number);

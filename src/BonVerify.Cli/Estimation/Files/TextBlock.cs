using System.Runtime.CompilerServices;

namespace BonVerify.Cli.Estimation.Files;

/// <summary>A piece of a file that holds whole records.</summary>
/// <param name="File">The file, for messages.</param>
/// <param name="Bytes">The text.</param>
/// <param name="FirstLine">The number of its first line, from 1.</param>
/// <param name="Elements">Where the records are, with line and number; null when every line is one.</param>
internal sealed record TextBlock(string File, ReadOnlyMemory<byte> Bytes, long FirstLine, IReadOnlyList<Element>? Elements)
{
    /// <summary>The buffer to give back, or null.</summary>
    public byte[]? Buffer { get; init; }

    /// <summary>The records that are not blank.</summary>
    public IReadOnlyList<Element> Records() => Elements ?? Lines();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private List<Element> Lines()
    {
        var text = Bytes.Span;
        var (lines, line) = (new List<Element>(), FirstLine);
        for (var start = 0; start < text.Length; line++)
        {
            var length = text[start..].IndexOf((byte)'\n');
            length = length < 0 ? text.Length - start : length;

            // A record is an object: what begins so needs no closer look.
            if (length > 0 && (text[start] == '{' || !text.Slice(start, length).Trim(" \t\r"u8).IsEmpty))
            {
                lines.Add(new Element(start, length, line, line));
            }

            start += length + 1;
        }

        return lines;
    }
}

/// <summary>The place of a record in its block and in its file.</summary>
internal readonly record struct Element(int Start, int Length, long Line, long Number);

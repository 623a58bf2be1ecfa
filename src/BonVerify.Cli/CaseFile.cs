using System.Buffers;
using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Cli;

/// <summary>Reads cases, one JSON object a line, from a file or standard input, in bounded memory.</summary>
internal static class CaseFile
{
    /// <summary>The longest line that is read; a case of this size has millions of outcomes.</summary>
    public const int MaxLineBytes = 1 << 26;

    /// <summary>The name that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>The cases of a file, lazily; blank lines are passed over.</summary>
    /// <exception cref="InputException">The file cannot be read, or a line is not a case.</exception>
    public static IEnumerable<(string Where, PolicyCase Case, int Bytes)> Read(string path)
    {
        foreach (var line in Lines(path))
        {
            var where = Where(path, line.Number);
            yield return line.IsTooLong ? throw new InputException($"{where}: {TooLong}") : (where, Parse(line.Bytes, where), line.Bytes.Length);
        }
    }

    /// <summary>What is wrong with a line that is not read.</summary>
    public static string TooLong { get; } =
        FormattableString.Invariant($"the line is longer than {MaxLineBytes} bytes; that is the budget of a case.");

    /// <summary>The place of a line, for messages.</summary>
    public static string Where(string path, long line) =>
        FormattableString.Invariant($"{(path == StandardInput ? "stdin" : Path.GetFileName(path))}:{line}");

    /// <summary>
    /// The lines of a file that are not blank, lazily. The bytes of a line stay as they are until the next one is asked for.
    /// </summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static IEnumerable<InputLine> Lines(string path)
    {
        using var stream = Open(path);
        using var lines = Lines(stream).GetEnumerator();
        while (MoveNext(lines, path))
        {
            var line = lines.Current;
            if (line.IsTooLong || !line.Bytes.Span.Trim(" \t\r"u8).IsEmpty)
            {
                yield return line;
            }
        }
    }

    private static bool MoveNext(IEnumerator<InputLine> lines, string path)
    {
        try
        {
            return lines.MoveNext();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It could be opened all the same: a folder as standard input, a disk that fails.
            throw new InputException($"cannot read {(path == StandardInput ? "stdin" : path)}: {e.Message}");
        }
    }

    private static PolicyCase Parse(ReadOnlyMemory<byte> line, string where)
    {
        try
        {
            return CaseJson.Parse(line.Span);
        }
        catch (CaseFormatException e)
        {
            throw new InputException($"{where}: {e.Message}");
        }
    }

    private static Stream Open(string path)
    {
        if (path == StandardInput)
        {
            return Console.OpenStandardInput();
        }

        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"cannot read {path}: {e.Message}");
        }
    }

    private static IEnumerable<InputLine> Lines(Stream stream)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);

        // [start, end) is unread text, of which [start, scanned) is known to hold no newline.
        var (start, scanned, end) = (0, 0, 0);
        var (number, skipping) = (1L, false);
        try
        {
            while (true)
            {
                var newline = buffer.AsSpan(scanned, end - scanned).IndexOf((byte)'\n');
                if (newline >= 0)
                {
                    newline += scanned;
                    if (!skipping)
                    {
                        yield return new InputLine(number, buffer.AsMemory(start, newline - start));
                    }

                    start = scanned = newline + 1;
                    skipping = false;
                    number++;
                    continue;
                }

                scanned = end;
                if (end - start > MaxLineBytes && !skipping)
                {
                    yield return new InputLine(number, default, IsTooLong: true);
                    skipping = true;
                }

                if (skipping)
                {
                    (start, scanned, end) = (0, 0, 0);
                }
                else if (start > 0)
                {
                    buffer.AsSpan(start, end - start).CopyTo(buffer);
                    (start, scanned, end) = (0, end - start, end - start);
                }

                if (end == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
                    buffer.AsSpan(0, end).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }

                var read = stream.Read(buffer, end, buffer.Length - end);
                if (read == 0)
                {
                    if (end > start)
                    {
                        yield return new InputLine(number, buffer.AsMemory(start, end - start));
                    }

                    yield break;
                }

                end += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

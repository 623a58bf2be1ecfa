using System.Buffers;
using BonVerify.Interchange;

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
    public static IEnumerable<(string Where, PolicyCase Case)> Read(string path)
    {
        using var stream = Open(path);
        var name = path == StandardInput ? "stdin" : Path.GetFileName(path);
        foreach (var (number, line) in Lines(stream, name))
        {
            if (line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            yield return (Where(name, number), Parse(line, Where(name, number)));
        }
    }

    private static string Where(string name, int line) => FormattableString.Invariant($"{name}:{line}");

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

    private static IEnumerable<(int Number, ReadOnlyMemory<byte> Line)> Lines(Stream stream, string name)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);

        // [start, end) is unread text, of which [start, scanned) is known to hold no newline.
        var (start, scanned, end) = (0, 0, 0);
        var number = 1;
        try
        {
            while (true)
            {
                var newline = buffer.AsSpan(scanned, end - scanned).IndexOf((byte)'\n');
                if (newline >= 0)
                {
                    newline += scanned;
                    yield return (number, buffer.AsMemory(start, newline - start));
                    start = scanned = newline + 1;
                    number++;
                    continue;
                }

                scanned = end;

                if (end - start > MaxLineBytes)
                {
                    throw new InputException($"{Where(name, number)}: the line is longer than {MaxLineBytes} bytes; that is the budget of a case.");
                }

                if (start > 0)
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
                        yield return (number, buffer.AsMemory(start, end - start));
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

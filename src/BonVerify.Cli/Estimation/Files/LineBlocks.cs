namespace BonVerify.Cli.Estimation.Files;

/// <summary>Cuts a file of lines into blocks of about a mebibyte, each ending with a line. Where they end depends on the file alone.</summary>
internal static class LineBlocks
{
    private const int BlockBytes = 1 << 20;

    public static IEnumerable<TextBlock> Read(string file, Stream stream, int maxLineBytes)
    {
        var buffer = new byte[BlockBytes];
        var (held, line) = (0, 1L);
        while (true)
        {
            held += stream.ReadAtLeast(buffer.AsSpan(held), buffer.Length - held, throwOnEndOfStream: false);
            var isLast = held < buffer.Length;
            var end = isLast ? held : buffer.AsSpan(0, held).LastIndexOf((byte)'\n') + 1;
            if (end == 0 && !isLast)
            {
                if (held >= maxLineBytes)
                {
                    throw new InputException(FormattableString.Invariant(
                        $"{file}:{line}: the line is longer than {maxLineBytes} bytes; that is the budget of a record."));
                }

                Array.Resize(ref buffer, 2 * buffer.Length);
                continue;
            }

            var next = new byte[BlockBytes < held - end ? buffer.Length : BlockBytes];
            buffer.AsSpan(end, held - end).CopyTo(next);
            if (end > 0)
            {
                yield return new TextBlock(file, buffer.AsMemory(0, end), line, null);
                line += buffer.AsSpan(0, end).Count((byte)'\n');
            }

            if (isLast)
            {
                yield break;
            }

            (buffer, held) = (next, held - end);
        }
    }
}

using System.Collections.Concurrent;

namespace BonVerify.Cli.Estimation.Files;

/// <summary>Cuts a file of lines into blocks of about a mebibyte, each ending with a line. Where they end depends on the file alone.</summary>
internal static class LineBlocks
{
    private const int BlockBytes = 1 << 20;

    // Buffers come back when their records have been read: fresh ones would have to be cleared each time.
    private static readonly ConcurrentBag<byte[]> Spare = [];

    public static IEnumerable<TextBlock> Read(string file, Stream stream, int maxLineBytes)
    {
        var buffer = Rent(BlockBytes);
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

            var next = Rent(Math.Max(BlockBytes, held - end + 1));
            buffer.AsSpan(end, held - end).CopyTo(next);
            if (end > 0)
            {
                var lines = buffer.AsSpan(0, end).Count((byte)'\n');
                yield return new TextBlock(file, buffer.AsMemory(0, end), line, null) { Buffer = buffer };
                line += lines;
            }

            if (isLast)
            {
                yield break;
            }

            (buffer, held) = (next, held - end);
        }
    }

    /// <summary>Takes back the buffer of a block whose records have been read.</summary>
    public static void Return(TextBlock block)
    {
        if (block.Buffer is { Length: BlockBytes } buffer)
        {
            Spare.Add(buffer);
        }
    }

    private static byte[] Rent(int length) =>
        length <= BlockBytes && Spare.TryTake(out var buffer) ? buffer : GC.AllocateUninitializedArray<byte>(length);
}

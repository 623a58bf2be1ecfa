namespace BonVerify.Cli.Checking.Dialogue;

/// <summary>Puts lines together from the pieces in which they arrive, up to a longest line.</summary>
internal sealed class LineSplitter(int maxBytes)
{
    private byte[] rest = new byte[1 << 12];
    private int count;

    /// <summary>What came after the last line end.</summary>
    public byte[] Rest => rest[..count];

    /// <summary>Takes a piece and gives out the lines that it completes; false when a line is too long.</summary>
    public bool Add(ReadOnlySpan<byte> piece, Action<byte[]> take)
    {
        while (piece.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (!Keep(piece[..end]))
            {
                return false;
            }

            take(rest[..count]);
            count = 0;
            piece = piece[(end + 1)..];
        }

        return Keep(piece);
    }

    private bool Keep(ReadOnlySpan<byte> piece)
    {
        if (count + piece.Length > maxBytes)
        {
            return false;
        }

        if (count + piece.Length > rest.Length)
        {
            Array.Resize(ref rest, Math.Max(2 * rest.Length, count + piece.Length));
        }

        piece.CopyTo(rest.AsSpan(count));
        count += piece.Length;
        return true;
    }
}

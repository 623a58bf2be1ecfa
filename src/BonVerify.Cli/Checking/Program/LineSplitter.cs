namespace BonVerify.Cli.Checking.Program;

/// <summary>Puts lines together from the pieces in which they arrive, up to a longest line.</summary>
internal sealed class LineSplitter(int maxBytes)
{
    private readonly MemoryStream rest = new();

    /// <summary>What came after the last line end.</summary>
    public byte[] Rest => rest.ToArray();

    /// <summary>Takes a piece and gives out the lines that it completes; false when a line is too long.</summary>
    public bool Add(ReadOnlySpan<byte> piece, Action<byte[]> take)
    {
        while (piece.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (rest.Length + end > maxBytes)
            {
                return false;
            }

            rest.Write(piece[..end]);
            take(rest.ToArray());
            rest.SetLength(0);
            piece = piece[(end + 1)..];
        }

        rest.Write(piece);
        return rest.Length <= maxBytes;
    }
}

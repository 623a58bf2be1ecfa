namespace BonVerify.Cli.Estimation.Files;

/// <summary>A stream whose beginning can be looked at before it is read; a byte order mark is passed over.</summary>
internal sealed class HeadStream : ReadOnlyStream
{
    private readonly Stream inner;
    private readonly byte[] head;
    private readonly int headLength;
    private readonly int start;
    private int position;

    public HeadStream(Stream inner, int headBytes)
    {
        this.inner = inner;
        head = new byte[headBytes];
        headLength = inner.ReadAtLeast(head, headBytes, throwOnEndOfStream: false);
        position = head.AsSpan(0, headLength).StartsWith("\uFEFF"u8) ? 3 : 0;
        start = position;
    }

    /// <summary>The beginning, without the mark.</summary>
    public ReadOnlySpan<byte> Head => head.AsSpan(start, headLength - start);

    public override int Read(Span<byte> buffer)
    {
        if (position == headLength)
        {
            return inner.Read(buffer);
        }

        var count = Math.Min(buffer.Length, headLength - position);
        head.AsSpan(position, count).CopyTo(buffer);
        position += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

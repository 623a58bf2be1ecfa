namespace BonVerify.Cli;

/// <summary>
/// A stream to read from whose reads end when they are cancelled: a read of standard input from a terminal or a pipe waits for
/// whoever writes, and cannot be ended otherwise. The read that is left behind has a buffer of its own.
/// </summary>
internal sealed class CancellableStream(Stream inner, CancellationToken cancellation) : ReadOnlyStream
{
    private readonly byte[] buffer = new byte[1 << 16];

    /// <exception cref="OperationCanceledException">The read was cancelled.</exception>
    public override int Read(Span<byte> target)
    {
        cancellation.ThrowIfCancellationRequested();
        var most = Math.Min(target.Length, buffer.Length);
        var reading = Task.Run(() => inner.Read(buffer, 0, most), CancellationToken.None);
        Task.WaitAny([reading], cancellation);
        var count = reading.GetAwaiter().GetResult();
        buffer.AsSpan(0, count).CopyTo(target);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !cancellation.IsCancellationRequested)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

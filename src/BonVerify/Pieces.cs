using System.Buffers;

namespace BonVerify;

/// <summary>
/// What is written, in pieces that grow. An array that doubles would, from some size on, make the runtime look through the whole heap each time;
/// an answer may have a hundred thousand values.
/// </summary>
internal sealed class Pieces : IBufferWriter<byte>
{
    private const int FirstLength = 1 << 10;
    private const int LargestLength = 1 << 16;

    private readonly List<ReadOnlyMemory<byte>> full = [];
    private byte[] last = new byte[FirstLength];
    private int written;

    public void Advance(int count) => written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var needed = Math.Max(sizeHint, 1);
        if (last.Length - written < needed)
        {
            full.Add(last.AsMemory(0, written));
            last = new byte[Math.Max(needed, Math.Min(2 * last.Length, LargestLength))];
            written = 0;
        }

        return last.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public ReadOnlyMemory<byte> Whole()
    {
        var rest = last.AsMemory(0, written);
        if (full.Count == 0)
        {
            return rest;
        }

        var whole = new byte[checked(full.Sum(static piece => piece.Length) + written)];
        var end = 0;
        foreach (var piece in full.Append(rest))
        {
            piece.CopyTo(whole.AsMemory(end));
            end += piece.Length;
        }

        return whole;
    }
}

using System.Buffers;

namespace BonVerify.Tests;

public class PiecesTest
{
    /// <summary>Writes of every size, smaller and larger than the pieces, come out as one text in their order.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(1_000_000)]
    public void Whole_ManyWrites_IsAllThatWasWritten(int length)
    {
        var expected = new byte[length];
        new Random(length).NextBytes(expected);
        var pieces = new Pieces();
        for (var (start, size) = (0, 1); start < length; start += size, size = size * 7 % 200_003)
        {
            pieces.Write(expected.AsSpan(start, Math.Min(size, length - start)));
        }

        Assert.True(expected.AsSpan().SequenceEqual(pieces.Whole().Span));
    }
}

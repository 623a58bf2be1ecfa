using System.Globalization;

namespace BonVerify.Cli.Sharding;

/// <summary>One of the parts into which a run is split, each for a machine of its own.</summary>
/// <param name="Index">Which part, from 1.</param>
/// <param name="Count">How many parts there are.</param>
internal readonly record struct Shard(int Index, int Count)
{
    /// <summary>The most parts of a run.</summary>
    public const int MaxCount = 1_000_000;

    private const string Rule = "it must be I/N with whole numbers, I from 1 to N and N up to 1000000, such as 3/7";

    /// <summary>All of a run in one part.</summary>
    public static Shard Whole => new(1, 1);

    /// <summary>Whether there are other parts.</summary>
    public bool IsPart => Count > 1;

    /// <summary>Whether the case with a number from 0 on belongs to this part: every N-th does.</summary>
    public bool Contains(long number) => number % Count == Index - 1;

    /// <summary>Whether a prompt belongs to this part: the 64-bit FNV-1a hash of its bytes in UTF-8, modulo N, is I − 1.</summary>
    public bool Contains(ReadOnlySpan<byte> prompt) => !IsPart || Hash(prompt) % (ulong)Count == (ulong)(Index - 1);

    /// <summary>How many of so many numbers from 0 on belong to this part.</summary>
    public long CountOf(long numbers) => numbers <= Index - 1 ? 0 : (numbers - Index) / Count + 1;

    /// <summary>The number with an index from 0 on among those of this part.</summary>
    public long NumberOf(long index) => Index - 1 + index * Count;

    /// <summary>Reads I/N.</summary>
    /// <param name="name">The option or variable that has the text, for messages.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="InputException">It is no shard.</exception>
    public static Shard Parse(string name, string text) =>
        text.Split('/') is [var index, var count]
        && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && i >= 1 && i <= n && n <= MaxCount
            ? new Shard(i, n)
            : throw new InputException($"{name} is '{text}'; {Rule}.");

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Index}/{Count}");

    /// <summary>FNV-1a with 64 bits.</summary>
    internal static ulong Hash(ReadOnlySpan<byte> text)
    {
        var hash = 0xCBF2_9CE4_8422_2325UL;
        foreach (var octet in text)
        {
            hash = unchecked((hash ^ octet) * 0x0000_0100_0000_01B3UL);
        }

        return hash;
    }
}

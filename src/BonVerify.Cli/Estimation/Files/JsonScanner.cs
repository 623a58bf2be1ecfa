using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BonVerify.Cli.Estimation.Files;

/// <summary>
/// Passes over JSON values without reading them. The runtime's reader looks at every byte of a text that has an escape, as code and
/// long answers do; here only quotes, backslashes and brackets are looked for, many bytes at a time.
/// </summary>
internal static class JsonScanner
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> ScalarEnd = SearchValues.Create(",}] \t\r\n"u8);

    /// <summary>The place of the next byte that is no white space, or the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SkipSpace(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        return at;
    }

    /// <summary>The place behind the text that starts at a quote, and whether it has escapes; -1 when it has no end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int SkipText(ReadOnlySpan<byte> json, int at, out bool isEscaped)
    {
        isEscaped = false;
        at++;
        while (at + Vector256<byte>.Count <= json.Length)
        {
            var block = Vector256.Create(json.Slice(at, Vector256<byte>.Count));
            var quotes = Vector256.Equals(block, Vector256.Create((byte)'"')).ExtractMostSignificantBits();
            var backslashes = Vector256.Equals(block, Vector256.Create((byte)'\\')).ExtractMostSignificantBits();

            // A backslash takes the byte behind it, which may be the first one of the next block.
            var skip = Vector256<byte>.Count;
            while (backslashes != 0)
            {
                var first = BitOperations.TrailingZeroCount(backslashes);
                if (BitOperations.TrailingZeroCount(quotes) < first)
                {
                    break;
                }

                isEscaped = true;
                var others = ~unchecked((uint)(3UL << first));
                quotes &= others;
                backslashes &= others;
                skip = Math.Max(skip, first + 2);
            }

            if (quotes != 0)
            {
                return at + BitOperations.TrailingZeroCount(quotes) + 1;
            }

            at += skip;
        }

        for (; at < json.Length; at++)
        {
            if (json[at] == '"')
            {
                return at + 1;
            }

            if (json[at] == '\\')
            {
                isEscaped = true;
                at++;
            }
        }

        return -1;
    }

    /// <summary>The place behind the value that starts here, or -1 when its brackets or texts have no end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int SkipValue(ReadOnlySpan<byte> json, int at)
    {
        if (at >= json.Length)
        {
            return -1;
        }

        switch (json[at])
        {
            case (byte)'"':
                return SkipText(json, at, out _);
            case not ((byte)'{' or (byte)'['):
                var length = json[at..].IndexOfAny(ScalarEnd);
                return length > 0 ? at + length : -1;
        }

        var depth = 0;
        while (at < json.Length)
        {
            var found = json[at..].IndexOfAny(Structure);
            if (found < 0)
            {
                break;
            }

            at += found;
            if (json[at] == '"')
            {
                at = SkipText(json, at, out _);
                if (at < 0)
                {
                    break;
                }

                continue;
            }

            depth += json[at] is (byte)'{' or (byte)'[' ? 1 : -1;
            at++;
            if (depth == 0)
            {
                return at;
            }
        }

        return -1;
    }
}

using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BonVerify.Numerics;

/// <summary>
/// Fixed-point constants: integers V that stand for V / 2^width, with a stated error in units of 2^−width ("ulp").
/// Computed once for each width that is a multiple of 64 and shifted down from there.
/// </summary>
internal static class FixedPoint
{
    /// <summary>The error bound, in ulp, of every constant handed out here.</summary>
    public const int ConstantError = 2;

    /// <summary>Logarithms of 1 + j/128 are tabulated; j runs from −32 to 64.</summary>
    public const int TableBits = 7;

    /// <summary>The most bits of fixed-point numbers in words: it leaves room for numbers below 8, and for a sign.</summary>
    public const int ShortWidth = UInt256.Size - 6;

    private const int Guard = 32;
    private const int LowestIndex = -(1 << (TableBits - 2));
    private const int TableEntries = (1 << (TableBits - 1)) - LowestIndex + 1;

    private static readonly ConcurrentDictionary<int, BigInteger> Ln2Cache = new();
    private static readonly ConcurrentDictionary<(int Index, int Width), BigInteger> TableCache = new();

    // For each width the table and, at its end, ln 2: few widths occur, and a look-up must cost less than the addition that it is for.
    private static readonly StrongBox<UInt256>?[]?[] ShortTables = new StrongBox<UInt256>?[]?[ShortWidth + 1];

    /// <summary>ln 2, within <see cref="ConstantError"/> ulp.</summary>
    public static BigInteger Ln2(int width)
    {
        var bucket = Bucket(width);
        return Ln2Cache.GetOrAdd(bucket, ComputeLn2) >> (bucket - width);
    }

    /// <summary>ln(1 + index/128), within <see cref="ConstantError"/> ulp.</summary>
    public static BigInteger LnOnePlus(int index, int width)
    {
        if (index == 0)
        {
            return BigInteger.Zero;
        }

        var bucket = Bucket(width);
        return TableCache.GetOrAdd((index, bucket), static key => ComputeLnOnePlus(key.Index, key.Width))
            >> (bucket - width);
    }

    /// <summary><see cref="Ln2(int)"/> in words.</summary>
    /// <param name="width">At most <see cref="ShortWidth"/>.</param>
    public static UInt256 Ln2InWords(int width) => ShortConstant(width, TableEntries, static (width, _) => Ln2(width));

    /// <summary><see cref="LnOnePlus"/> in words, in two's complement.</summary>
    /// <param name="index">The index into the table.</param>
    /// <param name="width">At most <see cref="ShortWidth"/>.</param>
    public static UInt256 LnOnePlusInWords(int index, int width) =>
        ShortConstant(width, index - LowestIndex, static (width, slot) => LnOnePlus(slot + LowestIndex, width));

    private static UInt256 ShortConstant(int width, int slot, Func<int, int, BigInteger> make)
    {
        var table = ShortTables[width] ??= new StrongBox<UInt256>?[TableEntries + 1];
        if (table[slot] is { } known)
        {
            return known.Value;
        }

        var value = make(width, slot);
        var words = UInt256.FromInteger(BigInteger.Abs(value));
        var made = new StrongBox<UInt256>(value.Sign < 0 ? -words : words);
        table[slot] = made;
        return made.Value;
    }

    private static int Bucket(int width) => checked((width + 63) & ~63);

    // ln 2 = 18 artanh(1/26) − 2 artanh(1/4801) + 8 artanh(1/8749).
    private static BigInteger ComputeLn2(int width)
    {
        var w = width + Guard;
        return (18 * ArTanh(1, 26, w) - 2 * ArTanh(1, 4801, w) + 8 * ArTanh(1, 8749, w)) >> Guard;
    }

    // ln((128 + j)/128) = 2 artanh(j/(256 + j)).
    private static BigInteger ComputeLnOnePlus(int index, int width) =>
        (2 * ArTanh(index, 2 * (1 << TableBits) + index, width + Guard)) >> Guard;

    /// <summary>
    /// artanh(p/q) for |p/q| ≤ 1/5 in fixed point: each of the fewer than width/4 + 2 terms is cut once for the power
    /// and once for the division, so the error is below width ulp, far less than the guard bits that the callers drop.
    /// </summary>
    private static BigInteger ArTanh(int p, int q, int width)
    {
        var square = (BigInteger)p * p;
        var squareOver = (BigInteger)q * q;
        var power = (BigInteger.Abs(p) << width) / q;
        var sum = BigInteger.Zero;
        for (var odd = 1; !power.IsZero; odd += 2)
        {
            sum += power / odd;
            power = power * square / squareOver;
        }

        return p < 0 ? -sum : sum;
    }
}

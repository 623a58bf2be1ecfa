using System.Collections.Concurrent;
using System.Numerics;

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

    private const int Guard = 32;

    private static readonly ConcurrentDictionary<int, BigInteger> Ln2Cache = new();
    private static readonly ConcurrentDictionary<(int Index, int Width), BigInteger> TableCache = new();

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

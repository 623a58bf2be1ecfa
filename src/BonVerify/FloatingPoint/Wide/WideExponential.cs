using System.Numerics;
using System.Runtime.CompilerServices;
using BonVerify.Numerics;

namespace BonVerify.FloatingPoint.Wide;

/// <summary>e^−x for numbers of 128 bits, with a relative error of at most <see cref="WideErrors.Exponential"/> and as many units as x is large.</summary>
/// <remarks>
/// x = k ln 2 + r; two tabulated factors take the first bits of r, and a short series what is left of it, below 2^−14. The parts
/// before the point of x and of k ln 2 need not be known: r is below 1, so that their difference may wrap round.
/// </remarks>
internal static class WideExponential
{
    /// <summary>From 2^20 on e^−x is not evaluated: it is below 2^−<see cref="NegligibleBits"/>.</summary>
    public const int LargestExponent = 20;

    /// <summary>What e^−x is then below the power of: 2^20/ln 2 is above 1.5 million.</summary>
    public const long NegligibleBits = 1_500_000;

    private const int IndexBits = 7;
    private const int Terms = 9;

    private static readonly UInt128 Ln2 = (UInt128)(FixedPoint.Ln2(136) >> 8);
    private static readonly WideFloat[] Coarse = Table(IndexBits);
    private static readonly WideFloat[] Fine = Table(2 * IndexBits);

    // 1/k! with 127 bits after the point.
    private static readonly UInt128[] Inverses = [.. Enumerable.Range(0, Terms + 1).Select(static k =>
        (UInt128)((BigInteger.One << 127) / Enumerable.Range(1, k).Aggregate(BigInteger.One, static (product, i) => product * i)))];

    /// <summary>e^−x for x of at least 0; 0 where x is 2^20 or more.</summary>
    public static WideFloat OfNegative(WideFloat x)
    {
        if (x.Exponent >= LargestExponent)
        {
            return WideFloat.Zero;
        }

        // An x below 2^−128 has no bit after the point that is kept: e^−x is 1 within half a unit.
        if (x.Exponent < -128)
        {
            return WideFloat.One;
        }

        var power = (long)(x.ToDouble() / Math.Log(2));
        var rest = unchecked(Fraction(x) - (UInt128)power * Ln2);

        // The double may be one too large: what wraps round to below 0 is next to 1, and any other rest is at most ln 2.
        if (rest >> 126 == 3)
        {
            power--;
            rest = unchecked(rest + Ln2);
        }

        var coarse = Coarse[(int)(rest >> (128 - IndexBits))];
        var fine = Fine[(int)(rest >> (128 - 2 * IndexBits)) & ((1 << IndexBits) - 1)];
        return (coarse * fine * WideFloat.Normalized(Series(rest & ((UInt128.One << (128 - 2 * IndexBits)) - 1)), 0)).Scale(-power);
    }

    /// <summary>What x has after the point, in 128 bits.</summary>
    private static UInt128 Fraction(WideFloat x) =>
        x.Exponent < 0 ? x.Mantissa >> (int)(-1 - x.Exponent) : unchecked(x.Mantissa << (int)(x.Exponent + 1));

    /// <summary>Σ (−z)^k/k! with 127 bits after the point, z having 128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static UInt128 Series(UInt128 z)
    {
        var sum = Inverses[Terms];
        for (var k = Terms - 1; k >= 0; k--)
        {
            sum = Inverses[k] - WideLogarithm.HighProduct(sum, z);
        }

        return sum;
    }

    /// <summary>e^−(i/2^bits).</summary>
    private static WideFloat[] Table(int bits) => [.. Enumerable.Range(0, 1 << IndexBits).Select(i => i == 0
        ? WideFloat.One
        : WideFloat.FromDyadic(Enclosure.Exp(Enclosure.Exactly(new Dyadic(-i, -bits)), 160).Lower))];
}

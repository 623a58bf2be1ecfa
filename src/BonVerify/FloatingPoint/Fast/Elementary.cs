using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Fast;

/// <summary>Logarithm and exponential in double precision, for the fast path: errors of one or two ulp.</summary>
internal static class Elementary<L>
    where L : struct, ILanes<L>
{
    private const double Ln2 = 0.6931471805599453;
    private const double SixteenthOfLn2High = 0.04332169878489367;
    private const double SixteenthOfLn2Low = 1.0291218489310676e-13;

    /// <summary>2^(j/16).</summary>
    private static readonly double[] Roots = [.. Enumerable.Range(0, 16).Select(static j => Math.Pow(2, j / 16.0))];

    /// <summary>ln F from the shares above and below a boundary, which are 1 − F and F; at F = 0, the logarithm of 2^−1000.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L LnShare(L above, L below)
    {
        // F = f + rest, from the smaller share; f = 2^k m, m as in LogarithmTable; z = (f + rest) 2^−k r − 1.
        var difference = L.Create(1) - above;
        var rest = L.WhereLess(below, above, L.Create(0), (L.Create(1) - difference) - above);
        var f = L.Max(L.WhereLess(below, above, below, difference), L.Create(9.332636185032189e-302));
        var offset = L.AddBits(f, (1023L << 52) - LogarithmTable.Start);
        var biased = L.ShiftBitsRight(offset, 52);
        var exponent = L.AddBits(biased, BitConverter.DoubleToInt64Bits(4503599627370496.0)) - L.Create(4503599627370496.0 + 1023);
        var interval = L.ShiftBitsRight(offset, 48);
        var scale = L.ShiftBitsLeft(L.SubtractBits(L.Create(BitConverter.Int64BitsToDouble(2046)), biased), 52);
        var reciprocal = L.Lookup(ref MemoryMarshal.GetArrayDataReference(LogarithmTable.Reciprocal), interval) * scale;
        var table = L.Lookup(ref MemoryMarshal.GetArrayDataReference(LogarithmTable.Nearest), interval);
        var z = L.FusedMultiplyAdd(rest, reciprocal, L.FusedMultiplyAdd(f, reciprocal, L.Create(-1)));

        // ln(1 + z) = z + z² (−1/2 + z/3 − … + z⁹/11), even and odd powers apart.
        var z2 = z * z;
        var even = L.FusedMultiplyAdd(z2, L.Create(-1 / 10.0), L.Create(-1 / 8.0));
        var odd = L.FusedMultiplyAdd(z2, L.Create(1 / 11.0), L.Create(1 / 9.0));
        even = L.FusedMultiplyAdd(z2, even, L.Create(-1 / 6.0));
        odd = L.FusedMultiplyAdd(z2, odd, L.Create(1 / 7.0));
        even = L.FusedMultiplyAdd(z2, even, L.Create(-1 / 4.0));
        odd = L.FusedMultiplyAdd(z2, odd, L.Create(1 / 5.0));
        even = L.FusedMultiplyAdd(z2, even, L.Create(-1 / 2.0));
        odd = L.FusedMultiplyAdd(z2, odd, L.Create(1 / 3.0));
        var tail = L.FusedMultiplyAdd(z2, L.FusedMultiplyAdd(z, odd, even), z);
        return L.FusedMultiplyAdd(exponent, L.Create(Ln2), table) + tail;
    }

    /// <summary>ln(1 − x) for x in [0, 1/256].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L LnOneMinusSmall(L x)
    {
        var q = L.FusedMultiplyAdd(x, L.Create(1 / 7.0), L.Create(1 / 6.0));
        q = L.FusedMultiplyAdd(x, q, L.Create(1 / 5.0));
        q = L.FusedMultiplyAdd(x, q, L.Create(1 / 4.0));
        q = L.FusedMultiplyAdd(x, q, L.Create(1 / 3.0));
        q = L.FusedMultiplyAdd(x, q, L.Create(1 / 2.0));
        return -L.FusedMultiplyAdd(x * x, q, x);
    }

    /// <summary>e^v for v ≤ 700; below −690, e^−690.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Exp(L v)
    {
        // v = k ln 2/16 + r.
        v = L.Max(v, L.Create(-690));
        var shifted = L.FusedMultiplyAdd(v, L.Create(16 / Ln2), L.Create(Rounding.ToInteger));
        var k = shifted - L.Create(Rounding.ToInteger);
        var r = L.FusedMultiplyAdd(k, L.Create(-SixteenthOfLn2High), v);
        r = L.FusedMultiplyAdd(k, L.Create(-SixteenthOfLn2Low), r);
        var root = L.Lookup(ref MemoryMarshal.GetArrayDataReference(Roots), shifted);
        var power = L.AddBits(root, L.ShiftBitsLeft(L.ShiftBitsRight(shifted, 4), 52));
        var q = L.FusedMultiplyAdd(r, L.Create(1 / 5040.0), L.Create(1 / 720.0));
        q = L.FusedMultiplyAdd(r, q, L.Create(1 / 120.0));
        q = L.FusedMultiplyAdd(r, q, L.Create(1 / 24.0));
        q = L.FusedMultiplyAdd(r, q, L.Create(1 / 6.0));
        q = L.FusedMultiplyAdd(r, q, L.Create(0.5));
        return L.FusedMultiplyAdd(power, L.FusedMultiplyAdd(r * r, q, r), power);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BonVerify.FloatingPoint.Pairs;

/// <content>The logarithm.</content>
internal readonly partial struct DoubleDouble<L>
{
    private const double TwoTo52 = 4503599627370496.0;
    private const double ThirdLow = 1.850371707708594e-17;
    private const double FifthLow = -1.1102230246251566e-17;

    /// <summary>ln t for a positive t whose high part is a normal double; see the proofs for the relative error.</summary>
    /// <remarks>
    /// t = 2^k m with m in [0.734375, 1.46875); z = m r − 1 with r from the table, exactly for r = 1; |z| ≤ 1/32;
    /// ln m = −ln r + 2 atanh(s), s = z/(2 + z).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> Ln(DoubleDouble<L> t)
    {
        var z = Reduce(t, out var table);
        return Join(TwiceAtanh(OverTwoPlus(z)), table);
    }

    /// <summary>z, |z| ≤ 1/32, and what is to be added to ln(1 + z): k ln 2 − ln r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> Reduce(DoubleDouble<L> t, out DoubleDouble<L> table)
    {
        // Patterns relative to the left end of the table's range: the exponent, biased by 1023, then the interval.
        var offset = L.AddBits(t.High, (1023L << 52) - LogarithmTable.Start);
        var biased = L.ShiftBitsRight(offset, 52);
        var exponent = L.AddBits(biased, BitConverter.DoubleToInt64Bits(TwoTo52)) - L.Create(TwoTo52 + 1023);
        var interval = L.ShiftBitsRight(offset, 48);
        var scale = L.ShiftBitsLeft(L.SubtractBits(L.Create(BitConverter.Int64BitsToDouble(2046)), biased), 52);
        var reciprocal = L.Lookup(ref MemoryMarshal.GetArrayDataReference(LogarithmTable.Reciprocal), interval);
        var high = L.Lookup(ref MemoryMarshal.GetArrayDataReference(LogarithmTable.High), interval);
        var low = L.Lookup(ref MemoryMarshal.GetArrayDataReference(LogarithmTable.Low), interval);

        var scaled = t.High * scale;
        var product = scaled * reciprocal;
        var error = L.FusedMultiplySubtract(scaled, reciprocal, product);
        table = new DoubleDouble<L>(
            L.FusedMultiplyAdd(exponent, L.Create(LogarithmTable.Ln2High), high),
            L.FusedMultiplyAdd(exponent, L.Create(LogarithmTable.Ln2Low), low));
        return FastTwoSum(product - L.Create(1), L.FusedMultiplyAdd(t.Low * scale, reciprocal, error));
    }

    /// <summary>ln(1 + z) and what is to be added to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> Join(DoubleDouble<L> logarithm, DoubleDouble<L> table)
    {
        var sum = FastTwoSum(table.High, logarithm.High);
        return FastTwoSum(sum.High, sum.Low + (table.Low + logarithm.Low));
    }

    /// <summary>s = z/(2 + z) for |z| ≤ 1/32, by one division and a correction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> OverTwoPlus(DoubleDouble<L> z)
    {
        var sum = FastTwoSum(L.Create(2), z.High);
        var reciprocal = L.Create(1) / sum.High;
        var quotient = z.High * reciprocal;
        var remainder = L.FusedSubtractProduct(quotient, sum.High, z.High)
            + L.FusedSubtractProduct(quotient, sum.Low + z.Low, z.Low);
        return FastTwoSum(quotient, remainder * reciprocal);
    }

    /// <summary>2 atanh s = ln(1 + z) for s = z/(2 + z), |z| ≤ 1/32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> TwiceAtanh(DoubleDouble<L> s)
    {
        var y = Square(s);
        return TwiceAtanh(s, Series(y, Tail(y.High)));
    }

    /// <summary>2s + 2s·w, w being small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> TwiceAtanh(DoubleDouble<L> s, DoubleDouble<L> w)
    {
        var twice = new DoubleDouble<L>(s.High + s.High, s.Low + s.Low);
        var correction = Multiply(twice, w);
        var result = FastTwoSum(twice.High, correction.High);
        return FastTwoSum(result.High, result.Low + (twice.Low + correction.Low));
    }

    /// <summary>1/7 + y/9 + … + y⁵/17 for y = s² ≤ 2^−12.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Tail(L y)
    {
        var tail = L.FusedMultiplyAdd(y, L.Create(1 / 17.0), L.Create(1 / 15.0));
        tail = L.FusedMultiplyAdd(y, tail, L.Create(1 / 13.0));
        tail = L.FusedMultiplyAdd(y, tail, L.Create(1 / 11.0));
        tail = L.FusedMultiplyAdd(y, tail, L.Create(1 / 9.0));
        return L.FusedMultiplyAdd(y, tail, L.Create(1 / 7.0));
    }

    /// <summary>y (1/3 + y (1/5 + y·tail)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> Series(DoubleDouble<L> y, L tail)
    {
        var fifth = FastTwoSum(L.Create(1 / 5.0), y.High * tail);
        fifth = new(fifth.High, fifth.Low + L.Create(FifthLow));
        var inner = Multiply(y, fifth);
        var third = FastTwoSum(L.Create(1 / 3.0), inner.High);
        third = new(third.High, third.Low + (inner.Low + L.Create(ThirdLow)));
        return Multiply(y, third);
    }
}

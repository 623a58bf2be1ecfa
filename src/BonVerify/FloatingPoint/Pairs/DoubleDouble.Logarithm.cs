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
        var error = L.FusedMultiplyAdd(scaled, reciprocal, -product);
        var z = FastTwoSum(product - L.Create(1), L.FusedMultiplyAdd(t.Low * scale, reciprocal, error));

        var logarithm = TwiceAtanh(z);
        var table = new DoubleDouble<L>(
            L.FusedMultiplyAdd(exponent, L.Create(LogarithmTable.Ln2High), high),
            L.FusedMultiplyAdd(exponent, L.Create(LogarithmTable.Ln2Low), low));
        var sum = FastTwoSum(table.High, logarithm.High);
        return FastTwoSum(sum.High, sum.Low + (table.Low + logarithm.Low));
    }

    /// <summary>ln(1 + z) for |z| ≤ 1/32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble<L> TwiceAtanh(DoubleDouble<L> z)
    {
        // s = z/(2 + z), by one division and a correction.
        var sum = FastTwoSum(L.Create(2), z.High);
        var reciprocal = L.Create(1) / sum.High;
        var quotient = z.High * reciprocal;
        var remainder = L.FusedMultiplyAdd(-quotient, sum.High, z.High)
            + L.FusedMultiplyAdd(-quotient, sum.Low + z.Low, z.Low);
        var s = FastTwoSum(quotient, remainder * reciprocal);

        // 2 atanh s = 2s + 2s·y (1/3 + y (1/5 + y (1/7 + …))), y = s² ≤ 2^−12.
        var y = Square(s);
        var y1 = y.High;
        var tail = L.FusedMultiplyAdd(y1, L.Create(1 / 17.0), L.Create(1 / 15.0));
        tail = L.FusedMultiplyAdd(y1, tail, L.Create(1 / 13.0));
        tail = L.FusedMultiplyAdd(y1, tail, L.Create(1 / 11.0));
        tail = L.FusedMultiplyAdd(y1, tail, L.Create(1 / 9.0));
        tail = L.FusedMultiplyAdd(y1, tail, L.Create(1 / 7.0));
        var fifth = FastTwoSum(L.Create(1 / 5.0), y1 * tail);
        fifth = new(fifth.High, fifth.Low + L.Create(FifthLow));
        var inner = Multiply(y, fifth);
        var third = FastTwoSum(L.Create(1 / 3.0), inner.High);
        third = new(third.High, third.Low + (inner.Low + L.Create(ThirdLow)));
        var twice = new DoubleDouble<L>(s.High + s.High, s.Low + s.Low);
        var correction = Multiply(twice, Multiply(y, third));
        var result = FastTwoSum(twice.High, correction.High);
        return FastTwoSum(result.High, result.Low + (twice.Low + correction.Low));
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;

namespace BonVerify.FloatingPoint.Integers;

/// <summary>Sums of products of integers of many limbs with ones of few; limbs as in <see cref="IntegerLimbs"/>, side by side in the lanes.</summary>
/// <remarks>
/// A product of limbs is added to an accumulator near 1.5·2^94, whose last bit is 2^42, and leaves there a multiple of 2^42;
/// what was lost is recovered exactly. Proved in <c>proofs/FloatingPoint.md</c>, lemma 33.
/// </remarks>
internal static class LimbColumns<L>
    where L : struct, ILanes<L>
{
    private const double RoundToRadix = Rounding.ToInteger * (1L << IntegerLimbs.Bits);

    /// <summary>Σ row·number, which is at least 0.</summary>
    /// <param name="rows">The rows one after another; each begins with so many zeros as a number has limbs.</param>
    /// <param name="stride">The length of a row, its zeros included.</param>
    /// <param name="numbers">As many numbers.</param>
    /// <param name="count">The limbs of a number; there are at most 2^11 in all of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static BigInteger Sum(double[] rows, int stride, double[] numbers, int count)
    {
        var columns = stride - count;
        var (high, low) = (new double[columns], new double[columns]);
        var bias = L.Create(RoundToRadix);
        for (var k = 0; k < columns; k += 4 * L.Count)
        {
            var (h0, h1, h2, h3) = (bias, bias, bias, bias);
            var l0 = L.Create(0);
            var (l1, l2, l3) = (l0, l0, l0);
            var row = k + count;
            for (var j = 0; j < numbers.Length; j += count)
            {
                // Limb i of the number meets the limb of the row that is i below.
                ref var start = ref Unsafe.Add(ref rows[0], row);
                ref var number = ref numbers[j];
                for (var i = 0; i < count; i++)
                {
                    var factor = L.Create(Unsafe.Add(ref number, i));
                    var a0 = L.Load(ref start, unchecked(-i));
                    var a1 = L.Load(ref start, unchecked(L.Count - i));
                    var a2 = L.Load(ref start, unchecked(2 * L.Count - i));
                    var a3 = L.Load(ref start, unchecked(3 * L.Count - i));
                    var n0 = L.FusedMultiplyAdd(a0, factor, h0);
                    var n1 = L.FusedMultiplyAdd(a1, factor, h1);
                    var n2 = L.FusedMultiplyAdd(a2, factor, h2);
                    var n3 = L.FusedMultiplyAdd(a3, factor, h3);
                    l0 += L.FusedMultiplyAdd(a0, factor, h0 - n0);
                    l1 += L.FusedMultiplyAdd(a1, factor, h1 - n1);
                    l2 += L.FusedMultiplyAdd(a2, factor, h2 - n2);
                    l3 += L.FusedMultiplyAdd(a3, factor, h3 - n3);
                    (h0, h1, h2, h3) = (n0, n1, n2, n3);
                }

                row += stride;
            }

            L.Store(h0 - bias, ref high[k], 0);
            L.Store(h1 - bias, ref high[k], L.Count);
            L.Store(h2 - bias, ref high[k], 2 * L.Count);
            L.Store(h3 - bias, ref high[k], 3 * L.Count);
            L.Store(l0, ref low[k], 0);
            L.Store(l1, ref low[k], L.Count);
            L.Store(l2, ref low[k], 2 * L.Count);
            L.Store(l3, ref low[k], 3 * L.Count);
        }

        return IntegerLimbs.ToInteger(high, low);
    }
}

using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Certified;

/// <summary>The inner loops over cells, all in double-double arithmetic.</summary>
/// <remarks>
/// The loops are separate, with buffers between them, so that each fits the registers and the compiler inlines all of it.
/// Counts are multiples of <see cref="ILanes{T}.Count"/>.
/// </remarks>
internal static class CellKernel<L>
    where L : struct, ILanes<L>
{
    /// <summary>The density ratios h_n(F, F₋) of a block of integer weights, at most 2^53 in total, from the top down.</summary>
    /// <param name="weights">Integer weights, ascending.</param>
    /// <param name="count">How many.</param>
    /// <param name="above">The weight above the block.</param>
    /// <param name="total">The total weight.</param>
    /// <param name="stop">Cells with at least so much weight above and in them are left out.</param>
    /// <param name="n">At least 2.</param>
    /// <param name="high">Receives the high parts.</param>
    /// <param name="low">Receives the low parts.</param>
    /// <returns>The first index that was not left out, and the weight from there up.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (int First, double Above) Ratios(
        ref double weights, int count, double above, double total, double stop, int n, ref double high, ref double low)
    {
        var whole = L.Create(total);
        var reciprocal = L.Create(1 / total);
        var one = DoubleDouble<L>.Create(1);
        while (count > 0 && above < stop)
        {
            count -= L.Count;
            var weight = L.Load(ref weights, count);
            var tail = L.Create(above) + L.SumFromTop(weight);
            var below = whole - tail;
            var ratio = PowerLadder.Quotient(
                DoubleDouble<L>.Divide(below + weight, whole, reciprocal),
                DoubleDouble<L>.Divide(below, whole, reciprocal),
                one,
                n);
            L.Store(ratio.High, ref high, count);
            L.Store(ratio.Low, ref low, count);
            above = L.First(tail);
        }

        return (count, above);
    }

    /// <summary>The density ratios h_n(F, F₋) of a block, F given as pairs.</summary>
    /// <param name="below">The high part of the share below each cell, and of the share above the last one.</param>
    /// <param name="belowLow">Their low parts.</param>
    /// <param name="count">How many cells.</param>
    /// <param name="n">At least 2.</param>
    /// <param name="high">Receives the high parts.</param>
    /// <param name="low">Receives the low parts.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Ratios(ref double below, ref double belowLow, int count, int n, ref double high, ref double low)
    {
        var one = DoubleDouble<L>.Create(1);
        for (var i = 0; i < count; i += L.Count)
        {
            var ratio = PowerLadder.Quotient(
                new DoubleDouble<L>(L.Load(ref below, i + 1), L.Load(ref belowLow, i + 1)),
                new(L.Load(ref below, i), L.Load(ref belowLow, i)),
                one,
                n);
            L.Store(ratio.High, ref high, i);
            L.Store(ratio.Low, ref low, i);
        }
    }

    /// <summary>Adds Σ w ψ(t), ψ(t) = t ln t − t + 1, to one double-double sum per lane.</summary>
    /// <param name="weights">The high parts of the weights w.</param>
    /// <param name="rests">Their low parts.</param>
    /// <param name="high">The high parts of the ratios t.</param>
    /// <param name="low">Their low parts.</param>
    /// <param name="count">How many.</param>
    /// <param name="sumHigh">The high parts of the sums.</param>
    /// <param name="sumLow">Their low parts.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddPsi(
        ref double weights,
        ref double rests,
        ref double high,
        ref double low,
        int count,
        ref double sumHigh,
        ref double sumLow)
    {
        var sum = L.Load(ref sumHigh, 0);
        var rest = L.Load(ref sumLow, 0);
        for (var i = 0; i < count; i += L.Count)
        {
            var psi = DoubleDouble<L>.Psi(new(L.Load(ref high, i), L.Load(ref low, i)));
            var term = DoubleDouble<L>.Multiply(psi, new DoubleDouble<L>(L.Load(ref weights, i), L.Load(ref rests, i)));
            var partial = DoubleDouble<L>.TwoSum(sum, term.High);
            sum = partial.High;
            rest += partial.Low + term.Low;
        }

        var total = DoubleDouble<L>.TwoSum(sum, rest);
        L.Store(total.High, ref sumHigh, 0);
        L.Store(total.Low, ref sumLow, 0);
    }
}

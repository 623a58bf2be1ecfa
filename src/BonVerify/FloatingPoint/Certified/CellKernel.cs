using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    /// <summary>The density ratios h_n(F, F₋) of a block of integer weights, from the top down.</summary>
    /// <param name="weights">Integer weights, ascending.</param>
    /// <param name="above">The weight above the block.</param>
    /// <param name="descent">The way down.</param>
    /// <param name="ratios">Receives the ratios.</param>
    /// <returns>The first index that was not left out, and the weight from there up.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (int First, double Above) Ratios(
        ReadOnlySpan<double> weights, double above, in IntegerDescent descent, PairBuffer ratios)
    {
        ref var start = ref MemoryMarshal.GetReference(weights);
        var (total, stop, n) = descent;
        var whole = L.Create(total);
        var reciprocal = L.Create(1 / total);
        var one = DoubleDouble<L>.Create(1);
        var first = weights.Length;
        while (first > 0 && above < stop)
        {
            first -= L.Count;
            var weight = L.Load(ref start, first);
            var tail = L.Create(above) + L.SumFromTop(weight);
            var below = whole - tail;
            var ratio = PowerLadder.Quotient(
                DoubleDouble<L>.Divide(below + weight, whole, reciprocal),
                DoubleDouble<L>.Divide(below, whole, reciprocal),
                one,
                n);
            ratios.Store(ratio, first);
            above = L.First(tail);
        }

        return (first, above);
    }

    /// <summary>The density ratios h_n(F, F₋) of a block, F given as pairs.</summary>
    /// <param name="below">The share below each cell, and the share below and in the last one.</param>
    /// <param name="count">How many cells.</param>
    /// <param name="n">At least 2.</param>
    /// <param name="ratios">Receives the ratios.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Ratios(PairBuffer below, int count, int n, PairBuffer ratios)
    {
        var one = DoubleDouble<L>.Create(1);
        for (var i = 0; i < count; i += L.Count)
        {
            ratios.Store(PowerLadder.Quotient(below.Load<L>(i + 1), below.Load<L>(i), one, n), i);
        }
    }

    /// <summary>Adds Σ w ψ(t), ψ(t) = t ln t − t + 1, to a sum per lane.</summary>
    /// <param name="weights">The weights w.</param>
    /// <param name="ratios">The ratios t.</param>
    /// <param name="count">How many.</param>
    /// <param name="sums">The sums.</param>
    public static void AddPsi(PairBuffer weights, PairBuffer ratios, int count, ref DoubleDouble<L> sums) =>
        Add(default(DivergenceTerm), weights, ratios, ratios, count, ref sums);

    /// <summary>Adds Σ w f to a sum per lane.</summary>
    /// <param name="term">f.</param>
    /// <param name="weights">The weights w.</param>
    /// <param name="ratios">The ratios t.</param>
    /// <param name="below">The share below each cell, and the share below and in the last one.</param>
    /// <param name="count">How many.</param>
    /// <param name="sums">The sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(T term, PairBuffer weights, PairBuffer ratios, PairBuffer below, int count, ref DoubleDouble<L> sums)
        where T : struct, ICellTerm
    {
        var (sum, rest) = (sums.High, sums.Low);
        for (var i = 0; i < count; i += L.Count)
        {
            var value = DoubleDouble<L>.Multiply(
                term.Of(ratios.Load<L>(i), below.Load<L>(i), below.Load<L>(i + 1)), weights.Load<L>(i));
            var partial = DoubleDouble<L>.TwoSum(sum, value.High);
            sum = partial.High;
            rest += partial.Low + value.Low;
        }

        sums = DoubleDouble<L>.TwoSum(sum, rest);
    }
}

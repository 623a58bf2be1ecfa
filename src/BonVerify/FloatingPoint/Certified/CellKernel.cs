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
    /// <summary>The shares F₋ of a block of integer weights, from the top down, and that of all up to its end.</summary>
    /// <param name="weights">Integer weights, ascending.</param>
    /// <param name="above">The weight above the block.</param>
    /// <param name="descent">The way down.</param>
    /// <param name="shares">Receives the shares below each cell, and behind them, in every lane, the one up to and in the last cell.</param>
    /// <returns>The first index that was not left out, and the weight from there up.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static (int First, double Above) Shares(ReadOnlySpan<double> weights, double above, in IntegerDescent descent, PairBuffer shares)
    {
        ref var start = ref MemoryMarshal.GetReference(weights);
        var (total, stop) = descent;
        var whole = L.Create(total);
        var reciprocal = L.Create(1 / total);
        var first = weights.Length;
        shares.Store(DoubleDouble<L>.Divide(L.Create(total - above), whole, reciprocal), first);
        while (first > 0 && above < stop)
        {
            first -= L.Count;
            var tail = L.Create(above) + L.SumFromTop(L.Load(ref start, first));
            shares.Store(DoubleDouble<L>.Divide(whole - tail, whole, reciprocal), first);
            above = L.First(tail);
        }

        return (first, above);
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
    [SkipLocalsInit]
    public static void Add<T>(T term, PairBuffer weights, PairBuffer ratios, PairBuffer below, int count, ref DoubleDouble<L> sums)
        where T : struct, ICellTerm
    {
        scoped var logarithms = ratios;
        if (T.HasLogarithm)
        {
            logarithms = new(Alignment.Aligned(stackalloc double[2 * CertifiedEvaluation<L>.Block + Alignment.Extra])[..(2 * CertifiedEvaluation<L>.Block)]);
            LogarithmKernel<L>.Logarithms(ratios, count, logarithms);
        }

        AddTerms(term, weights, ratios, logarithms, below, count, ref sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddTerms<T>(
        T term, PairBuffer weights, PairBuffer ratios, PairBuffer logarithms, PairBuffer below, int count, ref DoubleDouble<L> sums)
        where T : struct, ICellTerm
    {
        var (sum, rest) = (sums.High, sums.Low);
        for (var i = 0; i < count; i += L.Count)
        {
            var value = DoubleDouble<L>.Multiply(
                term.Of(ratios.Load<L>(i), logarithms.Load<L>(i), below.Load<L>(i), below.Load<L>(i + 1)), weights.Load<L>(i));
            var partial = DoubleDouble<L>.TwoSum(sum, value.High);
            sum = partial.High;
            rest += partial.Low + value.Low;
        }

        sums = DoubleDouble<L>.TwoSum(sum, rest);
    }
}

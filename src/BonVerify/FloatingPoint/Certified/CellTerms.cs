using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Certified;

/// <summary>t ln t − t + 1, for KL.</summary>
internal readonly struct DivergenceTerm : ICellTerm
{
    /// <inheritdoc/>
    public static bool IsOneAtZero => true;

    /// <inheritdoc/>
    public static bool CountsAll => false;

    /// <inheritdoc/>
    public static bool HasLogarithm => true;

    /// <inheritdoc/>
    public void Weigh<L>(PairBuffer weights, int start, int count)
        where L : struct, ILanes<L>
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DoubleDouble<L> Of<L>(DoubleDouble<L> ratio, DoubleDouble<L> logarithm, DoubleDouble<L> below, DoubleDouble<L> upTo)
        where L : struct, ILanes<L> => DoubleDouble<L>.Psi(ratio, logarithm);
}

/// <summary>(t − 1)², for χ².</summary>
internal readonly struct SquareTerm : ICellTerm
{
    /// <inheritdoc/>
    public static bool IsOneAtZero => true;

    /// <inheritdoc/>
    public static bool CountsAll => false;

    /// <inheritdoc/>
    public static bool HasLogarithm => false;

    /// <inheritdoc/>
    public void Weigh<L>(PairBuffer weights, int start, int count)
        where L : struct, ILanes<L>
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DoubleDouble<L> Of<L>(DoubleDouble<L> ratio, DoubleDouble<L> logarithm, DoubleDouble<L> below, DoubleDouble<L> upTo)
        where L : struct, ILanes<L> => DoubleDouble<L>.Square(DoubleDouble<L>.MinusOne(ratio));
}

/// <summary>t, for a mean over best-of-n of factors, one for each cell.</summary>
/// <param name="factors">The factors, at most 1 in magnitude.</param>
internal readonly struct FactorTerm(double[] factors) : ICellTerm
{
    /// <inheritdoc/>
    public static bool IsOneAtZero => false;

    /// <inheritdoc/>
    public static bool CountsAll => false;

    /// <inheritdoc/>
    public static bool HasLogarithm => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Weigh<L>(PairBuffer weights, int start, int count)
        where L : struct, ILanes<L>
    {
        for (var i = 0; i < count; i++)
        {
            weights.Store(DoubleDouble<Lanes1>.Multiply(weights.Load<Lanes1>(i), Lanes1.Create(factors[start + i])), i);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DoubleDouble<L> Of<L>(DoubleDouble<L> ratio, DoubleDouble<L> logarithm, DoubleDouble<L> below, DoubleDouble<L> upTo)
        where L : struct, ILanes<L> => ratio;
}

/// <summary>t, for the mean of the estimator d_n(p) over best-of-n.</summary>
/// <param name="n">The number of draws, at least 2.</param>
/// <param name="reciprocal">What turns weights into masses.</param>
internal readonly struct EstimatorTerm(int n, CompensatedSum reciprocal) : ICellTerm
{
    private readonly CompensatedSum limit = EstimatorKernel<Lanes1>.Limit(n);

    /// <inheritdoc/>
    public static bool IsOneAtZero => false;

    /// <inheritdoc/>
    public static bool CountsAll => false;

    /// <inheritdoc/>
    public static bool HasLogarithm => false;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Weigh<L>(PairBuffer weights, int start, int count)
        where L : struct, ILanes<L>
    {
        var buffer = Alignment.Aligned(stackalloc double[2 * EstimatorKernel<L>.Most + Alignment.Extra]);
        var values = new PairBuffer(buffer[..(2 * EstimatorKernel<L>.Most)]);
        var padded = (count + L.Count - 1) / L.Count * L.Count;
        var factor = DoubleDouble<L>.Create(reciprocal.High, reciprocal.Low);
        for (var i = 0; i < padded; i += L.Count)
        {
            values.Store(DoubleDouble<L>.Multiply(weights.Load<L>(i), factor), i);
        }

        EstimatorKernel<L>.Evaluate(values, padded, n, limit);
        for (var i = 0; i < padded; i += L.Count)
        {
            weights.Store(DoubleDouble<L>.Multiply(weights.Load<L>(i), values.Load<L>(i)), i);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DoubleDouble<L> Of<L>(DoubleDouble<L> ratio, DoubleDouble<L> logarithm, DoubleDouble<L> below, DoubleDouble<L> upTo)
        where L : struct, ILanes<L> => ratio;
}

/// <summary>t (F₋ + F), for twice the win rate.</summary>
internal readonly struct WinTerm : ICellTerm
{
    /// <inheritdoc/>
    public static bool IsOneAtZero => false;

    /// <inheritdoc/>
    public static bool CountsAll => false;

    /// <inheritdoc/>
    public static bool HasLogarithm => false;

    /// <inheritdoc/>
    public void Weigh<L>(PairBuffer weights, int start, int count)
        where L : struct, ILanes<L>
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DoubleDouble<L> Of<L>(DoubleDouble<L> ratio, DoubleDouble<L> logarithm, DoubleDouble<L> below, DoubleDouble<L> upTo)
        where L : struct, ILanes<L> => DoubleDouble<L>.Multiply(ratio, DoubleDouble<L>.Add(below, upTo));
}

/// <summary>t − 1 − ln t, for the KL divergence of the reference policy from best-of-n.</summary>
/// <param name="n">The number of draws, at least 2.</param>
internal readonly struct ReverseTerm(int n) : ICellTerm
{
    /// <inheritdoc/>
    public static bool IsOneAtZero => false;

    /// <inheritdoc/>
    public static bool CountsAll => true;

    /// <inheritdoc/>
    public static bool HasLogarithm => true;

    /// <inheritdoc/>
    public void Weigh<L>(PairBuffer weights, int start, int count)
        where L : struct, ILanes<L>
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DoubleDouble<L> Of<L>(DoubleDouble<L> ratio, DoubleDouble<L> logarithm, DoubleDouble<L> below, DoubleDouble<L> upTo)
        where L : struct, ILanes<L>
    {
        var smallest = L.Create(DoubleDouble<L>.SmallestRatio);
        return L.AnyLess(ratio.High, smallest)
            ? OfLow(ratio, logarithm, below, upTo)
            : DoubleDouble<L>.Subtract(DoubleDouble<L>.MinusOne(ratio), logarithm);
    }

    /// <summary>Where ratios may be below the range of doubles: ln t = (n−1) ln F + ln h_n(1, F₋/F).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private DoubleDouble<L> OfLow<L>(DoubleDouble<L> ratio, DoubleDouble<L> direct, DoubleDouble<L> below, DoubleDouble<L> upTo)
        where L : struct, ILanes<L>
    {
        // A share that was replaced by 0 has a mass below 2^−900, which counts for nothing with any logarithm.
        var (tiny, smallest, zero) = (L.Create(CertifiedEvaluation<L>.SmallestShare), L.Create(DoubleDouble<L>.SmallestRatio), L.Create(0));
        var share = new DoubleDouble<L>(L.Max(upTo.High, tiny), L.WhereLess(upTo.High, tiny, zero, upTo.Low));
        var one = DoubleDouble<L>.Create(1);
        var mean = PowerLadder.Quotient(one, DoubleDouble<L>.Divide(below, share), one, n);
        var low = DoubleDouble<L>.Add(DoubleDouble<L>.Multiply(DoubleDouble<L>.Ln(share), L.Create(n - 1)), DoubleDouble<L>.Ln(mean));
        var high = DoubleDouble<L>.AtLeastSmallest(ratio);
        var logarithm = new DoubleDouble<L>(
            L.WhereLess(ratio.High, smallest, low.High, direct.High), L.WhereLess(ratio.High, smallest, low.Low, direct.Low));
        return DoubleDouble<L>.Subtract(DoubleDouble<L>.MinusOne(high), logarithm);
    }
}

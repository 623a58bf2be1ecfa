using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Fast;

/// <summary>(t − 1)².</summary>
internal readonly struct ChiSquaredFunction : ICellFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Of<L>(L t, L lnTMinusOne)
        where L : struct, ILanes<L> => (t - L.Create(1)) * (t - L.Create(1));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Of<L>(DoubleDouble<L> t)
        where L : struct, ILanes<L>
    {
        var difference = DoubleDouble<L>.MinusOne(t);
        return DoubleDouble<L>.Square(difference).High;
    }
}

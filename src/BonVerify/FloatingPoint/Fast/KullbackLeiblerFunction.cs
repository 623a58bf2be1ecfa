using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Fast;

/// <summary>ψ(t) = t ln t − t + 1.</summary>
internal readonly struct KullbackLeiblerFunction : ICellFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Of<L>(L t, L lnTMinusOne)
        where L : struct, ILanes<L> => L.FusedMultiplyAdd(t, lnTMinusOne, L.Create(1));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Of<L>(DoubleDouble<L> t)
        where L : struct, ILanes<L> => DoubleDouble<L>.Psi(t).High;
}

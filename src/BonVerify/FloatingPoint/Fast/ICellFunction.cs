using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Fast;

/// <summary>A function f of the density ratio t with f(0) = 1, for divergences Σ p f(t).</summary>
internal interface ICellFunction
{
    /// <summary>f(t), given ln t − 1 as well.</summary>
    static abstract L Of<L>(L t, L lnTMinusOne)
        where L : struct, ILanes<L>;

    /// <summary>f(t), however near t is to 1.</summary>
    static abstract L Of<L>(DoubleDouble<L> t)
        where L : struct, ILanes<L>;
}

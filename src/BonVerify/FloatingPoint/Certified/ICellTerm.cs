using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Certified;

/// <summary>A function f of a cell in a sum Σ p f, possibly after p has been multiplied with what does not depend on the ratio. It is a struct, so that nothing of it is left at run time.</summary>
internal interface ICellTerm
{
    /// <summary>Whether f of a cell with a negligible density ratio is 1; else it is 0.</summary>
    static abstract bool IsOneAtZero { get; }

    /// <summary>Whether no cell is negligible.</summary>
    static abstract bool CountsAll { get; }

    /// <summary>Whether f takes the logarithm of the ratio.</summary>
    static abstract bool HasLogarithm { get; }

    /// <summary>Multiplies the weights of some cells with what does not depend on the ratio; mostly with nothing.</summary>
    /// <param name="weights">The weights, a multiple of the lanes, of which those behind the last cell are 0; at most 128.</param>
    /// <param name="start">The index of the first cell.</param>
    /// <param name="count">How many cells.</param>
    void Weigh<L>(PairBuffer weights, int start, int count)
        where L : struct, ILanes<L>;

    /// <summary>f.</summary>
    /// <param name="ratio">The density ratio t = h_n(F, F₋).</param>
    /// <param name="logarithm">ln t, or ln 2^−200 where t is below 2^−200; nothing where f has no logarithm.</param>
    /// <param name="below">The share F₋ below the cell.</param>
    /// <param name="upTo">The share F up to and in it.</param>
    DoubleDouble<L> Of<L>(DoubleDouble<L> ratio, DoubleDouble<L> logarithm, DoubleDouble<L> below, DoubleDouble<L> upTo)
        where L : struct, ILanes<L>;
}

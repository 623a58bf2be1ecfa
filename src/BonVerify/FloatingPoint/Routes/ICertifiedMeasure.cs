using BonVerify.FloatingPoint.Certified;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.FloatingPoint.Wide;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.FloatingPoint.Routes;

/// <summary>A measure of best-of-n by the routes to its nearest double, the faster ones first. It is a struct, so that nothing of it is left at run time.</summary>
internal interface ICertifiedMeasure
{
    /// <summary>What it is for n = 1 and for a single cell.</summary>
    static abstract double AtReference { get; }

    /// <summary>By pairs of doubles, for n ≥ 2 and more than one positive weight; null where they do not serve.</summary>
    /// <param name="weights">The weights, ascending in reward, at least 0.</param>
    /// <param name="rests">What the weights have beside their doubles; empty where that is nothing.</param>
    /// <param name="total">Their sum.</param>
    /// <param name="n">The number of draws.</param>
    static abstract CertifiedDouble? Of<L>(ReadOnlySpan<double> weights, ReadOnlySpan<double> rests, TripleSum<Lanes1> total, int n)
        where L : struct, ILanes<L>;

    /// <summary>By numbers of 128 bits.</summary>
    static abstract Enclosure Of(WideCells cells, IReadOnlyList<RewardLevel> levels, ReferencePolicy reference);

    /// <summary>By numbers of any precision.</summary>
    static abstract Enclosure Of(EnclosedBestOfN policy);

    /// <summary>Exactly.</summary>
    static abstract LinearFormInLogarithms Of(BestOfN policy);
}

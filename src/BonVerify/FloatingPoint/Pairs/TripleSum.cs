using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;

namespace BonVerify.FloatingPoint.Pairs;

/// <summary>
/// Running sums of doubles of at least 0, one per lane, as high + middle + low: what rounding takes from the high part is added up
/// in the middle, and what rounding takes from that in the low part.
/// </summary>
/// <remarks>
/// The parts stay unnormalised, so that each is a chain of its own and none waits for another. A sum of N numbers is off by at most
/// <see cref="ErrorBounds.Sum"/>(N) of itself.
/// </remarks>
internal readonly struct TripleSum<L>(L high, L middle, L low)
    where L : struct, ILanes<L>
{
    public readonly L High = high;
    public readonly L Middle = middle;
    public readonly L Low = low;

    /// <summary>These sums and one more number for each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TripleSum<L> Plus(L value)
    {
        var sum = DoubleDouble<L>.TwoSum(High, value);
        var middle = DoubleDouble<L>.TwoSum(Middle, sum.Low);
        return new(sum.High, middle.High, Low + middle.Low);
    }

    /// <summary>These sums and one more pair for each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TripleSum<L> Plus(L high, L low)
    {
        var sum = Plus(high);
        var middle = DoubleDouble<L>.TwoSum(sum.Middle, low);
        return new(sum.High, middle.High, sum.Low + middle.Low);
    }

    /// <summary>These sums and what others have in their low parts.</summary>
    public TripleSum<L> PlusLow(double low) => new(High, Middle, Low + L.Create(low));

    /// <summary>The sums as pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DoubleDouble<L> ToPair()
    {
        var upper = DoubleDouble<L>.FastTwoSum(High, Middle);
        return DoubleDouble<L>.FastTwoSum(upper.High, upper.Low + Low);
    }
}

using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;

namespace BonVerify.FloatingPoint.Pairs;

/// <summary>
/// Unevaluated sums high + low of two doubles per lane, with |low| ≤ u|high|, u = 2^−53. Relative errors of the operations
/// are proved in <c>proofs/FloatingPoint.md</c> and named in <see cref="ErrorBounds"/>.
/// </summary>
internal readonly partial struct DoubleDouble<L>(L high, L low) : IPreciseNumber<DoubleDouble<L>>
    where L : struct, ILanes<L>
{
    public readonly L High = high;
    public readonly L Low = low;

    /// <summary>The same pair in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> Create(double high, double low = 0) => new(L.Create(high), L.Create(low));

    /// <summary>The pair in the lowest lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CompensatedSum First(DoubleDouble<L> value) => new(L.First(value.High), L.First(value.Low));

    /// <summary>a + b exactly, for a = 0, |a| ≥ |b|, or a multiple of the last bit of b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> FastTwoSum(L a, L b)
    {
        var sum = a + b;
        return new(sum, b - (sum - a));
    }

    /// <summary>a + b exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> TwoSum(L a, L b)
    {
        var sum = a + b;
        var fromB = sum - a;
        return new(sum, (a - (sum - fromB)) + (b - fromB));
    }

    /// <summary>Error at most 3u²(|a| + |b|), of any signs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> Add(DoubleDouble<L> a, DoubleDouble<L> b)
    {
        var sum = TwoSum(a.High, b.High);
        return FastTwoSum(sum.High, sum.Low + (a.Low + b.Low));
    }

    /// <summary>Error at most 3u²(|a| + |b|), of any signs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> Subtract(DoubleDouble<L> a, DoubleDouble<L> b)
    {
        var sum = TwoSum(a.High, -b.High);
        return FastTwoSum(sum.High, sum.Low + (a.Low - b.Low));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> AddPositive(DoubleDouble<L> a, DoubleDouble<L> b)
    {
        // What Add does, to the bit: numbers in order need half of the additions, and nothing is as scarce as those.
        var sum = FastTwoSum(L.Max(a.High, b.High), L.Min(a.High, b.High));
        return FastTwoSum(sum.High, sum.Low + (a.Low + b.Low));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> Multiply(DoubleDouble<L> a, DoubleDouble<L> b)
    {
        var product = a.High * b.High;
        var error = L.FusedMultiplySubtract(a.High, b.High, product);
        error = L.FusedMultiplyAdd(a.High, b.Low, error);
        return FastTwoSum(product, L.FusedMultiplyAdd(a.Low, b.High, error));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> Square(DoubleDouble<L> a)
    {
        var product = a.High * a.High;
        var error = L.FusedMultiplySubtract(a.High, a.High, product);
        return FastTwoSum(product, L.FusedMultiplyAdd(a.High + a.High, a.Low, error));
    }

    /// <summary>a·b for a double b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> Multiply(DoubleDouble<L> a, L b)
    {
        var product = a.High * b;
        var error = L.FusedMultiplySubtract(a.High, b, product);
        return FastTwoSum(product, L.FusedMultiplyAdd(a.Low, b, error));
    }

    /// <summary>a/b for doubles, given 1/b rounded to nearest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> Divide(L a, L b, L reciprocal)
    {
        var quotient = a * reciprocal;
        var remainder = L.FusedSubtractProduct(quotient, b, a);
        return FastTwoSum(quotient, remainder * reciprocal);
    }

    /// <summary>a/b for b other than 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> Divide(DoubleDouble<L> a, DoubleDouble<L> b)
    {
        var reciprocal = L.Create(1) / b.High;
        var quotient = a.High * reciprocal;
        var remainder = L.FusedSubtractProduct(quotient, b.High, a.High) + L.FusedSubtractProduct(quotient, b.Low, a.Low);
        return FastTwoSum(quotient, remainder * reciprocal);
    }

    /// <summary>t − 1 for t ≥ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> MinusOne(DoubleDouble<L> t)
    {
        var difference = TwoSum(t.High, L.Create(-1));
        return FastTwoSum(difference.High, difference.Low + t.Low);
    }
}

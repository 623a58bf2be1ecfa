using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Pools;

/// <content>Means of doubles, for tools that take many of them.</content>
public sealed partial class RankWeights
{
    private const int LimbBits = 64;
    private const int MantissaBits = 53;
    private const int MaxStackLimbs = 64;

    // The numerators from rank n on, each as so many 64-bit limbs, the lowest first.
    private readonly Lazy<(ulong[] Values, int Stride)> limbs;

    /// <summary>Σ y₍i₎ C(i−1, n−1)/C(M, n), the unbiased estimate of the expected best of n draws, exactly.</summary>
    /// <param name="ascending">The M rewards in ascending order, each finite; they count at their exact binary values.</param>
    /// <returns>The estimate, in lowest terms.</returns>
    /// <remarks>
    /// The products are added up as 64-bit limbs over a common power of 2: a fraction for each reward, or a big integer, took most of
    /// the time of a tool that asks for thousands of pools.
    /// </remarks>
    /// <exception cref="ArgumentException">There are not M rewards.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A reward is not finite, or below the one before it.</exception>
    public Rational MeanOfAscending(ReadOnlySpan<double> ascending)
    {
        var (least, top) = ExponentRange(ascending);
        var (weights, stride) = limbs.Value;
        var size = (int)((Denominator.GetBitLength() + MantissaBits + top - least) / LimbBits) + 2;
        var sums = 2 * size <= MaxStackLimbs ? stackalloc ulong[2 * size] : new ulong[2 * size];
        sums.Clear();
        var positive = sums[..size];
        var negative = sums[size..];
        for (var i = N - 1; i < ascending.Length; i++)
        {
            if (ascending[i] != 0)
            {
                var (mantissa, exponent) = Parts(ascending[i]);
                AddProduct(ascending[i] > 0 ? positive : negative, weights.AsSpan((i - N + 1) * stride, stride), mantissa, exponent - least);
            }
        }

        var sum = IntegerWords.ToInteger(positive) - IntegerWords.ToInteger(negative);
        return least >= 0 ? new Rational(sum << least, Denominator) : new Rational(sum, Denominator << -least);
    }

    /// <inheritdoc cref="MeanOfAscending(ReadOnlySpan{double})"/>
    public Rational MeanOfAscending(double[] ascending) => MeanOfAscending(Preconditions.NotNull(ascending).AsSpan());

    /// <summary>Checks the rewards; the least and the largest exponent among those that have a weight and are not 0.</summary>
    private (int Least, int Top) ExponentRange(ReadOnlySpan<double> ascending)
    {
        if (ascending.Length != PoolSize)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"ascending has {ascending.Length} entries; it must have one per draw, {PoolSize}."),
                nameof(ascending));
        }

        var (least, top) = (int.MaxValue, int.MinValue);
        for (var i = 0; i < ascending.Length; i++)
        {
            if (!double.IsFinite(ascending[i]))
            {
                throw Refused(ascending, i, "must be a finite number");
            }

            if (i > 0 && ascending[i] < ascending[i - 1])
            {
                throw Refused(ascending, i, "must not be below the one before it");
            }

            if (i >= N - 1 && ascending[i] != 0)
            {
                var exponent = Parts(ascending[i]).Exponent;
                (least, top) = (Math.Min(least, exponent), Math.Max(top, exponent));
            }
        }

        return least <= top ? (least, top) : (0, 0);
    }

    private static ArgumentOutOfRangeException Refused(ReadOnlySpan<double> ascending, int i, string rule) =>
        new(nameof(ascending), Preconditions.Message(FormattableString.Invariant($"ascending[{i}]"), ascending[i], rule));

    /// <summary>The magnitude of a finite double as an odd integer times a power of 2.</summary>
    private static (ulong Mantissa, int Exponent) Parts(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var field = (int)((bits >> 52) & 0x7ff);
        var fraction = bits & 0xf_ffff_ffff_ffff;
        var (mantissa, exponent) = field == 0 ? (fraction, -1074) : (fraction | (1UL << 52), field - 1075);

        // Without trailing zeros, so that rewards such as 1 and 0.5 make short numbers.
        var zeros = BitOperations.TrailingZeroCount(mantissa);
        return (mantissa >> zeros, exponent + zeros);
    }

    /// <summary>sum += weight·mantissa·2^shift.</summary>
    private static void AddProduct(Span<ulong> sum, ReadOnlySpan<ulong> weight, ulong mantissa, int shift)
    {
        var (word, bit) = Math.DivRem(shift, LimbBits);
        AddProduct(sum[word..], weight, mantissa << bit);
        if (bit > LimbBits - MantissaBits && mantissa >> (LimbBits - bit) is var high && high != 0)
        {
            AddProduct(sum[(word + 1)..], weight, high);
        }
    }

    /// <summary>sum += weight·factor.</summary>
    private static void AddProduct(Span<ulong> sum, ReadOnlySpan<ulong> weight, ulong factor)
    {
        unchecked
        {
            var carry = 0UL;
            for (var i = 0; i < weight.Length; i++)
            {
                // (2^64−1)² + 2(2^64−1) = 2^128 − 1: the two additions cannot overflow the upper limb.
                var high = Math.BigMul(weight[i], factor, out var low);
                low += carry;
                high += low < carry ? 1UL : 0UL;
                sum[i] += low;
                carry = high + (sum[i] < low ? 1UL : 0UL);
            }

            for (var i = weight.Length; carry != 0; i++)
            {
                sum[i] += carry;
                carry = sum[i] < carry ? 1UL : 0UL;
            }
        }
    }

    private (ulong[] Values, int Stride) MakeLimbs()
    {
        // The last numerator is the largest.
        var stride = (int)((numerators[^1].GetBitLength() + LimbBits - 1) / LimbBits);
        var values = new ulong[checked((PoolSize - N + 1) * stride)];
        for (var i = N - 1; i < PoolSize; i++)
        {
            IntegerWords.Write(numerators[i], values.AsSpan((i - N + 1) * stride, stride));
        }

        return (values, stride);
    }
}

using System.Numerics;
using BonVerify.FloatingPoint.Integers;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.FloatingPoint;

/// <summary>The exact best-of-n masses as integers over Dⁿ, by powers of up to eight cumulative weights at once.</summary>
/// <remarks>
/// The arithmetic is exact on every machine. Weights whose total is above 2^53, and powers of more than 3,341,928 bits, are
/// left to <see cref="BigInteger"/>. Safe for use by many threads.
/// </remarks>
public static class ExactMasses
{
    /// <summary>The default budget: all masses together may have 2^25 bits, which takes some seconds.</summary>
    public const long DefaultMaxBits = 1L << 25;

    /// <summary>Dⁿ times the best-of-n mass of each outcome: C_iⁿ − C₍i−1₎ⁿ with C the cumulative weights and D their total.</summary>
    /// <param name="weights">Integer weights of the outcomes in ascending reward, all rewards distinct; each at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="maxBits">The budget for the exact result, in bits.</param>
    /// <returns>The exact integers in the order given; they sum to Dⁿ.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative, all are 0, n is below 1, or the result exceeds the budget.</exception>
    public static IReadOnlyList<BigInteger> Numerators(ReadOnlySpan<long> weights, int n, long maxBits = DefaultMaxBits)
    {
        Preconditions.AtLeast(n, 1);
        var input = IntegerWeights.Read(weights, nameof(weights));
        var bits = (Int128)weights.Length * n * (long)input.ExactTotal.GetBitLength();
        if (bits > maxBits)
        {
            throw new ArgumentOutOfRangeException(
                nameof(n),
                FormattableString.Invariant($"n is {n}; the exact masses would take {bits} bits, above the budget maxBits = {maxBits}. ")
                + $"{nameof(EnclosedBestOfN)} takes every n, by enclosures.");
        }

        return Masses(input, n).AsReadOnly();
    }

    /// <inheritdoc cref="Numerators(ReadOnlySpan{long}, int, long)"/>
    public static IReadOnlyList<BigInteger> Numerators(long[] weights, int n, long maxBits = DefaultMaxBits) =>
        Numerators(Preconditions.NotNull(weights).AsSpan(), n, maxBits);

    private static BigInteger[] Masses(IntegerWeights weights, int n)
    {
        if (weights.Total is { } total)
        {
            var bits = n * (Math.Log2(Math.Max(total, 2)) + 1e-9);
            if (bits <= Limbs<Lanes8>.MaxResultBits)
            {
                return WidestLanes.Run<MassesOperation, BigInteger[]>(new(weights.Values, n, (int)bits + 1));
            }
        }

        return ByBigIntegers(weights.Values, n);
    }

    private static BigInteger[] ByBigIntegers(ReadOnlySpan<long> weights, int n)
    {
        var masses = new BigInteger[weights.Length];
        var (cumulative, below) = (BigInteger.Zero, BigInteger.Zero);
        for (var i = 0; i < masses.Length; i++)
        {
            var power = BigInteger.Pow(cumulative += weights[i], n);
            (masses[i], below) = (power - below, power);
        }

        return masses;
    }

    private readonly ref struct MassesOperation(ReadOnlySpan<long> weights, int n, int bits) : ILaneOperation<BigInteger[]>
    {
        private readonly ReadOnlySpan<long> weights = weights;

        public BigInteger[] On<L>()
            where L : struct, ILanes<L>
        {
            var masses = new BigInteger[weights.Length];
            Span<double> bases = stackalloc double[L.Count];
            var workspace = Limbs<L>.Workspace(bits);

            var capacity = Limbs<L>.Words(bits);
            var (words, mass, before) = (new ulong[L.Count * capacity], new ulong[capacity], new double[Limbs<L>.Count(bits)]);
            var cumulative = 0L;
            for (var start = 0; start < weights.Length; start += L.Count)
            {
                var count = Math.Min(L.Count, weights.Length - start);
                for (var i = 0; i < L.Count; i++)
                {
                    bases[i] = cumulative += i < count ? weights[start + i] : 0;
                }

                var length = Limbs<L>.Differences(Limbs<L>.Powers(bases, n, workspace), before, words);
                for (var i = 0; i < count; i++)
                {
                    var own = mass.AsSpan(0, length);
                    Limbs<L>.Lane(words, i, own);
                    masses[start + i] = IntegerWords.ToInteger(own);
                }
            }

            return masses;
        }
    }
}

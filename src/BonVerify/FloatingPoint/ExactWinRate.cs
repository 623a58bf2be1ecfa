using System.Numerics;
using BonVerify.FloatingPoint.Integers;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.FloatingPoint;

/// <summary>The exact win rate of best-of-n without writing the masses out: by sums modulo many primes.</summary>
/// <remarks>
/// By Abel summation 2 D^(n+1) W = Dⁿ (D + C₍K−1₎) − Σ (w_i + w_(i+1)) C_iⁿ over i &lt; K, with C the cumulative weights and
/// D = C_K: one number, found modulo primes below 2^50 by exact products of doubles, eight primes at once, and put together
/// by the Chinese remainder theorem. Exact on every machine. Safe for use by many threads.
/// </remarks>
public static class ExactWinRate
{
    /// <summary>The default budget: D^(n+1) may have 2^20 bits, as many as claims write out, which takes some seconds.</summary>
    public const long DefaultMaxBits = BestOfN.DefaultMaxBits;

    // 2D must be an exact double.
    private const long MaxTotal = 1L << 52;

    /// <summary>W = P(r(Y) > r(Z)) + ½ P(r(Y) = r(Z)) with Y ~ best-of-n and Z ~ p, exactly.</summary>
    /// <param name="weights">Integer weights of the outcomes in ascending reward, all rewards distinct; each at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="maxBits">The budget for the exact result, in bits.</param>
    /// <returns>The win rate in lowest terms.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative, all are 0, n is below 1, or the result exceeds the budget.</exception>
    public static Rational Of(ReadOnlySpan<long> weights, int n, long maxBits = DefaultMaxBits)
    {
        Preconditions.AtLeast(n, 1);
        var input = Read(weights, n, maxBits);
        return new Rational(Numerator(input, n), 2 * BigInteger.Pow(input.ExactTotal, n + 1));
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{long}, int, long)"/>
    public static Rational Of(long[] weights, int n, long maxBits = DefaultMaxBits) =>
        Of(Preconditions.NotNull(weights).AsSpan(), n, maxBits);

    /// <summary>2 D^(n+1) W, the win rate over a denominator that is known beforehand; not in lowest terms.</summary>
    /// <param name="weights">Integer weights of the outcomes in ascending reward, all rewards distinct; each at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="maxBits">The budget for the exact result, in bits.</param>
    /// <returns>The exact integer.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative, all are 0, n is below 1, or the result exceeds the budget.</exception>
    public static BigInteger Numerator(ReadOnlySpan<long> weights, int n, long maxBits = DefaultMaxBits)
    {
        Preconditions.AtLeast(n, 1);
        return Numerator(Read(weights, n, maxBits), n);
    }

    /// <inheritdoc cref="Numerator(ReadOnlySpan{long}, int, long)"/>
    public static BigInteger Numerator(long[] weights, int n, long maxBits = DefaultMaxBits) =>
        Numerator(Preconditions.NotNull(weights).AsSpan(), n, maxBits);

    private static IntegerWeights Read(ReadOnlySpan<long> weights, int n, long maxBits)
    {
        var input = IntegerWeights.Read(weights, nameof(weights));
        var bits = (n + 1L) * (long)input.ExactTotal.GetBitLength();
        return bits <= maxBits ? input : throw new ArgumentOutOfRangeException(
            nameof(n),
            FormattableString.Invariant($"n is {n}; the exact win rate would take {bits} bits, above the budget maxBits = {maxBits}. ")
            + $"{nameof(EnclosedBestOfN)} takes every n, by enclosures.");
    }

    private static BigInteger Numerator(IntegerWeights input, int n)
    {
        var weights = input.Values;
        if (input.Total is not { } total || total > MaxTotal)
        {
            return ByBigIntegers(weights, n);
        }

        // Σ factor·Cⁿ over all outcomes; more outcomes of factor 0 fill up.
        var count = Modular<Lanes1>.Padded(weights.Length);
        var (bases, factors) = (new double[count], new double[count]);
        var cumulative = 0L;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            cumulative += weights[i];
            (bases[i], factors[i]) = (cumulative, -(double)(weights[i] + weights[i + 1]));
        }

        (bases[weights.Length - 1], factors[weights.Length - 1]) = (total, total + cumulative);
        var basis = ResidueBasis.ForBits((long)Math.Ceiling((n + 1.0) * (Math.Log2(total) + 1e-9)) + 1);
        var residues = WidestLanes.Run<ResiduesOperation, double[]>(new(bases, factors, n, basis.Primes));
        return basis.Reconstruct(residues);
    }

    private static BigInteger ByBigIntegers(ReadOnlySpan<long> weights, int n)
    {
        var (sum, cumulative) = (BigInteger.Zero, BigInteger.Zero);
        for (var i = 0; i < weights.Length - 1; i++)
        {
            cumulative += weights[i];
            sum -= ((BigInteger)weights[i] + weights[i + 1]) * BigInteger.Pow(cumulative, n);
        }

        var total = cumulative + weights[^1];
        return sum + (total + cumulative) * BigInteger.Pow(total, n);
    }

    private readonly struct ResiduesOperation(double[] bases, double[] factors, int n, double[] primes) : ILaneOperation<double[]>
    {
        public double[] On<L>()
            where L : struct, ILanes<L> => Modular<L>.PowerSums(bases, factors, n, primes);
    }
}

using System.Numerics;
using BonVerify.FloatingPoint.Integers;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.FloatingPoint;

/// <summary>The exact χ² divergence of best-of-n without writing the masses out: by sums modulo many primes.</summary>
/// <remarks>
/// With C the cumulative weights and D their total, D^(2n−1) (χ² + 1) = Σ (C_iⁿ − C₍i−1₎ⁿ)²/w_i, of which every term is an integer:
/// one number, found as <see cref="ExactWinRate"/> finds its own. Exact on every machine. Safe for use by many threads.
/// </remarks>
public static class ExactChiSquared
{
    /// <summary>The default budget: D^(2n−1) may have 2^20 bits, which takes some seconds.</summary>
    public const long DefaultMaxBits = BestOfN.DefaultMaxBits;

    // A weight is a residue as it is, and no prime divides it; sums may be as large as integers in doubles.
    private const long MaxWeight = 1L << 49;

    /// <summary>χ²(π⁽ⁿ⁾‖p) = Σ q²/p − 1, exactly.</summary>
    /// <param name="weights">Integer weights of the outcomes in ascending reward, all rewards distinct; each at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="maxBits">The budget for the exact result, in bits.</param>
    /// <returns>The divergence in lowest terms.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative, all are 0, n is below 1, or the result exceeds the budget.</exception>
    public static Rational Of(ReadOnlySpan<long> weights, int n, long maxBits = DefaultMaxBits)
    {
        Preconditions.AtLeast(n, 1);
        var input = Read(weights, n, maxBits);
        var denominator = BigInteger.Pow(input.ExactTotal, checked(2 * n - 1));
        return new Rational(Numerator(input, n) - denominator, denominator);
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{long}, int, long)"/>
    public static Rational Of(long[] weights, int n, long maxBits = DefaultMaxBits) =>
        Of(Preconditions.NotNull(weights).AsSpan(), n, maxBits);

    /// <summary>D^(2n−1) (χ² + 1), the second moment of the density ratio over a denominator that is known beforehand; not in lowest terms.</summary>
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
        var bits = 2L * n * (long)input.ExactTotal.GetBitLength();
        return bits <= maxBits ? input : throw new ArgumentOutOfRangeException(
            nameof(n),
            FormattableString.Invariant($"n is {n}; the exact χ² would take {bits} bits, above the budget maxBits = {maxBits}. ")
            + $"{nameof(CertifiedBestOfN)} takes every n, by certified doubles.");
    }

    private static BigInteger Numerator(IntegerWeights input, int n)
    {
        long[] weights = [.. input.Values];
        weights = Array.FindAll(weights, static weight => weight > 0);
        if (input.Total is not { } total || Array.Exists(weights, static weight => weight > MaxWeight))
        {
            return ByBigIntegers(weights, n);
        }

        // More outcomes, of which each adds nothing, fill up.
        var count = Modular<Lanes1>.Padded(weights.Length);
        var (cumulative, factors) = (new double[count], new double[count]);
        cumulative.AsSpan().Fill(total);
        factors.AsSpan().Fill(1);
        var sum = 0L;
        for (var i = 0; i < weights.Length; i++)
        {
            (cumulative[i], factors[i]) = (sum += weights[i], weights[i]);
        }

        // χ² + 1 ≤ n, as no density ratio is above n.
        var bits = (2.0 * n - 1) * (Math.Log2(total) + 1e-9) + Math.Log2(n);
        var basis = ResidueBasis.ForBits((long)Math.Ceiling(bits) + 1);
        return basis.Reconstruct(WidestLanes.Run<ResiduesOperation, double[]>(new(cumulative, factors, n, basis.Primes)));
    }

    private static BigInteger ByBigIntegers(long[] weights, int n)
    {
        var (sum, cumulative, below) = (BigInteger.Zero, BigInteger.Zero, BigInteger.Zero);
        foreach (var weight in weights)
        {
            var power = BigInteger.Pow(cumulative += weight, n);
            sum += BigInteger.Pow(power - below, 2) / weight;
            below = power;
        }

        return sum;
    }

    private readonly struct ResiduesOperation(double[] cumulative, double[] weights, int n, double[] primes) : ILaneOperation<double[]>
    {
        public double[] On<L>()
            where L : struct, ILanes<L> => ModularSquares<L>.Of(cumulative, weights, n, primes);
    }
}

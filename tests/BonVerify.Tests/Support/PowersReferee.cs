using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Tests.Support;

/// <summary>
/// KL(π⁽ⁿ⁾‖p) = Σ q ln(q/p) with the powers Fⁿ in fixed point and one logarithm per cell: another formula than those of the
/// library, and cheap enough to judge millions of cases.
/// </summary>
internal static class PowersReferee
{
    /// <summary>An enclosure whose width is about 2^−bits for each cell.</summary>
    /// <param name="weights">Weights, ascending, each at least 0.</param>
    /// <param name="n">The number of draws, at least 2.</param>
    /// <param name="bits">Wanted bits behind the binary point.</param>
    public static Enclosure KullbackLeibler(IReadOnlyList<BigInteger> weights, int n, int bits)
    {
        // Masses that are lost in fixed point count with their square roots.
        var scale = 2 * bits + 64 + BitOperations.Log2((uint)n);
        var working = bits + 48;
        var total = weights.Aggregate(static (sum, weight) => sum + weight);
        var (cumulative, below, belowError) = (BigInteger.Zero, BigInteger.Zero, 0L);
        var kl = Enclosure.Zero;
        foreach (var weight in weights)
        {
            if (weight.IsZero)
            {
                continue;
            }

            cumulative += weight;
            var (power, error) = Power((cumulative << scale) / total, n, scale);
            var (lower, upper) = (power - below - belowError, power - below + error);
            kl = Enclosure.Add(kl, Term(lower, upper, weight, total, n, scale, working), working);
            (below, belowError) = (power, error);
        }

        return kl;
    }

    /// <summary>Fⁿ rounded down in fixed point and how much that may be too low, from F rounded down to a unit.</summary>
    private static (BigInteger Lower, long Error) Power(BigInteger share, int n, int scale)
    {
        // Of numbers up to 1, errors add in a product, and one unit for its rounding and one for their product.
        var (power, error) = (share, 1L);
        for (var bit = BitOperations.Log2((uint)n) - 1; bit >= 0; bit--)
        {
            (power, error) = ((power * power) >> scale, 2 * error + 2);
            if (((n >> bit) & 1) != 0)
            {
                (power, error) = ((power * share) >> scale, error + 1 + 2);
            }
        }

        return (power, error);
    }

    private static Enclosure Term(BigInteger lower, BigInteger upper, BigInteger weight, BigInteger total, int n, int scale, int working)
    {
        if (lower.Sign > 0)
        {
            // ln(upper/lower) ≤ (upper − lower)/lower.
            var log = Enclosure.LnRatio(lower * total, weight << scale, working);
            var slack = Enclosure.FromRatio(upper - lower, lower, 16).Upper;
            var mass = new Enclosure(new(lower, -scale), new(upper, -scale));
            return Enclosure.Multiply(mass, new(log.Lower, Dyadic.AddRounded(log.Upper, slack, working, RoundingDirection.Up)), working);
        }

        // 0 ≤ t ≤ min(upper/p, n), and |t ln t| ≤ √t up to 1.
        var mostBits = upper.GetBitLength() - scale;
        var massBits = weight.GetBitLength() - total.GetBitLength() + 1;
        var bound = mostBits + 1 < massBits - 1
            ? Dyadic.One.ScaleByPowerOfTwo((mostBits + massBits + 1) / 2)
            : Dyadic.One.ScaleByPowerOfTwo(massBits) * ((BigInteger)n * 22);
        return new(-bound, bound);
    }
}

using BonVerify.Numerics;
using Fractions;

namespace BonVerify.Bounds;

/// <summary>
/// The frontier of win rate against KL divergence that no policy on the outcomes beats: that of the tilted densities
/// β e^(βu)/(e^β − 1) on a continuous reward (discussed by Beirami et al., arXiv 2401.01879, §7).
/// </summary>
/// <remarks>
/// With m(β) the mean of that density and k(β) its KL divergence from the uniform one, W ≤ (KL + ln((e^β − 1)/β))/β for
/// every β > 0; the best β solves k(β) = KL, and there the bound is m(β). Both m and k increase.
/// </remarks>
public static class GibbsFrontier
{
    private const int MaxNewtonSteps = 100;
    private const int FirstNewtonBits = 64;
    private const int LargestExponent = 32;

    /// <summary>(KL + ln((e^β − 1)/β))/β: a bound of the win rate for any β > 0.</summary>
    /// <param name="kl">The KL divergence of a policy from its reference, in nats.</param>
    /// <param name="beta">The tilt β > 0.</param>
    /// <returns>A number known by enclosures.</returns>
    /// <exception cref="ArgumentOutOfRangeException">β is not positive.</exception>
    public static ComputableReal AtBeta(ComputableReal kl, Fraction beta)
    {
        Preconditions.NotNull(kl);
        if (Preconditions.Finite(beta) <= Fraction.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(beta), Preconditions.Message(nameof(beta), beta, "must be > 0"));
        }

        return ComputableReal.FromEnclosures(precision =>
        {
            var tilt = Enclosure.FromFraction(beta, precision + 64);
            return Enclosure.Divide(Enclosure.Add(kl.Evaluate(precision), LogPartition(tilt, precision), precision), tilt, precision);
        });
    }

    /// <summary>
    /// The least of these bounds over all β, minus ½: by how much the win rate of the frontier at a KL divergence exceeds
    /// that of the reference policy.
    /// </summary>
    /// <param name="kl">The KL divergence of a policy from its reference, in nats; at least 0.</param>
    /// <returns>
    /// A number in [0, ½) known by enclosures; exactly 0 where the enclosure of the KL divergence is, and accurate relative to
    /// its own size, however small it is.
    /// </returns>
    public static ComputableReal WinRateExcess(ComputableReal kl)
    {
        Preconditions.NotNull(kl);
        return ComputableReal.FromEnclosures(precision =>
        {
            var divergence = kl.Evaluate(precision);
            var lower = divergence.Lower.Sign <= 0 ? Enclosure.Zero : ExcessAt(divergence.Lower, precision);
            return divergence.IsExact ? lower
                : divergence.Upper.Sign <= 0 ? Enclosure.Zero
                : new Enclosure(lower.Lower, ExcessAt(divergence.Upper, precision).Upper);
        });
    }

    /// <summary>m(β) − ½ at the root of k(β) = target > 0.</summary>
    private static Enclosure ExcessAt(Dyadic target, int precision)
    {
        if (target.TopExponent < -precision - 16)
        {
            // β/12 − β³/720 ≤ m(β) − ½ ≤ β/12 and β²/24 − β⁴/960 ≤ k(β) ≤ β²/24, by the series of coth. With s = √(24 target)
            // this gives s ≤ β ≤ s(1 + s²/20) and m(β) − ½ within s/12·(1 ± s²).
            var square = Enclosure.Multiply(Enclosure.Exactly(24), Enclosure.Exactly(target), precision + 8);
            var error = square.Upper;
            var leading = Enclosure.Divide(Enclosure.Sqrt(square, precision + 8), Enclosure.Exactly(12), precision + 8);
            return Enclosure.Multiply(leading, new Enclosure(Dyadic.One - error, Dyadic.One + error), precision);
        }

        var root = Approximation(target, precision);
        for (var bits = precision - 8; bits > 0; bits -= 8)
        {
            // Certain signs of k − target on both sides make the approximation a bracket; m increases in β.
            var radius = root.ScaleByPowerOfTwo(-bits);
            var (below, above) = (Enclosure.Exactly(root - radius), Enclosure.Exactly(root + radius));
            if (Divergence(below, precision).Upper < target && Divergence(above, precision).Lower > target)
            {
                return new Enclosure(Excess(below, precision).Lower, Excess(above, precision).Upper);
            }
        }

        return new Enclosure(Dyadic.Zero, new Dyadic(1, -1));
    }

    /// <summary>A number next to the root of k(β) = target, by Newton's method; certified by the caller.</summary>
    private static Dyadic Approximation(Dyadic target, int precision)
    {
        // k(β) is about β²/24 for small β and ln β − 1 for large β.
        var goal = Enclosure.Exactly(target);
        var start = target <= new Dyadic(1, -1)
            ? Enclosure.Sqrt(Enclosure.Multiply(Enclosure.Exactly(24), goal, 64), 64)
            : Enclosure.Exp(Enclosure.Add(goal, Enclosure.One, 64), 64);
        var root = start.Lower;
        var bits = Math.Min(precision, FirstNewtonBits);
        for (var i = 0; i < MaxNewtonSteps; i++)
        {
            var point = Enclosure.Exactly(root);
            var step = Enclosure.Divide(
                Enclosure.Subtract(Divergence(point, bits), goal, bits), Slope(point, bits), bits).Lower;
            var half = root.ScaleByPowerOfTwo(-1);
            step = step > half ? half : step < -root ? -root : step;
            root = (root - step).Round(bits, RoundingDirection.Down);
            if (step.Abs() >= root.ScaleByPowerOfTwo(-bits / 2 - 8))
            {
                continue;
            }

            if (bits == precision)
            {
                break;
            }

            // Each step doubles the good digits: the first ones need few bits.
            bits = (int)Math.Min(2L * bits, precision);
        }

        return root;
    }

    /// <summary>k(β) = β m(β) − ln((e^β − 1)/β).</summary>
    private static Enclosure Divergence(Enclosure beta, int precision)
    {
        var working = Guarded(beta, precision);
        var mean = Enclosure.Add(Excess(beta, working), Enclosure.Exactly(new Dyadic(1, -1)), working);
        return Enclosure.Subtract(Enclosure.Multiply(beta, mean, working), LogPartition(beta, working), precision);
    }

    /// <summary>k'(β) = β Var(β), with Var(β) = 1/β² − e^β/(e^β − 1)² = 1/β² − τ(1 + τ), τ = 1/(e^β − 1).</summary>
    private static Enclosure Slope(Enclosure beta, int precision)
    {
        var working = Guarded(beta, precision);
        var tail = Tail(beta, working);
        var variance = Enclosure.Subtract(
            Enclosure.Divide(Enclosure.One, Enclosure.Power(beta, 2, working), working),
            Enclosure.Multiply(tail, Enclosure.Add(tail, Enclosure.One, working), working),
            working);
        return Enclosure.Multiply(beta, variance, precision);
    }

    /// <summary>m(β) − ½ = ½ + 1/(e^β − 1) − 1/β.</summary>
    private static Enclosure Excess(Enclosure beta, int precision)
    {
        var working = Guarded(beta, precision);
        var reciprocals = Enclosure.Subtract(Tail(beta, working), Enclosure.Divide(Enclosure.One, beta, working), working);
        return Enclosure.Add(Enclosure.Exactly(new Dyadic(1, -1)), reciprocals, precision);
    }

    /// <summary>ln((e^β − 1)/β), for large β as β − ln(1 + τ) − ln β.</summary>
    private static Enclosure LogPartition(Enclosure beta, int precision)
    {
        var working = Guarded(beta, precision);
        return beta.Lower < Dyadic.One
            ? Enclosure.Ln(Enclosure.Divide(Enclosure.Expm1(beta, working), beta, working), precision)
            : Enclosure.Subtract(
                Enclosure.Subtract(beta, Enclosure.Log1p(Tail(beta, working), working), working), Enclosure.Ln(beta, working), precision);
    }

    /// <summary>τ = 1/(e^β − 1), which is below 2^−2^32 from β = 2^32 on.</summary>
    private static Enclosure Tail(Enclosure beta, int precision) => beta.Lower.TopExponent >= LargestExponent
        ? new Enclosure(Dyadic.Zero, Dyadic.One.ScaleByPowerOfTwo(-(1L << LargestExponent)))
        : Enclosure.Divide(Enclosure.One, Enclosure.Expm1(beta, precision), precision);

    /// <summary>
    /// For small β the leading terms cancel, up to four times the bits of 1/β; for large β those of β itself.
    /// </summary>
    private static int Guarded(Enclosure beta, int precision) =>
        checked((int)(precision + 16 + Math.Max(-4 * beta.Lower.TopExponent, beta.Lower.TopExponent)));
}

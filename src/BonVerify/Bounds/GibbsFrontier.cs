using BonVerify.Numerics;

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
    private const int DoubleBits = 42;
    private const int TinyForDoubles = 900;
    private const int LargestExponent = 32;

    private static readonly Dyadic LargeForDoubles = 32;

    /// <summary>(KL + ln((e^β − 1)/β))/β: a bound of the win rate for any β > 0.</summary>
    /// <param name="kl">The KL divergence of a policy from its reference, in nats.</param>
    /// <param name="beta">The tilt β > 0.</param>
    /// <returns>A number known by enclosures.</returns>
    /// <exception cref="ArgumentOutOfRangeException">β is not positive.</exception>
    public static ComputableReal AtBeta(ComputableReal kl, Rational beta)
    {
        Preconditions.NotNull(kl);
        if (beta <= Rational.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(beta), Preconditions.Message(nameof(beta), beta, "must be > 0"));
        }

        return ComputableReal.FromEnclosures(precision =>
        {
            var tilt = Enclosure.FromRational(beta, precision + 64);
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
        return ComputableReal.FromEnclosures(precision => ExcessAt(kl.Evaluate(precision), precision));
    }

    /// <summary>m(β) − ½ at the root of k(β) = divergence ≥ 0.</summary>
    /// <remarks>
    /// As a function E of the divergence it is the least of functions with slopes 1/β, hence concave with E' = 1/β. For β₀ below
    /// the root and β₁ above it, the tangent at k(β₀) is an upper bound and the line through the same point with slope 1/β₁ a
    /// lower one; both are off by the square of the distance to the root.
    /// </remarks>
    private static Enclosure ExcessAt(Enclosure divergence, int precision)
    {
        if (divergence.Lower.Sign <= 0)
        {
            return divergence.Upper.Sign <= 0
                ? Enclosure.Zero
                : new Enclosure(Dyadic.Zero, ExcessAt(Enclosure.Exactly(divergence.Upper), precision).Upper);
        }

        if (divergence.Upper.TopExponent < -precision - 16)
        {
            return ExcessAtTiny(divergence, precision);
        }

        var root = Approximation(divergence.Lower, precision / 3);
        for (var bits = precision / 3; bits > 0; bits -= 8)
        {
            // Certain signs of k − divergence on both sides make the approximation a bracket.
            var radius = root.ScaleByPowerOfTwo(-bits);
            var (below, above) = (Enclosure.Exactly(root - radius), Enclosure.Exactly(root + radius));
            var (start, excess) = DivergenceAndExcess(below, precision);
            if (start.Upper <= divergence.Lower && DivergenceAndExcess(above, precision).Divergence.Lower >= divergence.Lower)
            {
                var rise = Enclosure.Subtract(divergence, start, precision);
                return Enclosure.Add(
                    excess,
                    new Enclosure(
                        Enclosure.Divide(rise, above, precision).Lower, Enclosure.Divide(rise, below, precision).Upper),
                    precision);
            }
        }

        return new Enclosure(Dyadic.Zero, new Dyadic(1, -1));
    }

    /// <summary>
    /// β/12 − β³/720 ≤ m(β) − ½ ≤ β/12 and β²/24 − β⁴/960 ≤ k(β) ≤ β²/24, by the series of coth. With s = √(24 k) this gives
    /// s ≤ β ≤ s(1 + s²/20) and m(β) − ½ ≥ s/12·(1 − s²). It is at most s/12, as ln(sinh x/x) ≤ x²/6 says that k ≥ 6 (m − ½)².
    /// </summary>
    private static Enclosure ExcessAtTiny(Enclosure divergence, int precision)
    {
        var square = Enclosure.Multiply(Enclosure.Exactly(24), divergence, precision + 8);
        var error = square.Upper;
        var leading = Enclosure.Divide(Enclosure.Sqrt(square, precision + 8), Enclosure.Exactly(12), precision + 8);
        return Enclosure.Multiply(leading, new Enclosure(Dyadic.One - error, Dyadic.One), precision);
    }

    /// <summary>A number next to the root of k(β) = target, by Newton's method; certified by the caller.</summary>
    private static Dyadic Approximation(Dyadic target, int goodBits)
    {
        var (root, bits) = Start(target);
        var goal = Enclosure.Exactly(target);
        for (var i = 0; bits < goodBits && i < MaxNewtonSteps; i++)
        {
            // Each step doubles the good digits: the first ones need few bits.
            bits = Math.Min(2 * bits, goodBits);
            var point = Enclosure.Exactly(root);
            var step = Enclosure.Divide(
                Enclosure.Subtract(DivergenceAndExcess(point, bits + 8).Divergence, goal, bits + 8), Slope(point, bits + 8), bits + 8).Lower;
            root = (root - step).Round(bits + 8, RoundingDirection.Down);
        }

        return root;
    }

    /// <summary>A number next to the root with about how many of its bits are good.</summary>
    private static (Dyadic Root, int Bits) Start(Dyadic target)
    {
        if (target.TopExponent < -TinyForDoubles)
        {
            // k(β) is β²/24 up to β⁴/960.
            return (Enclosure.Sqrt(Enclosure.Multiply(Enclosure.Exactly(24), Enclosure.Exactly(target), 64), 64).Lower, DoubleBits);
        }

        if (target > LargeForDoubles)
        {
            // k(β) is ln β − 1 up to e^−β.
            return (Enclosure.Exp(Enclosure.Add(Enclosure.Exactly(target), Enclosure.One, 128), 128).Lower, DoubleBits);
        }

        var goal = target.ToDouble();
        var root = goal < 0.5 ? Math.Sqrt(24 * goal) : Math.Exp(goal + 1);
        for (var i = 0; i < MaxNewtonSteps; i++)
        {
            var (k, slope) = InDoubles(root);
            var step = Math.Clamp((k - goal) / slope, -root, root / 2);
            root -= step;
            if (Math.Abs(step) < 1e-13 * root)
            {
                break;
            }
        }

        return (Dyadic.FromDouble(root), DoubleBits);
    }

    /// <summary>k(β) and k'(β), by the series of coth where subtraction would cost digits.</summary>
    private static (double Value, double Slope) InDoubles(double beta)
    {
        if (beta >= 0.25)
        {
            var tail = 1 / (Math.Exp(beta) - 1);
            return (
                (beta * (1 + tail)) - 1 - (beta - Math.Log(1 + tail) - Math.Log(beta)),
                beta * ((1 / (beta * beta)) - (tail * (1 + tail))));
        }

        var y = beta * beta;
        return (
            y * ((1.0 / 24) - (y * ((1.0 / 960) - (y * ((1.0 / 36_288) - (y * ((1.0 / 1_382_400) - (y / 53_222_400)))))))),
            beta * ((1.0 / 12) - (y * ((1.0 / 240) - (y * ((1.0 / 6_048) - (y * ((1.0 / 172_800) - (y / 5_322_240)))))))));
    }

    /// <summary>k(β) = β m(β) − ln((e^β − 1)/β), and m(β) − ½ = ½ + τ − 1/β, with τ = 1/(e^β − 1).</summary>
    private static (Enclosure Divergence, Enclosure Excess) DivergenceAndExcess(Enclosure beta, int precision)
    {
        var working = Guarded(beta, precision);
        var half = Enclosure.Exactly(new Dyadic(1, -1));
        var growth = Growth(beta, working);
        var tail = Tail(growth, working);
        var excess = Enclosure.Add(
            half, Enclosure.Subtract(tail, Enclosure.Divide(Enclosure.One, beta, working), working), working);
        var moment = Enclosure.Multiply(beta, Enclosure.Add(excess, half, working), working);
        return (Enclosure.Subtract(moment, LogPartition(beta, growth, tail, working), precision), excess.Round(precision));
    }

    /// <summary>k'(β) = β Var(β), with Var(β) = 1/β² − e^β/(e^β − 1)² = 1/β² − τ(1 + τ), τ = 1/(e^β − 1).</summary>
    private static Enclosure Slope(Enclosure beta, int precision)
    {
        var working = Guarded(beta, precision);
        var tail = Tail(Growth(beta, working), working);
        var variance = Enclosure.Subtract(
            Enclosure.Divide(Enclosure.One, Enclosure.Power(beta, 2, working), working),
            Enclosure.Multiply(tail, Enclosure.Add(tail, Enclosure.One, working), working),
            working);
        return Enclosure.Multiply(beta, variance, precision);
    }

    /// <summary>ln((e^β − 1)/β).</summary>
    private static Enclosure LogPartition(Enclosure beta, int precision)
    {
        var working = Guarded(beta, precision);
        var growth = Growth(beta, working);
        return LogPartition(beta, growth, Tail(growth, working), working).Round(precision);
    }

    /// <summary>The same from e^β − 1 and τ, for large β as β − ln(1 + τ) − ln β.</summary>
    private static Enclosure LogPartition(Enclosure beta, Enclosure? growth, Enclosure tail, int working) =>
        growth is { } known && beta.Lower < Dyadic.One
            ? Enclosure.Ln(Enclosure.Divide(known, beta, working), working)
            : Enclosure.Subtract(Enclosure.Subtract(beta, Enclosure.Log1p(tail, working), working), Enclosure.Ln(beta, working), working);

    /// <summary>e^β − 1, or null from β = 2^32 on.</summary>
    private static Enclosure? Growth(Enclosure beta, int precision) =>
        beta.Lower.TopExponent >= LargestExponent ? null : Enclosure.Expm1(beta, precision);

    /// <summary>τ = 1/(e^β − 1), which is below 2^−2^32 from β = 2^32 on.</summary>
    private static Enclosure Tail(Enclosure? growth, int precision) => growth is { } known
        ? Enclosure.Divide(Enclosure.One, known, precision)
        : new Enclosure(Dyadic.Zero, Dyadic.One.ScaleByPowerOfTwo(-(1L << LargestExponent)));

    /// <summary>
    /// For small β the leading terms cancel, up to four times the bits of 1/β; for large β those of β itself.
    /// </summary>
    private static int Guarded(Enclosure beta, int precision) =>
        checked((int)(precision + 16 + Math.Max(-4 * beta.Lower.TopExponent, beta.Lower.TopExponent)));
}

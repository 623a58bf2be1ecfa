using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Bounds;

/// <summary>
/// The frontier of win rate against KL divergence of one reference policy: the largest win rate that any policy on its outcomes has at a
/// given KL divergence.
/// </summary>
/// <remarks>
/// <para>
/// The win rate of a policy is the mean of v = (F₋ + F)/2 over the levels. With Z(β) = Σ P e^(βv) every policy has W ≤ (KL + ln Z(β))/β for
/// every β > 0 (Gibbs), and the tilted policy P e^(βv)/Z attains it. So the frontier is reached, where
/// <see cref="GibbsFrontier"/>, which holds for all reference policies, is above it.
/// </para>
/// <para>Immutable and safe for use by many threads.</para>
/// </remarks>
public sealed class PolicyFrontier
{
    /// <summary>The largest n that <see cref="LeastDraws"/> tries.</summary>
    public const int MaxDraws = 1_000_000_000;

    private const int MaxSteps = 200;
    private const int MaxPrecision = 2048;
    private const int StartBits = 32;
    private const int SmallSquare = -20;
    private const int NearTheLargest = -10;
    private const double LargeForDoubles = 600;
    private const int WorkingBits = 128;

    private readonly IReadOnlyList<RewardLevel> levels;
    private readonly Lazy<Rational[]> belowTop;
    private readonly double[] masses;
    private readonly double[] losses;
    private readonly double[] deviations;
    private readonly double[] logRatios;
    private readonly Lazy<Enclosure> variance;

    /// <summary>Prepares the frontier of a reference policy.</summary>
    /// <param name="reference">The reference policy; only the masses of its reward levels matter.</param>
    public PolicyFrontier(ReferencePolicy reference)
    {
        Reference = Preconditions.NotNull(reference);
        levels = reference.Levels;
        var total = reference.Denominator;
        LargestWinRate = levels[^1].Cumulative - levels[^1].Probability / 2;

        // As integers over the common denominator 2D: fractions in lowest terms would cost more than all that follows.
        BigInteger[] doubled = [.. levels.Select(static level => 2 * level.CumulativeWeight - level.Weight)];
        belowTop = new(() => Array.ConvertAll(doubled, value => new Rational(value - doubled[^1], 2 * total)));
        masses = [.. levels.Select(level => CorrectRounding.ToDouble(level.Weight, total))];
        deviations = Array.ConvertAll(doubled, value => CorrectRounding.ToDouble(value - total, 2 * total));
        losses = Array.ConvertAll(doubled, value => CorrectRounding.ToDouble(value - doubled[^1], 2 * total));
        logRatios = [.. levels.Select(level => BigInteger.Log(level.Weight) - BigInteger.Log(levels[^1].Weight))];
        variance = new(() => Enclosure.FromRational(
            new Rational(
                levels.Select((level, i) => level.Weight * BigInteger.Pow(doubled[i] - total, 2)).Aggregate(BigInteger.Zero, BigInteger.Add),
                4 * BigInteger.Pow(total, 3)),
            64));
    }

    /// <summary>The reference policy.</summary>
    public ReferencePolicy Reference { get; }

    /// <summary>The win rate of the policy that always returns the top level: no policy has a larger one.</summary>
    public Rational LargestWinRate { get; }

    /// <summary>The KL divergence of that policy, ln(1/ε_∞), in nats: from there on the frontier is flat.</summary>
    public LinearFormInLogarithms LargestKl => LinearFormInLogarithms.Ln(levels[^1].Probability.Reciprocal());

    /// <summary>(KL + ln Z(β))/β: a bound of the win rate for any β > 0.</summary>
    /// <param name="kl">The KL divergence of a policy from the reference policy, in nats.</param>
    /// <param name="beta">The tilt β > 0.</param>
    /// <returns>A number known by enclosures.</returns>
    /// <exception cref="ArgumentOutOfRangeException">β is not positive.</exception>
    public ComputableReal AtBeta(ComputableReal kl, Rational beta)
    {
        Preconditions.NotNull(kl);
        if (beta.Sign <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(beta), Preconditions.Message(nameof(beta), beta, "must be > 0"));
        }

        return ComputableReal.FromEnclosures(precision =>
        {
            // ln Z = βv_top + ln Σ P e^(β(v − v_top)).
            var tilt = Enclosure.FromRational(beta, precision + 32);
            var bits = BitsFor(tilt, precision + 32);
            var partition = Enumerable.Range(0, levels.Count).Aggregate(
                Enclosure.Zero, (sum, level) => Enclosure.Add(sum, Share(level, Enclosure.FromRational(belowTop.Value[level], bits), tilt, bits), bits));
            var rest = Enclosure.Divide(
                Enclosure.Add(kl.Evaluate(precision), Enclosure.Ln(partition, bits), precision + 32), tilt, precision + 32);
            return Enclosure.Add(Enclosure.FromRational(LargestWinRate, precision + 32), rest, precision);
        });
    }

    /// <summary>A β for which the bound is nearly the least one.</summary>
    /// <param name="kl">The KL divergence of a policy from the reference policy, in nats, above 0.</param>
    /// <returns>A fraction > 0 with 20 significant bits.</returns>
    public Rational NearBestBeta(ComputableReal kl)
    {
        // From the double next to it, so that it does not depend on how the divergence is enclosed; and short of the end, where the best β is infinite.
        const double ShortOfTheEnd = 0.999;
        Preconditions.NotNull(kl);
        var goal = Enclosure.Exactly(Dyadic.FromDouble(
            Math.Min(kl.Evaluate(WorkingBits).Lower.ToDouble(), ShortOfTheEnd * LargestKl.Enclose(WorkingBits).Lower.ToDouble())));
        return Start(goal, WorkingBits).Round(20, RoundingDirection.Down).ToRational();
    }

    /// <summary>The largest win rate of any policy whose KL divergence is at most a given one.</summary>
    /// <param name="kl">The KL divergence in nats, at least 0.</param>
    /// <returns>A number in [½, 1) known by enclosures; exactly ½ for a KL divergence of 0, and exactly the largest one above ln(1/ε_∞).</returns>
    public ComputableReal WinRate(ComputableReal kl)
    {
        Preconditions.NotNull(kl);
        return WinRateAtAnEnd(kl) is { } known ? known : WinRateInside(kl);
    }

    /// <summary>The least number of draws with which best-of-n comes near to the frontier.</summary>
    /// <param name="kl">The KL divergence in nats, at least 0, at which the frontier is taken; best-of-n may have another one.</param>
    /// <param name="loss">By how much the win rate of best-of-n may be below that of the frontier, above 0.</param>
    /// <returns>The least n with W(n) ≥ the frontier − loss, or <see langword="null"/> when it is above <see cref="MaxDraws"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The loss is not above 0.</exception>
    /// <exception cref="InvalidOperationException">Enclosures of 2048 bits do not tell the two sides apart.</exception>
    public int? LeastDraws(ComputableReal kl, Rational loss)
    {
        if (loss.Sign <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(loss), Preconditions.Message(nameof(loss), loss, "must be > 0"));
        }

        // W increases in n.
        var goal = WinRate(kl) - loss;
        if (Reaches(1, goal))
        {
            return 1;
        }

        var (missing, reaching) = (1, 2);
        while (!Reaches(reaching, goal))
        {
            if (reaching == MaxDraws)
            {
                return null;
            }

            (missing, reaching) = (reaching, (int)Math.Min(2L * reaching, MaxDraws));
        }

        while (reaching - missing > 1)
        {
            var middle = missing + (reaching - missing) / 2;
            (missing, reaching) = Reaches(middle, goal) ? (missing, middle) : (middle, reaching);
        }

        return reaching;
    }

    /// <summary>The frontier where it is a fraction: at a KL divergence of 0, and from ln(1/ε_∞) on; else <see langword="null"/>.</summary>
    /// <remarks>
    /// The exact form of a divergence that is known by enclosures is not made for it: next to ln(1/ε_∞), where enclosures do not tell the two
    /// apart, it may be enormous, and <see cref="WinRateAt"/> holds on both sides.
    /// </remarks>
    internal Rational? WinRateAtAnEnd(ComputableReal kl)
    {
        var known = !kl.IsFormAtHand ? ComputableReal.FromEnclosures(kl.Evaluate) : kl;
        return levels.Count == 1 || known.CompareTo(ComputableReal.Zero, MaxPrecision) == Ordering.Equal ? new Rational(1, 2)
            : known.CompareTo(LargestKl, MaxPrecision) is Ordering.Equal or Ordering.Greater ? LargestWinRate
            : null;
    }

    /// <summary>The frontier at a KL divergence that is at neither end.</summary>
    internal ComputableReal WinRateInside(ComputableReal kl) =>
        ComputableReal.FromEnclosures(precision => WinRateAt(kl.Evaluate(precision + 32), precision, At, MaxSteps));

    /// <summary>
    /// The frontier as a function E of the KL divergence is concave, and at k(β) it is m(β) with the slope 1/β. So every β gives an upper
    /// bound, the tangent there. It gives a lower one too: m(β) where k(β) is below the divergence; and otherwise m(β) less the excess times
    /// the slope 1/β₀ of any β₀ for which it is below. Newton's method, within a bracket, makes these bounds meet.
    /// </summary>
    /// <param name="divergence">The KL divergence, between the ends of the frontier.</param>
    /// <param name="precision">The bits after the point that are wanted.</param>
    /// <param name="tilted">The tilted policy at a β, which has as many bits as the second argument says.</param>
    /// <param name="maxSteps">How many of them are tried: whatever they are, the bounds hold.</param>
    internal Enclosure WinRateAt(Enclosure divergence, int precision, Func<Enclosure, int, TiltedPolicy> tilted, int maxSteps)
    {
        if (divergence.Upper.Sign <= 0)
        {
            return Enclosure.FromRational(new Rational(1, 2), precision);
        }

        // Both relative to the largest win rate.
        var bits = precision + 32;
        var (lower, upper) = (Enclosure.FromRational(new Rational(1, 2) - LargestWinRate, bits).Lower, Dyadic.Zero);
        var (low, high) = ((Dyadic?)null, (Dyadic?)null);
        var tilt = Start(divergence, bits);
        var (best, distance, halved) = (default((Dyadic Tilt, Enclosure Excess, Enclosure Mean, Enclosure Variance)), (Dyadic?)null, false);
        for (var step = 0; step < maxSteps; step++)
        {
            var point = tilted(Enclosure.Exactly(tilt), bits);
            var excess = Enclosure.Subtract(point.Divergence, divergence, bits);
            if (excess.Upper.Sign <= 0)
            {
                low = tilt;
            }
            else if (excess.Lower.Sign >= 0)
            {
                high = tilt;
            }

            var away = Larger(excess.Upper.Abs(), excess.Lower.Abs());
            halved = !halved && away.ScaleByPowerOfTwo(1) > distance;
            if (distance is null || away < distance)
            {
                (best, distance) = ((tilt, excess, point.Mean, point.Variance), away);
            }

            upper = Smaller(upper, Enclosure.Add(point.Mean, Quotient(-excess.Lower, tilt), bits).Upper);
            if (low is { } below)
            {
                // Above the divergence the slope is at most that at a smaller tilt, below it at least that at a larger one.
                var rise = high is { } above ? Quotient(-best.Excess.Upper, above) : Enclosure.Zero;
                var mean = Enclosure.Subtract(Enclosure.Add(best.Mean, rise, bits), Quotient(best.Excess.Upper, below), bits);
                lower = Larger(lower, mean.Lower);
            }

            var width = upper - lower;
            if (width.IsZero || width.TopExponent < -precision || (low is null && divergence.Lower.Sign <= 0))
            {
                break;
            }

            tilt = Next(step);
        }

        return Enclosure.Add(Enclosure.FromRational(LargestWinRate, bits), new Enclosure(lower, upper), precision);

        static Dyadic Smaller(Dyadic a, Dyadic b) => a < b ? a : b;

        static Dyadic Larger(Dyadic a, Dyadic b) => a > b ? a : b;

        // A difference that counts where it is positive, over β.
        Enclosure Quotient(Dyadic difference, Dyadic by) =>
            difference.Sign <= 0 ? Enclosure.Zero : Enclosure.Divide(Enclosure.Exactly(difference), Enclosure.Exactly(by), bits);

        Dyadic Next(int step)
        {
            if (low is null)
            {
                // A little less, and then ever more: the start is mostly good.
                var end = high ?? best.Tilt;
                return (end - end.ScaleByPowerOfTwo(-Math.Max(1, StartBits >> Math.Min(step, 31)))).Round(bits, RoundingDirection.Down);
            }

            // Newton's step from the best point; where it gained little, as where k is nearly flat, the bracket is halved once.
            var (from, excess, _, variance) = best;
            var slope = Enclosure.Multiply(Enclosure.Exactly(from), variance, bits);
            if (slope.Lower.Sign > 0 && !halved)
            {
                var newton = (from - Enclosure.Divide(excess, slope, bits).Lower).Round(bits, RoundingDirection.Down);
                if (newton > low && (high is null || newton < high) && newton != from)
                {
                    return newton;
                }
            }

            // Halfway, by exponents where the bracket is wide.
            return high is not { } above ? low.Value.ScaleByPowerOfTwo(1)
                : above.TopExponent > low.Value.TopExponent + 1 ? low.Value.ScaleByPowerOfTwo((above.TopExponent - low.Value.TopExponent) / 2)
                : (low.Value + above).ScaleByPowerOfTwo(-1).Round(bits, RoundingDirection.Down);
        }
    }

    /// <summary>The tilted policy at β: ln Z − βv_top, the mean of v − v_top, its variance, and k(β) = β·mean − ln Z.</summary>
    internal TiltedPolicy At(Enclosure beta, int precision)
    {
        var bits = BitsFor(beta, precision);
        var (total, mean, square) = (Enclosure.Zero, Enclosure.Zero, Enclosure.Zero);
        for (var i = 0; i < levels.Count; i++)
        {
            var value = Enclosure.FromRational(belowTop.Value[i], bits);
            var share = Share(i, value, beta, bits);
            var first = Enclosure.Multiply(share, value, bits);
            total = Enclosure.Add(total, share, bits);
            mean = Enclosure.Add(mean, first, bits);
            square = Enclosure.Add(square, Enclosure.Multiply(first, value, bits), bits);
        }

        mean = Enclosure.Divide(mean, total, bits);
        var variance = Enclosure.Subtract(Enclosure.Divide(square, total, bits), Enclosure.Power(mean, 2, bits), bits);
        var logarithm = Enclosure.Ln(total, bits);
        return new(logarithm, mean, variance, Enclosure.Subtract(Enclosure.Multiply(beta, mean, bits), logarithm, bits));
    }

    /// <summary>β times a difference of values needs the bits of β before the point.</summary>
    private static int BitsFor(Enclosure beta, int precision) =>
        checked((int)(precision + 16 + Math.Max(0, beta.Upper.TopExponent) + Math.Max(0, -2 * beta.Lower.TopExponent)));

    /// <summary>P e^(β(v − v_top)) of a level, with the difference of the values.</summary>
    private Enclosure Share(int level, Enclosure value, Enclosure beta, int bits) => Enclosure.Multiply(
        Enclosure.FromRatio(levels[level].Weight, Reference.Denominator, bits), Enclosure.Exp(Enclosure.Multiply(beta, value, bits), bits), bits);

    private bool Reaches(int n, ComputableReal goal) =>
        ComputableReal.FromEnclosures(precision => Measures.WinRate.Of(new EnclosedBestOfN(Reference, n, precision))).CompareTo(goal, MaxPrecision) switch
        {
            Ordering.Open => throw new InvalidOperationException(
                FormattableString.Invariant($"n is {n}; its win rate is too near to the frontier less the loss to be told from it.")),
            Ordering.Less => false,
            _ => true,
        };

    /// <summary>ln(1/ε_∞) − KL.</summary>
    private Enclosure Gap(Enclosure divergence, int bits) => Enclosure.Subtract(LargestKl.Enclose(bits), divergence, bits);

    /// <summary>A number next to the root of k(β) = KL, found in doubles; next to ln(1/ε_∞) one whose k(β) is about 2^−precision below.</summary>
    private Dyadic Start(Enclosure kl, int precision)
    {
        // k(β) is β²/2 times the variance of v, up to β³.
        var square = Enclosure.Divide(Enclosure.Exactly(kl.Upper + kl.Upper), variance.Value, 64);
        if (square.Upper.TopExponent < SmallSquare)
        {
            return Enclosure.Sqrt(square, 64).Lower;
        }

        var gap = Gap(kl, precision).Upper;
        if (gap.Sign <= 0 || gap.TopExponent < NearTheLargest)
        {
            var logarithm = gap.Sign > 0 && gap.TopExponent > -precision
                ? Enclosure.Ln(Enclosure.Exactly(gap), 64).Lower.ToDouble()
                : -precision * Math.Log(2);
            return Dyadic.FromDouble(TiltOfGap(logarithm));
        }

        var goal = kl.Upper.ToDouble();

        // k increases, so a bracket is halved, by Newton's step where that stays inside.
        var (low, high) = (0.0, 1.0);
        while (InDoubles(high).Value < goal && high < 1e15)
        {
            (low, high) = (high, 2 * high);
        }

        var root = (low + high) / 2;
        for (var i = 0; i < MaxSteps && high - low > 1e-15 * high; i++)
        {
            var (k, slope) = InDoubles(root);
            (low, high) = k < goal ? (root, high) : (low, root);
            var next = root - (k - goal) / slope;
            var step = next > low && next < high ? next : (low + high) / 2;
            if (Math.Abs(step - root) <= 1e-15 * root)
            {
                break;
            }

            root = step;
        }

        return Dyadic.FromDouble(root);
    }

    /// <summary>The β at which ln(1/ε_∞) − k(β) has a logarithm, in doubles: the gap decreases.</summary>
    private double TiltOfGap(double logarithm)
    {
        var (low, high) = (0.0, 1.0);
        while (LogGap(high) > logarithm && high < 1e300)
        {
            (low, high) = (high, 2 * high);
        }

        for (var i = 0; i < MaxSteps && high - low > 1e-15 * high; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = LogGap(middle) > logarithm ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>ln(ln(1 + s) + β Σ d w/(1 + s)) with w = (P/ε_∞) e^(−βd) over the levels below the top, d their distance of v, and s = Σ w.</summary>
    private double LogGap(double beta)
    {
        var most = double.NegativeInfinity;
        for (var i = 0; i < losses.Length - 1; i++)
        {
            most = Math.Max(most, logRatios[i] + beta * losses[i]);
        }

        var (sum, weighted) = (0.0, 0.0);
        for (var i = 0; i < losses.Length - 1; i++)
        {
            var share = Math.Exp(logRatios[i] + beta * losses[i] - most);
            sum += share;
            weighted -= share * beta * losses[i];
        }

        // For small s its logarithm is all that doubles can hold.
        const double Small = -20;
        var total = Math.Exp(most) * sum;
        return most < Small ? most + Math.Log(sum + weighted) : Math.Log(Math.Log(1 + total) + Math.Exp(most) * weighted / (1 + total));
    }

    /// <summary>k(β) = Σ P ψ(t), t = e^(βu)/Z with u = v − ½ and ψ(t) = t ln t − t + 1, which does not cancel; and its slope β Var.</summary>
    private (double Value, double Slope) InDoubles(double beta)
    {
        if (beta > LargeForDoubles)
        {
            return OfLargeTilt(beta);
        }

        var excess = 0.0;
        for (var i = 0; i < masses.Length; i++)
        {
            excess += masses[i] * Expm1(beta * deviations[i]);
        }

        var (k, mean) = (0.0, 0.0);
        for (var i = 0; i < masses.Length; i++)
        {
            var ratio = (Expm1(beta * deviations[i]) - excess) / (1 + excess);
            k += masses[i] * Psi(ratio);
            mean += masses[i] * (1 + ratio) * deviations[i];
        }

        var variance = 0.0;
        for (var i = 0; i < masses.Length; i++)
        {
            var ratio = (Expm1(beta * deviations[i]) - excess) / (1 + excess);
            variance += masses[i] * (1 + ratio) * (deviations[i] - mean) * (deviations[i] - mean);
        }

        return (k, beta * variance);

        static double Expm1(double x) => Math.Abs(x) < 1e-5 ? x + x * x / 2 + x * x * x / 6 : Math.Exp(x) - 1;

        // t = 1 + d may round to 0, where t ln t is 0.
        static double Psi(double d) =>
            Math.Abs(d) < 1e-4 ? d * d * (0.5 - d / 6 + d * d / 12)
            : d <= -1 ? 1
            : (1 + d) * Math.Log(1 + d) - d;
    }

    private (double Value, double Slope) OfLargeTilt(double beta)
    {
        var (total, mean, square) = (0.0, 0.0, 0.0);
        for (var i = 0; i < masses.Length; i++)
        {
            var share = masses[i] * Math.Exp(beta * losses[i]);
            total += share;
            mean += share * losses[i];
            square += share * losses[i] * losses[i];
        }

        mean /= total;
        return (beta * mean - Math.Log(total), beta * (square / total - mean * mean));
    }
}

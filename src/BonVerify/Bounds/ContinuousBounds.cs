using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Bounds;

/// <summary>
/// The values that divergences of best-of-n take on a continuous reward. They bound those of every finite policy, because
/// a finite policy coarsens a continuous one (data processing; Mroueh, arXiv 2406.05883).
/// </summary>
public static class ContinuousBounds
{
    /// <summary>n: the density ratio q/p.</summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>An exact rational number.</returns>
    public static Rational DensityRatio(int n) => new(Preconditions.AtLeast(n, 1));

    /// <summary>(n−1)²/(2n−1): the χ² divergence.</summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>An exact rational number; 0 for n = 1.</returns>
    public static Rational ChiSquared(int n) => new Rational(Square(n - 1), 2 * (BigInteger)Preconditions.AtLeast(n, 1) - 1);

    /// <summary>(1/n)^(1/(n−1)) − (1/n)^(n/(n−1)) = (n−1) n^(−n/(n−1)): the total variation distance.</summary>
    /// <param name="n">The number of draws, at least 2.</param>
    /// <param name="precision">Bits of relative accuracy, at least 2.</param>
    /// <returns>An enclosure: the value is irrational unless n is 2.</returns>
    public static Enclosure TotalVariation(int n, int precision) =>
        Enclosure.Exp(LnTotalVariation(n).Enclose(precision + 40), precision);

    /// <summary>ln(n−1) − (n/(n−1)) ln n, exactly: the logarithm of the total variation distance.</summary>
    /// <param name="n">The number of draws, at least 2.</param>
    /// <returns>A linear form in logarithms, so that a rational distance is compared with the bound exactly.</returns>
    public static LinearFormInLogarithms LnTotalVariation(int n) =>
        LinearFormInLogarithms.Ln(Preconditions.AtLeast(n, 2) - 1) - new Rational(n, n - 1) * LinearFormInLogarithms.Ln(n);

    /// <summary>ln(n^α/(α(n−1)+1))/(α−1): the Rényi divergence of order α, in nats.</summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="order">The order α, at least 2.</param>
    /// <returns>A linear form in logarithms; 0 for n = 1.</returns>
    public static LinearFormInLogarithms Renyi(int n, int order)
    {
        var scale = (BigInteger)Preconditions.AtLeast(order, 2) * (Preconditions.AtLeast(n, 1) - 1) + 1;
        return new Rational(1, order - 1) * (new Rational(order) * LinearFormInLogarithms.Ln(n) - LinearFormInLogarithms.Ln(new(scale)));
    }

    /// <summary>n − 1 − ln n: the reverse KL divergence KL(p‖π⁽ⁿ⁾), in nats.</summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>A linear form in logarithms; 0 for n = 1.</returns>
    public static LinearFormInLogarithms ReverseKl(int n) => new Rational(Preconditions.AtLeast(n, 1) - 1) - LinearFormInLogarithms.Ln(n);

    /// <summary>1 − 2√n/(n+1) = (√n − 1)²/(n+1): the squared Hellinger distance.</summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="precision">Bits of relative accuracy, at least 2.</param>
    /// <returns>An enclosure; exactly 0 for n = 1.</returns>
    public static Enclosure SquaredHellinger(int n, int precision)
    {
        Preconditions.AtLeast(n, 1);
        Preconditions.AtLeast(precision, 2);
        var working = precision + 8;
        var root = Enclosure.Subtract(Enclosure.Sqrt(Enclosure.Exactly(n), working), Enclosure.One, working);
        return Enclosure.Divide(Enclosure.Power(root, 2, working), Enclosure.Exactly((BigInteger)n + 1), precision);
    }

    /// <summary>ln t − (t−1)/t: the KL divergence, in nats, on the curve of all real t ≥ 1, of which whole t are best-of-n.</summary>
    /// <param name="draws">The parameter t, at least 1; the density is t u^(t−1).</param>
    /// <returns>A linear form in logarithms; 0 for t = 1. For whole t it is <see cref="KlBounds.Formula"/>.</returns>
    internal static LinearFormInLogarithms KlOnCurve(Rational draws)
    {
        var (a, b) = OnCurve(draws);
        return new LinearFormInLogarithms(b - a, [new(a, a, b)], a);
    }

    /// <summary>t/(t+1): the win rate on the same curve.</summary>
    /// <param name="draws">The parameter t, at least 1.</param>
    /// <returns>An exact rational number; ½ for t = 1.</returns>
    internal static Rational WinRateOnCurve(Rational draws)
    {
        var (a, b) = OnCurve(draws);
        return new Rational(a, a + b);
    }

    private static (BigInteger Numerator, BigInteger Denominator) OnCurve(Rational draws) => draws >= Rational.One
        ? (draws.Numerator, draws.Denominator)
        : throw new ArgumentOutOfRangeException(nameof(draws), Preconditions.Message(nameof(draws), draws, "must be at least 1"));

    private static BigInteger Square(BigInteger value) => value * value;
}

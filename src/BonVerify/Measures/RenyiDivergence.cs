using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <summary>Rényi divergences of integer order of best-of-n from its reference policy, in nats.</summary>
public static partial class RenyiDivergence
{
    /// <summary>R_α(π⁽ⁿ⁾‖p) = ln(Σ q^α p^(1−α))/(α − 1), exactly.</summary>
    /// <param name="policy">The best-of-n policy.</param>
    /// <param name="order">The order α, at least 2; order 1 is <see cref="KullbackLeibler"/>.</param>
    /// <returns>A linear form in logarithms of at least 0, nondecreasing in the order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The order is below 2, or D^((n−1)·order) has more than 2^31 bits.</exception>
    public static LinearFormInLogarithms Of(BestOfN policy, int order)
    {
        var (numerator, denominator) = Moment(policy, order);
        return new LinearFormInLogarithms(BigInteger.Zero, [new(BigInteger.One, numerator, denominator)], order - 1);
    }

    /// <summary>Σ q^α p^(1−α), the α-th moment of the density ratio under the best-of-n policy's reference, exactly.</summary>
    /// <param name="policy">The best-of-n policy.</param>
    /// <param name="order">The order α, at least 2.</param>
    /// <returns>A fraction of at least 1.</returns>
    public static Rational PowerSum(BestOfN policy, int order)
    {
        var (numerator, denominator) = Moment(policy, order);
        return new Rational(numerator, denominator);
    }

    /// <summary>Σ q^α p^(1−α), not in lowest terms.</summary>
    internal static (BigInteger Numerator, BigInteger Denominator) Moment(BestOfN policy, int order)
    {
        Preconditions.NotNull(policy);
        Preconditions.AtLeast(order, 2);

        var all = Preconditions.Power(BigInteger.Pow(policy.Reference.Denominator, policy.N - 1), order, nameof(order));

        // Σ w (Q/w)^α over D^(α(n−1)+1): w = C − C₋ divides Q = C^n − C₋^n, so no denominators meet.
        var numerator = policy.Cells.Zip(policy.CellNumerators).Aggregate(
            BigInteger.Zero, (sum, cell) => sum + cell.First.Weight * BigInteger.Pow(cell.Second / cell.First.Weight, order));
        return (numerator, all * policy.Reference.Denominator);
    }
}

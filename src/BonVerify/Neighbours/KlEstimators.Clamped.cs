using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Neighbours;

/// <content>The log-ratio clamped to [−c, c], as programs do to keep single responses from dominating.</content>
public static partial class KlEstimators
{
    /// <summary>E[k1] with ln x clamped to [−c, c], exactly.</summary>
    /// <param name="policy">The policy π, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy p.</param>
    /// <param name="clamp">The bound c > 0 of the log-ratio, in nats.</param>
    /// <returns>A linear form in logarithms; it may be negative.</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes, or π > 0 where p = 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not > 0.</exception>
    public static LinearFormInLogarithms K1ClampedMean(ReferencePolicy policy, ReferencePolicy reference, Rational clamp)
    {
        var (inside, below, above) = Clamped(policy, reference, clamp);
        return LinearFormInLogarithms.Sum(inside.Select(static ratio => ratio.Mass * LinearFormInLogarithms.Ln(ratio.X))) + clamp * (above - below);
    }

    /// <summary>E[k2] with ln x clamped to [−c, c], in nats².</summary>
    /// <param name="policy">The policy π, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy p.</param>
    /// <param name="clamp">The bound c > 0 of the log-ratio, in nats.</param>
    /// <returns>A number of at least 0, enclosed; exact where no |ln x| below c is left.</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes, or π > 0 where p = 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not > 0.</exception>
    public static ComputableReal K2ClampedMean(ReferencePolicy policy, ReferencePolicy reference, Rational clamp)
    {
        var (inside, below, above) = Clamped(policy, reference, clamp);
        ComputableReal outside = (above + below) * clamp * clamp / 2;
        return inside.Length == 0 ? outside : MeanOf(inside, HalfSquare) + outside;
    }

    /// <summary>E[k3] with ln x clamped to [−c, c]: beyond it the estimator has e^c and e^(−c).</summary>
    /// <param name="policy">The policy π, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy p.</param>
    /// <param name="clamp">The bound c > 0 of the log-ratio, in nats.</param>
    /// <returns>A number of at least 0, enclosed; exact where nothing is clamped.</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes, or π > 0 where p = 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not > 0, or it is 2^60 or more.</exception>
    public static ComputableReal K3ClampedMean(ReferencePolicy policy, ReferencePolicy reference, Rational clamp)
    {
        var (inside, below, above) = Clamped(policy, reference, clamp);
        RealExponential.Within(clamp, clamp);
        var exact = LinearFormInLogarithms.Sum(inside.Select(static ratio => ratio.Mass * K3(ratio.X)))
            + (above * (clamp - 1) - below * (clamp + 1));
        if ((above + below).IsZero)
        {
            return exact;
        }

        return (ComputableReal)exact + ComputableReal.FromEnclosures(precision => Enclosure.Add(
            Scaled(above, -clamp, precision + 8), Scaled(below, clamp, precision + 8), precision));

        static Enclosure Scaled(Rational mass, Rational exponent, int bits) =>
            Enclosure.Multiply(Enclosure.FromRational(mass, bits), RealExponential.Of(exponent, bits), bits);
    }

    /// <summary>The ratios with |ln x| at most c, and the mass of those below and above. Whether ln x is beyond c is decided exactly.</summary>
    private static (Ratio[] Inside, Rational Below, Rational Above) Clamped(ReferencePolicy policy, ReferencePolicy reference, Rational clamp)
    {
        Parameters.Positive(clamp);
        var sides = Ratios(policy, reference).ToLookup(ratio => LinearFormInLogarithms.Ln(ratio.X) is var log && log > clamp ? 1 : log < -clamp ? -1 : 0);
        return ([.. sides[0]], Mass(sides[-1]), Mass(sides[1]));

        static Rational Mass(IEnumerable<Ratio> ratios) => ratios.Aggregate(Rational.Zero, static (sum, ratio) => sum + ratio.Mass);
    }
}

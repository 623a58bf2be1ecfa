using BonVerify.Estimators;
using BonVerify.FloatingPoint.Certified;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.FloatingPoint.Wide;
using BonVerify.Numerics;

namespace BonVerify.FloatingPoint;

/// <content>The estimator of KL from the mass of the kept response.</content>
public static partial class CertifiedBestOfN
{
    /// <summary>The KL estimator d_n(ε) of Beirami et al. (arXiv 2401.01879) in nats as the nearest double, ε being the mass of the kept response.</summary>
    /// <param name="epsilon">A mass in (0, 1], taken at its exact binary value.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The correctly rounded double; 0 exactly for n = 1 and for ε = 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">ε is not in (0, 1], or n is below 1.</exception>
    public static double Estimator(double epsilon, int n)
    {
        Preconditions.AtLeast(n, 1);
        if (!(epsilon is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(epsilon), Preconditions.Message(nameof(epsilon), epsilon, "must be in (0, 1]"));
        }

        if (n == 1 || epsilon == 1)
        {
            return 0;
        }

        return Direct(epsilon, n).TryRound(out var nearest) ? nearest : ByMoreBits(Rational.FromDouble(epsilon), n);
    }

    /// <summary>d_n(ε) by pairs.</summary>
    internal static CertifiedDouble Direct(double epsilon, int n)
    {
        var mass = new PairBuffer(stackalloc double[2]);
        mass.Set(0, new(epsilon, 0));
        EstimatorKernel<Lanes1>.Evaluate(mass, 1, n, EstimatorKernel<Lanes1>.Limit(n));
        var value = DoubleDouble<Lanes1>.First(mass.Load<Lanes1>(0));
        return new(value.High, value.Low, ErrorBounds.Estimator(n));
    }

    private static double ByMoreBits(Rational epsilon, int n)
    {
        if (WideMeasures.Estimator(n, epsilon.Numerator, epsilon.Denominator).ToEnclosure().TryToDouble(out var nearest))
        {
            return nearest;
        }

        // A linear form in logarithms is transcendental, hence no midpoint, unless its logarithms add up to 0 (Baker); what is left here would be below 0.
        for (var precision = 2 * WideValue.Precision; ; precision = checked(2 * precision))
        {
            if (KlEstimator.Enclose(n, epsilon, precision).TryToDouble(out nearest))
            {
                return nearest;
            }
        }
    }
}

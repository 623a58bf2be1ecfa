using BonVerify.FloatingPoint.Fast;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.FloatingPoint;

/// <content>Values with the error bound that is proved of them.</content>
public static partial class FastBestOfN
{
    private const double Unit = 1.0 / (1L << 53);

    // Theorems 2 and 3 of proofs/FloatingPoint.md are about such policies, with a share of up to 1 − 2^−16; this one is computed.
    private const int MaxProvedOutcomes = 1 << 20;
    private const double MaxProvedShare = 1 - 1.0 / (1 << 15);

    // So accurate, an enclosure adds next to nothing to the half ulp of rounding.
    private const int AccurateBits = 62;

    // The bounds are computed in doubles, from computed values, and must not come out too small.
    private const double Slack = 1 + 1.0 / (1 << 20);

    /// <summary>KL(π⁽ⁿ⁾‖p) in nats with its proved error, for weights in ascending reward.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>
    /// The double of <see cref="KullbackLeibler(ReadOnlySpan{double}, int)"/> with 300 (1 + ln n) 2^−53 of it. Where that is not
    /// proved, with more than 2^20 outcomes or nearly all mass on one, an end of a certified enclosure, rounded, with 0.51 ulp.
    /// </returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or n is below 1.</exception>
    public static BoundedDouble KullbackLeiblerWithError(ReadOnlySpan<double> weights, int n) => WithError(
        weights,
        n,
        KullbackLeibler(weights, n),
        static (_, n) => 300 * (1 + Math.Log(n)),
        static (reference, n) => CertifiedKullbackLeibler.Enclose(reference, n));

    /// <summary>χ²(π⁽ⁿ⁾‖p) with its proved error, for weights in ascending reward.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>
    /// The double of <see cref="ChiSquared(ReadOnlySpan{double}, int)"/> with 50 (1 + ln n)(1 + 1/√χ²) 2^−53 of it, or a
    /// rounded end of an enclosure where that is not proved, as for KL; this takes up to thousands of times as long.
    /// </returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or n is below 1.</exception>
    public static BoundedDouble ChiSquaredWithError(ReadOnlySpan<double> weights, int n) => WithError(
        weights,
        n,
        ChiSquared(weights, n),
        static (value, n) => 50 * (1 + Math.Log(n)) * (1 + 1 / Math.Sqrt(value)),
        static (reference, n) => Accurately(reference, n, Measures.ChiSquared.Of));

    /// <summary>The win rate with its proved error, for weights in ascending reward.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>
    /// The double of <see cref="WinRate(ReadOnlySpan{double}, int)"/> with 26·2^−53 of it, or a rounded end of an enclosure where
    /// that is not proved, as for KL; this takes up to thousands of times as long.
    /// </returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or n is below 1.</exception>
    public static BoundedDouble WinRateWithError(ReadOnlySpan<double> weights, int n) =>
        WithError(weights, n, WinRate(weights, n), static (_, _) => 26, static (reference, n) => Accurately(reference, n, Measures.WinRate.Of));

    /// <summary>The total variation distance with its proved error, for weights in ascending reward.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>
    /// The double of <see cref="TotalVariation(ReadOnlySpan{double}, int)"/> with 12·2^−53 of it, or a rounded end of an enclosure
    /// where that is not proved, as for KL; this takes up to thousands of times as long.
    /// </returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or n is below 1.</exception>
    public static BoundedDouble TotalVariationWithError(ReadOnlySpan<double> weights, int n) =>
        WithError(weights, n, TotalVariation(weights, n), static (_, _) => 12, static (reference, n) => Accurately(reference, n, Measures.TotalVariation.Of));

    private static BoundedDouble WithError(
        ReadOnlySpan<double> weights, int n, double value, Func<double, int, double> units, Func<ReferencePolicy, int, Enclosure> enclosing)
    {
        // The weights are checked by now.
        var input = DoubleWeights.Read(weights, nameof(weights));
        if (n == 1 || input.IsSingle)
        {
            return new(value, 0);
        }

        if (weights.Length <= MaxProvedOutcomes && input.LargestShare <= MaxProvedShare)
        {
            return new(value, units(value, n) * Unit * Math.Abs(value) * Slack);
        }

        var enclosure = enclosing(ReferencePolicy.FromWeights(weights.ToArray()), n);
        var nearest = enclosure.Lower.ToDouble();
        return new(nearest, Math.Max(double.Epsilon, 0.51 * (Math.BitIncrement(nearest) - nearest)));
    }

    private static Enclosure Accurately(ReferencePolicy reference, int n, Func<EnclosedBestOfN, Enclosure> measure)
    {
        for (var precision = 128; ; precision = checked(2 * precision))
        {
            var enclosure = measure(new EnclosedBestOfN(reference, n, precision));
            if (enclosure.IsAccurateTo(AccurateBits))
            {
                return enclosure;
            }
        }
    }
}

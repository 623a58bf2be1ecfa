using BonVerify.FloatingPoint.Fast;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint;

/// <content>The total variation distance.</content>
public static partial class FastBestOfN
{
    /// <summary>The total variation distance between best-of-n and its reference policy, for weights in ascending reward.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>A number in [0, 1); exactly 0 for n = 1 and for a single positive weight.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or n is below 1.</exception>
    /// <remarks>
    /// q/p increases with the reward, so the distance is the largest F − Fⁿ, and u − uⁿ is concave with its maximum at
    /// u = n^(−1/(n−1)): one of the two cumulative masses around it. F − Fⁿ = F (1−F) h_(n−1)(1, F) has no cancellation.
    /// </remarks>
    public static double TotalVariation(ReadOnlySpan<double> weights, int n)
    {
        Preconditions.AtLeast(n, 1);
        var input = DoubleWeights.Read(weights, nameof(weights));
        if (n == 1 || input.IsSingle)
        {
            return 0;
        }

        if (input.TryRest(out var rest, out var top))
        {
            // F − Fⁿ just below the dominating cell, and just above it.
            return Math.ScaleB(Math.Max(rest, (n - 1) * top), -DoubleWeights.RestExponent);
        }

        // The first boundary with at least the optimal mass below it; its neighbours too, in case rounding hid the crossing.
        var optimum = Math.Exp(-Math.Log(n) / (n - 1)) * input.Total;
        var below = default(CompensatedSum);
        var boundary = 0;
        while (boundary < weights.Length - 1 && below.High < optimum)
        {
            below = below.Plus(input.Weights[boundary++]);
        }

        var distance = 0.0;
        for (var i = Math.Max(1, boundary - 2); i <= Math.Min(weights.Length - 1, boundary + 1); i++)
        {
            distance = Math.Max(distance, AtBoundary(input.Weights[..i], input.Weights[i..], input.Total, n));
        }

        return distance;
    }

    /// <summary>F − Fⁿ, F being the share of the lower weights.</summary>
    private static double AtBoundary(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double total, int n)
    {
        var (below, above) = (DoubleWeights.Add(lower).Sum.Value, DoubleWeights.Add(upper).Sum.Value);
        var one = DoubleDouble<Lanes1>.Create(1);
        var share = below <= above ? Share(below) : DoubleDouble<Lanes1>.Subtract(one, Share(above));
        var ratio = PowerLadder.Quotient(one, share, one, n - 1);
        return below / total * (above / total) * Lanes1.First(ratio.High);

        DoubleDouble<Lanes1> Share(double mass) =>
            DoubleDouble<Lanes1>.Divide(Lanes1.Create(mass), Lanes1.Create(total), Lanes1.Create(1 / total));
    }
}

using BonVerify.Numerics;

namespace BonVerify.Estimators;

/// <summary>The mean of simulated values and how far it can be from its expectation, with a stated confidence.</summary>
/// <param name="Mean">An enclosure of the mean of the values.</param>
/// <param name="Radius">An enclosure of the radius of the confidence interval around the mean.</param>
/// <param name="Confidence">The least probability, over the seeds, that the expectation is within the radius.</param>
public sealed record MonteCarloEstimate(Enclosure Mean, Enclosure Radius, Rational Confidence)
{
    /// <summary>The confidence interval, rounded outward.</summary>
    public Enclosure Interval => new(Mean.Lower - Radius.Upper, Mean.Upper + Radius.Upper);

    /// <summary>The estimate as <c>mean [a, b], radius [c, d] at confidence 99/100</c>.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() =>
        $"mean {Mean.ToDecimal(12)}, radius {Radius.ToDecimal(6)} at confidence {Confidence.ToString()}";
}

using System.Numerics;
using BonVerify.Bounds;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.FloatingPoint.Wide;

/// <summary>The tilted policies P e^(βv)/Z of a reference policy, v = (F₋ + F)/2, in numbers of 128 bits.</summary>
/// <param name="masses">The masses P of the levels, each within 10 units.</param>
/// <param name="levels">The levels, ascending.</param>
/// <param name="total">The weight of all.</param>
internal sealed class WideTilt(IReadOnlyList<WideFloat> masses, IReadOnlyList<RewardLevel> levels, BigInteger total)
{
    // A mass 10 and its product with e^−x 6.
    private const double Share = 16;

    // d = v_top − v: of an integer and the reciprocal of the total, as a share.
    private const double Loss = 10;
    private const double Product = 6;

    // β d, of which β is cut to 128 bits.
    private const double Argument = Loss + Product + 1;

    private readonly WideFloat[] losses = Losses(levels, total);

    /// <summary>The tilted policy at β: Z e^(−βv_top) = Σ P e^(−βd), and the mean and variance of −d.</summary>
    /// <param name="beta">β above 0, a number.</param>
    public TiltedPolicy At(Dyadic beta)
    {
        // What combines the sums costs nothing that counts beside their errors.
        const int Precision = 256;
        var tilt = WideFloat.FromDyadic(beta);
        var (shares, firsts, seconds) = (new WideSum(), new WideSum(), new WideSum());
        for (var level = 0; level < losses.Length; level++)
        {
            var share = masses[level] * WideExponential.OfNegative(tilt * losses[level]);
            var first = share * losses[level];
            shares.Add(share);
            firsts.Add(first);
            seconds.Add(first * losses[level]);
        }

        // A share is off by so many units and as many as x = βd times those of x. No d is above 1.
        var (zero, one, two) = (shares.Total, firsts.Total, seconds.Total);
        var units = Share + WideErrors.Exponential + WideSum.Units;
        var perArgument = Argument + WideErrors.ExponentialPerUnit;
        var left = WideFloat.One.Scale(-WideExponential.NegligibleBits);
        var partition = new WideValue(zero, WideErrors.Of(zero, units) + WideErrors.Of(tilt * one, perArgument) + left);
        var moment = new WideValue(one, WideErrors.Of(one, units + Loss + Product) + WideErrors.Of(tilt * two, perArgument) + left);
        var mean = Enclosure.Divide(moment.ToEnclosure(), partition.ToEnclosure(), Precision);
        var logarithm = Logarithm(partition);
        var divergence = Enclosure.Subtract(-Enclosure.Multiply(Enclosure.Exactly(beta), mean, Precision), logarithm, Precision);
        var centre = mean.Lower.Abs();
        var square = (two * WideFloat.Reciprocal(zero)).ToDyadic();
        return new(logarithm, -mean, Enclosure.Exactly((square - centre * centre).Round(64, RoundingDirection.Down)), divergence);
    }

    /// <summary>ln a, of an a next to or below 1.</summary>
    private static Enclosure Logarithm(WideValue a)
    {
        // By the mean value theorem, at the lower end.
        var magnitude = WideLogarithm.Magnitude(a.Value, out var isNegative);
        var error = WideErrors.Of(magnitude, WideErrors.Logarithm) + WideErrors.Up(a.Error * WideFloat.Reciprocal(a.Value - a.Error));
        var (centre, radius) = (isNegative ? -magnitude.ToDyadic() : magnitude.ToDyadic(), error.ToDyadic());
        return new(centre - radius, centre + radius);
    }

    /// <summary>v_top − v of each level: 2(D − C) + w less the weight of the top, over 2D.</summary>
    private static WideFloat[] Losses(IReadOnlyList<RewardLevel> levels, BigInteger total)
    {
        var reciprocal = WideFloat.Reciprocal(2 * total);
        return [.. levels.Select(level => WideFloat.FromInteger(2 * (total - level.CumulativeWeight) + level.Weight - levels[^1].Weight) * reciprocal)];
    }
}

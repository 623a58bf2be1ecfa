using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Neighbours;

/// <summary>Policies whose law depends on the reward levels alone: the cumulative mass F becomes G(F).</summary>
internal static class CumulativeMap
{
    /// <summary>The policy in which a level of mass P has G(F) − G(F₋), shared in proportion to p.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="map">A nondecreasing G with G(0) = 0 and G(1) = 1.</param>
    public static ReferencePolicy Apply(ReferencePolicy reference, Func<Rational, Rational> map)
    {
        var masses = new Rational[reference.Count];
        var below = Rational.Zero;
        foreach (var level in reference.Levels)
        {
            var up = map(level.Cumulative);
            var mass = up - below;
            below = up;
            foreach (var outcome in level.Outcomes)
            {
                masses[outcome] = mass * new Rational(reference.Weights[outcome], level.Weight);
            }
        }

        return reference.WithProbabilities(masses);
    }
}

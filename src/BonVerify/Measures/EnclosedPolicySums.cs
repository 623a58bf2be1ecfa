using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <summary>Sums over the outcomes of an enclosed policy.</summary>
internal static class EnclosedPolicySums
{
    /// <summary>Bits to carry for a sum over the outcomes that is good to a precision.</summary>
    public static int Working(EnclosedPolicy policy, int precision) =>
        Preconditions.AtLeast(precision, 2) + 16 + BitOperations.Log2((uint)Preconditions.NotNull(policy).Reference.Count);

    /// <summary>Σ p·f(q/p) for a function f ≥ 0, over the outcomes with p > 0.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="precision">The precision of the sum, at least 2.</param>
    /// <param name="f">The function of a positive ratio, at a number of bits.</param>
    /// <param name="atZero">f(0), or <see langword="null"/> where it is infinite.</param>
    public static Enclosure OfRatios(EnclosedPolicy policy, int precision, Func<Enclosure, int, Enclosure> f, int? atZero)
    {
        var bits = Working(policy, precision);
        var (reference, masses) = (policy.Reference, policy.Masses(bits));
        var sum = Enclosure.Zero;
        for (var i = 0; i < masses.Count; i++)
        {
            if (reference.Weights[i].IsZero)
            {
                continue;
            }

            var mass = Enclosure.FromRatio(reference.Weights[i], reference.Denominator, bits);
            var value = masses[i].Sign != 0 ? EnclosedSums.NotNegative(f(Enclosure.Divide(masses[i], mass, bits), bits))
                : atZero is { } known ? Enclosure.Exactly(known)
                : throw ReferencePolicy.Infinite(i, nameof(policy));
            sum = Enclosure.Add(sum, Enclosure.Multiply(mass, value, bits), bits);
        }

        return sum;
    }
}

using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Neighbours;

/// <summary>
/// Soft best-of-n with the weights e^(r/λ): draw n responses and keep one of them with a chance in proportion to e^(r/λ) of its
/// reward r (as reported in arXiv 2505.03156 and 2507.05913). Small λ comes near to best-of-n, large λ to the reference policy.
/// </summary>
/// <remarks>
/// Real masses, enclosed, by the formula of <see cref="SoftBestOfN"/> over the multisets of reward levels. Immutable and safe for
/// use by many threads.
/// </remarks>
public sealed class EnclosedSoftBestOfN
{
    /// <summary>Makes the soft best-of-n policy of a reference policy.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1; it is also the mean number of draws.</param>
    /// <param name="lambda">The temperature λ > 0, in units of the reward.</param>
    /// <param name="maxMultisets">The budget: how many multisets n draws from the reward levels may have.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// n is below 1, λ is not > 0 or so small that exponents reach 2^60, or the multisets exceed the budget.
    /// </exception>
    public EnclosedSoftBestOfN(ReferencePolicy reference, int n, Rational lambda, int maxMultisets = SoftBestOfN.DefaultMaxMultisets)
    {
        Reference = Preconditions.NotNull(reference);
        Multisets.Require(n, reference.Levels.Count, maxMultisets);
        N = n;
        Lambda = Parameters.Positive(lambda);
        RealExponential.Within(lambda, (reference.Levels[^1].Reward - reference.Levels[0].Reward) / lambda);
    }

    /// <summary>Whether the default budget allows the policy.</summary>
    internal static bool IsWithinBudget(ReferencePolicy reference, int n, Rational lambda) =>
        Multisets.AreWithin(n, reference.Levels.Count, SoftBestOfN.DefaultMaxMultisets)
        && RealExponential.IsWithin((reference.Levels[^1].Reward - reference.Levels[0].Reward) / lambda);

    /// <summary>The reference policy.</summary>
    public ReferencePolicy Reference { get; }

    /// <summary>The number of draws n.</summary>
    public int N { get; }

    /// <summary>The temperature λ, in units of the reward.</summary>
    public Rational Lambda { get; }

    /// <summary>This policy on the outcomes of the reference policy.</summary>
    /// <returns>The policy, its masses enclosed to about 2^−precision of each.</returns>
    public EnclosedPolicy ToEnclosedPolicy() => new(Reference, Masses);

    /// <summary>The policy as <c>soft best of 2 at temperature 1/2 from 2,1,1</c>.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => FormattableString.Invariant($"soft best of {N} at temperature {Lambda.ToString()} from {Reference}");

    private Enclosure[] Masses(int precision)
    {
        // A budget of 2^31 multisets at most: 31 bits for the rounding of their sum.
        var bits = precision + 48;
        var levels = Reference.Levels;
        Enclosure[] weights = [.. levels.Select(level => RealExponential.Of((level.Reward - levels[^1].Reward) / Lambda, bits))];
        var sums = new Enclosure[levels.Count];
        Multisets.Visit(N, [.. levels.Select(static level => level.Weight)], (counts, integer) =>
        {
            var total = Enclosure.Zero;
            for (var i = 0; i < weights.Length; i++)
            {
                total = Enclosure.Add(total, Enclosure.Multiply(Enclosure.Exactly(counts[i]), weights[i], bits), bits);
            }

            var share = Enclosure.Divide(Enclosure.Exactly(integer).Round(bits), total, bits);
            for (var i = 0; i < weights.Length; i++)
            {
                sums[i] = Enclosure.Add(sums[i], Enclosure.Multiply(Enclosure.Exactly(counts[i]), share, bits), bits);
            }
        });
        var draws = Enclosure.Exactly(BigInteger.Pow(Reference.Denominator, N)).Round(bits);
        var masses = new Enclosure[Reference.Count];
        for (var i = 0; i < levels.Count; i++)
        {
            var mass = Enclosure.Divide(Enclosure.Multiply(sums[i], weights[i], bits), draws, bits);
            var density = Enclosure.Divide(mass, Enclosure.Exactly(levels[i].Weight), bits);
            foreach (var outcome in levels[i].Outcomes)
            {
                masses[outcome] = Enclosure.Multiply(density, Enclosure.Exactly(Reference.Weights[outcome]), precision);
            }
        }

        return masses;
    }
}

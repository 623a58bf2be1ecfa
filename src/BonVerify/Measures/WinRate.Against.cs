using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <content>Any two policies on the same outcomes; either may be 0 where the other is not.</content>
public static partial class WinRate
{
    /// <summary>P(r(Y) > r(Z)) + ½ P(r(Y) = r(Z)) with Y from a policy and Z, independently, from its opponent, exactly.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="opponent">The opponent: masses on the same outcomes, with the same rewards.</param>
    /// <returns>A fraction in [0, 1]; with the two exchanged, 1 minus it.</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes, or in their rewards.</exception>
    public static Rational Against(ReferencePolicy policy, ReferencePolicy opponent)
    {
        RequireSameRewards(policy, opponent);
        var sum = ByReward(policy).Aggregate(
            (Won: Rational.Zero, Below: Rational.Zero),
            (state, outcomes) =>
            {
                var ours = Total(outcomes, policy);
                var theirs = Total(outcomes, opponent);
                return (state.Won + ours * (state.Below + theirs / 2), state.Below + theirs);
            });
        return sum.Won;

        static Rational Total(IEnumerable<int> outcomes, ReferencePolicy of) => new(
            outcomes.Aggregate(BigInteger.Zero, (total, outcome) => total + of.Weights[outcome]), of.Denominator);
    }

    /// <summary>P(r(Y) > r(Z)) + ½ P(r(Y) = r(Z)) with Y from a policy and Z, independently, from its opponent, enclosed.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="opponent">The opponent: masses on the same outcomes, with the same rewards.</param>
    /// <param name="precision">Bits of accuracy, at least 2.</param>
    /// <returns>An enclosure of a number in [0, 1], whose width is about 2^−precision.</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes, or in their rewards.</exception>
    public static Enclosure Against(EnclosedPolicy policy, EnclosedPolicy opponent, int precision)
    {
        Preconditions.NotNull(policy);
        Preconditions.NotNull(opponent);
        RequireSameRewards(policy.Reference, opponent.Reference);
        var bits = EnclosedPolicySums.Working(policy, precision);
        var (ours, theirs) = (policy.Masses(bits), opponent.Masses(bits));
        var (won, below) = (Enclosure.Zero, Enclosure.Zero);
        foreach (var outcomes in ByReward(policy.Reference))
        {
            var (mine, other) = (Total(ours), Total(theirs));
            var beaten = Enclosure.Add(below, other.ScaleByPowerOfTwo(-1), bits);
            won = Enclosure.Add(won, Enclosure.Multiply(mine, beaten, bits), bits);
            below = Enclosure.Add(below, other, bits);

            Enclosure Total(IReadOnlyList<Enclosure> masses) =>
                outcomes.Aggregate(Enclosure.Zero, (total, outcome) => Enclosure.Add(total, masses[outcome], bits));
        }

        return won.Round(precision);
    }

    /// <summary>The win rate W(n, m) of best-of-n against best-of-m of the same reference policy, enclosed: for n or m too large to write F^n out.</summary>
    /// <param name="policy">Best-of-n, enclosed.</param>
    /// <param name="opponent">Best-of-m of the same reference policy, enclosed.</param>
    /// <returns>An enclosure of a number in [0, 1], whose width is about 2^−precision of the policy.</returns>
    /// <exception cref="ArgumentException">The reference policies differ.</exception>
    public static Enclosure Against(EnclosedBestOfN policy, EnclosedBestOfN opponent)
    {
        Preconditions.NotNull(policy);
        Preconditions.NotNull(opponent);
        if (!policy.Reference.Equals(opponent.Reference) || policy.Cells.Count != opponent.Cells.Count)
        {
            throw new ArgumentException($"{nameof(opponent)} has another reference policy or another convention for ties; both must have the same.", nameof(opponent));
        }

        var bits = policy.Precision + 16;
        var (won, below) = (Enclosure.Zero, Enclosure.Zero);
        for (var i = 0; i < policy.Cells.Count; i++)
        {
            var theirs = opponent.Mass(i);
            var beaten = Enclosure.Add(below, theirs.ScaleByPowerOfTwo(-1), bits);
            won = Enclosure.Add(won, Enclosure.Multiply(policy.Mass(i), beaten, bits), bits);
            below = Enclosure.Add(below, theirs, bits);
        }

        return won.Round(policy.Precision);
    }

    /// <summary>The win rate of a policy whose masses are enclosed against one draw from its reference policy.</summary>
    /// <param name="policy">The policy π on the outcomes of its reference policy p.</param>
    /// <param name="precision">Bits of accuracy, at least 2.</param>
    /// <returns>An enclosure of Σ π·(F₋ + F)/2, a number in [0, 1], whose width is about 2^−precision.</returns>
    public static Enclosure Of(EnclosedPolicy policy, int precision) =>
        Against(policy, EnclosedPolicy.FromExact(Preconditions.NotNull(policy).Reference, policy.Reference), precision);

    private static IEnumerable<IGrouping<Rational, int>> ByReward(ReferencePolicy policy) =>
        Enumerable.Range(0, policy.Count).GroupBy(i => policy.Rewards[i]).OrderBy(static level => level.Key);

    private static void RequireSameRewards(ReferencePolicy policy, ReferencePolicy opponent)
    {
        Preconditions.NotNull(policy);
        Preconditions.NotNull(opponent);
        if (!policy.Rewards.SequenceEqual(opponent.Rewards))
        {
            throw new ArgumentException($"{nameof(opponent)} has other rewards than the policy; both must be on the same outcomes.", nameof(opponent));
        }
    }
}

using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <summary>The mean of a reward of the outcomes under a policy, in units of the reward.</summary>
public static class ExpectedReward
{
    /// <summary>E[r(Y)] with Y from a policy and r its own rewards, exactly.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>A rational number.</returns>
    public static Rational Of(ReferencePolicy policy) => Of(policy, Preconditions.NotNull(policy).Rewards);

    /// <summary>E[r(Y)] with Y from a policy and r another reward than the one that ranks, exactly.</summary>
    /// <param name="policy">The policy; its own rewards are not used.</param>
    /// <param name="rewards">One reward per outcome, in listing order.</param>
    /// <returns>A rational number.</returns>
    /// <exception cref="ArgumentException">The number of rewards is not the number of outcomes.</exception>
    public static Rational Of(ReferencePolicy policy, IReadOnlyList<Rational> rewards)
    {
        RequireOnePerOutcome(policy, rewards);
        return policy.Weights.Zip(rewards, static (weight, reward) => reward * weight)
            .Aggregate(Rational.Zero, static (sum, part) => sum + part) / policy.Denominator;
    }

    /// <summary>E[r(Y)] with Y from a policy whose masses are enclosed and r the rewards of its reference policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="precision">Bits of accuracy, at least 2.</param>
    /// <returns>An enclosure whose width is about 2^−precision of the largest reward in magnitude.</returns>
    public static Enclosure Of(EnclosedPolicy policy, int precision) => Of(policy, Preconditions.NotNull(policy).Reference.Rewards, precision);

    /// <summary>E[r(Y)] with Y from a policy whose masses are enclosed and r another reward than the one that ranks.</summary>
    /// <param name="policy">The policy; its own rewards are not used.</param>
    /// <param name="rewards">One reward per outcome, in listing order.</param>
    /// <param name="precision">Bits of accuracy, at least 2.</param>
    /// <returns>An enclosure whose width is about 2^−precision of the largest reward in magnitude.</returns>
    /// <exception cref="ArgumentException">The number of rewards is not the number of outcomes.</exception>
    public static Enclosure Of(EnclosedPolicy policy, IReadOnlyList<Rational> rewards, int precision)
    {
        RequireOnePerOutcome(Preconditions.NotNull(policy).Reference, rewards);
        var bits = EnclosedPolicySums.Working(policy, precision);
        return policy.Masses(bits)
            .Zip(rewards, (mass, reward) => Enclosure.Multiply(mass, Enclosure.FromRational(reward, bits), bits))
            .Aggregate(Enclosure.Zero, (sum, part) => Enclosure.Add(sum, part, bits))
            .Round(precision);
    }

    private static void RequireOnePerOutcome(ReferencePolicy policy, IReadOnlyList<Rational> rewards)
    {
        Preconditions.NotNull(policy);
        Preconditions.NotNull(rewards);
        if (rewards.Count != policy.Count)
        {
            throw new ArgumentException($"{nameof(rewards)} has {rewards.Count} entries; it must have one per outcome, {policy.Count}.", nameof(rewards));
        }
    }
}

using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Pools;

/// <summary>The scored responses to one prompt: M independent draws with a reward each, and perhaps a second one, the gold reward.</summary>
/// <remarks>
/// <para>
/// Every estimate is exact and depends on the multiset of the draws only, not on their order: where draws tie, each of them counts
/// alike. What the pool cannot tell, such as the best of more draws than it has, is refused.
/// </para>
/// <para>
/// Rewards are held as integers over their least common denominator; rewards from doubles or decimals have a short one. Immutable and
/// safe for use by many threads.
/// </para>
/// </remarks>
public sealed partial class Pool
{
    /// <summary>The largest pool.</summary>
    public const int MaxSize = 1_000_000;

    private readonly Rational[] rewards;
    private readonly Rational[]? gold;
    private readonly PoolLevel[] levels;
    private readonly BigInteger denominator;

    private Pool(Rational[] rewards)
    {
        if (rewards.Length == 0)
        {
            throw new ArgumentException($"{nameof(rewards)} is empty; there must be at least one draw.", nameof(rewards));
        }

        if (rewards.Length > MaxSize)
        {
            throw new ArgumentOutOfRangeException(
                nameof(rewards), FormattableString.Invariant($"rewards has {rewards.Length} entries; it must have at most {MaxSize}."));
        }

        this.rewards = rewards;
        (var numerators, denominator) = CommonDenominator.Of(rewards);
        levels = [.. LevelsOf(numerators)];
    }

    private Pool(Pool pool, Rational[] gold)
    {
        (rewards, levels, denominator) = (pool.rewards, pool.levels, pool.denominator);
        this.gold = gold;
    }

    /// <summary>The number M of draws.</summary>
    public int Size => rewards.Length;

    /// <summary>The rewards, in the order given.</summary>
    public IReadOnlyList<Rational> Rewards => rewards.AsReadOnly();

    /// <summary>The gold rewards, in the order of the rewards; <see langword="null"/> for a pool without.</summary>
    public IReadOnlyList<Rational>? Gold => gold?.AsReadOnly();

    /// <summary>A pool of exact rewards.</summary>
    /// <param name="rewards">One per draw, in any order; equal ones are ties.</param>
    /// <returns>The pool.</returns>
    /// <exception cref="ArgumentException">There is no reward, or there are more than <see cref="MaxSize"/>.</exception>
    public static Pool Of(IEnumerable<Rational> rewards) => new([.. Preconditions.NotNull(rewards)]);

    /// <summary>A pool of doubles, which count at their exact binary values: two are ties only when they are the same number.</summary>
    /// <param name="rewards">One per draw, in any order, each finite.</param>
    /// <returns>The pool.</returns>
    /// <exception cref="ArgumentException">There is no reward, or one is not finite, or there are more than <see cref="MaxSize"/>.</exception>
    public static Pool FromDoubles(IEnumerable<double> rewards) => new([.. Preconditions.NotNull(rewards).Select(static (reward, index) =>
        double.IsFinite(reward)
            ? (Rational)reward
            : throw new ArgumentOutOfRangeException(
                nameof(rewards), Preconditions.Message(FormattableString.Invariant($"rewards[{index}]"), reward, "must be a finite number")))]);

    /// <summary>The same pool with a gold reward for each draw.</summary>
    /// <param name="gold">One per draw, in the order of the rewards.</param>
    /// <returns>A new pool.</returns>
    /// <exception cref="ArgumentException">There are more or fewer gold rewards than draws.</exception>
    public Pool WithGold(IEnumerable<Rational> gold)
    {
        Rational[] list = [.. Preconditions.NotNull(gold)];
        return list.Length == Size ? new(this, list) : throw new ArgumentException(
            FormattableString.Invariant($"gold has {list.Length} entries; it must have one per draw, {Size}."), nameof(gold));
    }

    /// <summary>The size.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => FormattableString.Invariant($"pool of {Size}");

    private static IEnumerable<PoolLevel> LevelsOf(BigInteger[] numerators)
    {
        var draws = Enumerable.Range(0, numerators.Length).ToArray();
        Array.Sort([.. numerators], draws);
        for (var start = 0; start < draws.Length;)
        {
            var reward = numerators[draws[start]];
            var end = start + 1;
            while (end < draws.Length && numerators[draws[end]] == reward)
            {
                end++;
            }

            var level = draws[start..end];
            Array.Sort(level);
            yield return new(reward, level, start);
            start = end;
        }
    }
}

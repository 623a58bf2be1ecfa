using System.Collections.ObjectModel;
using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Policies;

/// <summary>
/// A reference policy: finitely many outcomes with exact probabilities and exact rewards.
/// </summary>
/// <remarks>
/// <para>
/// Exact: probabilities are integer weights over one common denominator, in lowest terms. Outcomes may be listed in any
/// order; equal rewards are ties; outcomes of mass 0 are allowed and take part in nothing. Without rewards the listing
/// order is the reward order.
/// </para>
/// <para>
/// Two policies are equal when they list the same probabilities and the same rewards; labels do not count. Immutable and
/// safe for use by many threads.
/// </para>
/// </remarks>
public sealed partial class ReferencePolicy : IEquatable<ReferencePolicy>
{
    private readonly BigInteger[] weights;
    private readonly Rational[] rewards;
    private readonly string[]? labels;
    private readonly RewardLevel[] levels;

    private ReferencePolicy(BigInteger[] weights, Rational[] rewards, string[]? labels)
    {
        this.weights = weights;
        this.rewards = rewards;
        this.labels = labels;
        var (order, starts) = SupportByReward();
        var table = new LevelTable(weights, rewards, order, starts);
        Denominator = table.Denominator;
        levels = table.ToLevels();
    }

    /// <summary>The number of outcomes as listed, those of mass 0 included.</summary>
    public int Count => weights.Length;

    /// <summary>The number of outcomes with positive mass.</summary>
    public int SupportSize => levels.Sum(static level => level.Outcomes.Count);

    /// <summary>The integer weights in listing order; their greatest common divisor is 1 and their sum <see cref="Denominator"/>.</summary>
    public IReadOnlyList<BigInteger> Weights => weights.AsReadOnly();

    /// <summary>The common denominator of the probabilities.</summary>
    public BigInteger Denominator { get; }

    /// <summary>The probabilities in listing order; they sum to 1.</summary>
    public IReadOnlyList<Rational> Probabilities =>
        new MadeWhenAsked<Rational>(weights.Length, i => new Rational(weights[i], Denominator));

    /// <summary>The rewards in listing order.</summary>
    public IReadOnlyList<Rational> Rewards => rewards.AsReadOnly();

    /// <summary>The names of the outcomes in listing order, or <see langword="null"/> when they have none.</summary>
    public IReadOnlyList<string>? Labels => labels?.AsReadOnly();

    /// <summary>The reward levels with positive mass, in ascending reward.</summary>
    public IReadOnlyList<RewardLevel> Levels => levels.AsReadOnly();

    /// <summary>Whether some outcomes with positive mass have equal rewards.</summary>
    public bool HasTies => levels.Any(static level => level.Outcomes.Count > 1);

    /// <summary>Whether every outcome has its listing index as its reward, the default.</summary>
    public bool HasDefaultRewards => rewards.Select((reward, i) => reward == i).All(static same => same);

    /// <summary>
    /// The levels that compete under a tie convention: the reward levels among draws, single outcomes in listing order.
    /// </summary>
    /// <param name="ties">The tie convention.</param>
    /// <returns>The cells, ascending; the last one wins against all others.</returns>
    public IReadOnlyList<RewardLevel> CellsUnder(TieBreaking ties) => ties switch
    {
        TieBreaking.AmongDraws => Levels,

        // The first listed of equals wins, so it comes last in ascending order.
        TieBreaking.FirstListed => OneByOne(levels.SelectMany(static level => level.Outcomes.Reverse())),
        TieBreaking.LastListed => OneByOne(levels.SelectMany(static level => level.Outcomes)),
        _ => throw new ArgumentOutOfRangeException(
            nameof(ties), Preconditions.Message(nameof(ties), ties, "must be a member of TieBreaking")),
    };

    /// <summary>Σ P^exponent over the levels that compete under a tie convention, exactly.</summary>
    /// <param name="exponent">At least 1.</param>
    /// <param name="ties">The tie convention.</param>
    /// <returns>A fraction in (0, 1].</returns>
    public Rational PowerSum(int exponent, TieBreaking ties = TieBreaking.AmongDraws)
    {
        Preconditions.AtLeast(exponent, 1);
        var all = Preconditions.Power(Denominator, exponent, nameof(exponent));
        var sum = CellsUnder(ties).Aggregate(BigInteger.Zero, (total, cell) => total + BigInteger.Pow(cell.Weight, exponent));
        return new Rational(sum, all);
    }

    /// <inheritdoc/>
    public bool Equals(ReferencePolicy? other) =>
        other is not null && weights.AsSpan().SequenceEqual(other.weights) && rewards.AsSpan().SequenceEqual(other.rewards);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ReferencePolicy);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var weight in weights)
        {
            hash.Add(weight);
        }

        return hash.ToHashCode();
    }

    /// <summary>Whether both list the same probabilities and rewards.</summary>
    /// <param name="left">A policy.</param>
    /// <param name="right">A policy.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(ReferencePolicy? left, ReferencePolicy? right) => Equals(left, right);

    /// <summary>Whether the listed probabilities or rewards differ.</summary>
    /// <param name="left">A policy.</param>
    /// <param name="right">A policy.</param>
    /// <returns>Whether they are not equal.</returns>
    public static bool operator !=(ReferencePolicy? left, ReferencePolicy? right) => !Equals(left, right);

    /// <summary>The exact policy as <c>2,1,1</c>, or <c>2,1,1 @ 0,1,1</c> with rewards; <see cref="Parse"/> reads it back.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString()
    {
        var weightText = string.Join(',', weights);
        return HasDefaultRewards ? weightText : $"{weightText} @ {string.Join(',', rewards.Select(static value => value.ToString()))}";
    }

    /// <summary>The outcomes of positive mass with equal rewards, together in listing order, in ascending reward.</summary>
    private (int[] Order, int[] Starts) SupportByReward()
    {
        var support = new int[weights.Length - weights.Count(static weight => weight.IsZero)];
        for (var (i, count) = (0, 0); count < support.Length; i++)
        {
            if (!weights[i].IsZero)
            {
                support[count++] = i;
            }
        }

        // Most lists ascend already.
        if (LevelStarts(support) is { } starts)
        {
            return (support, starts);
        }

        support = [.. support.OrderBy(i => rewards[i])];
        return (support, LevelStarts(support)!);
    }

    /// <summary>Where the levels of ascending outcomes start, and how many outcomes there are; null where they do not ascend.</summary>
    private int[]? LevelStarts(int[] order)
    {
        var starts = new int[order.Length + 1];
        var count = 1;
        for (var i = 1; i < order.Length; i++)
        {
            var comparison = rewards[order[i - 1]].CompareTo(rewards[order[i]]);
            if (comparison > 0)
            {
                return null;
            }

            if (comparison < 0)
            {
                starts[count++] = i;
            }
        }

        starts[count] = order.Length;
        return count == order.Length ? starts : starts[..(count + 1)];
    }

    /// <summary>Outcomes that compete each by itself.</summary>
    private ReadOnlyCollection<RewardLevel> OneByOne(IEnumerable<int> outcomes)
    {
        int[] order = [.. outcomes];
        return new LevelTable(weights, rewards, order, [.. Enumerable.Range(0, order.Length + 1)]).ToLevels().AsReadOnly();
    }
}

using System.Text.Json;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>A pool of draws, given by their rewards and a second reward of each, and n.</summary>
public sealed record GoldPoolInput : Input
{
    private readonly PoolInput pool;
    private readonly double[] gold;

    /// <summary>Makes the input.</summary>
    /// <param name="rewards">The reward of each draw, in any order.</param>
    /// <param name="gold">The second reward of each draw, in the order of the rewards.</param>
    /// <param name="n">The number of draws that are taken.</param>
    public GoldPoolInput(double[] rewards, double[] gold, int n) => (pool, this.gold) = (new PoolInput(rewards, n), gold);

    /// <summary>The reward of each draw; equal ones are ties.</summary>
    public IReadOnlyList<double> Rewards => pool.Rewards;

    /// <summary>The second reward of each draw.</summary>
    public IReadOnlyList<double> Gold => gold;

    /// <summary>The number of draws that are taken.</summary>
    public int N => pool.N;

    /// <summary>How such a case is written in a request, and which are put to an implementation.</summary>
    internal static InputForm Definition { get; } = new()
    {
        Kind = CaseKind.Pool,
        Only = Quantity.GoldOfBest,
        Fields =
        [
            .. PoolInput.Definition.Fields,
            new("gold", FieldType.Numbers, "a second reward of each draw, in the order of the rewards; the draw with the best reward is kept, and this is what it is worth"),
        ],
        Reader = static fields => new GoldPoolInput(InputForm.Numbers(fields["rewards"]), InputForm.Numbers(fields["gold"]), fields["n"].GetInt32()),
        Nearest = static given => given is PoolCase { Rewards: { } rewards, Gold: { } gold } pool
            ? new GoldPoolInput([.. rewards.Select(static reward => reward.ToDouble())], [.. gold.Select(static reward => reward.ToDouble())], pool.N)
            : null,
        Small = static () => PoolInput.Definition.Small().SelectMany(WithGold),
        Adversarial = static () => PoolInput.Definition.Adversarial().SelectMany(WithGold),
        Generate = static dice =>
        {
            var made = (PoolInput)PoolInput.Definition.Generate(dice);
            return new GoldPoolInput(made.RewardArray, [.. made.Rewards.Select(_ => dice.Within(-99, 99) / 4.0)], made.N);
        },
        GeneratedShare = PoolInput.Definition.GeneratedShare,
        WithoutAnswer = static () =>
        [
            new GoldPoolInput([0, 1], [1, 0], 3), new GoldPoolInput([0, 1], [1, 0], 0), new GoldPoolInput([], [], 1), new GoldPoolInput([0, 1], [0], 1),
            new GoldPoolInput([0, 1], [0, double.NaN], 1),
        ],
    };

    /// <inheritdoc/>
    public override int Draws => pool.Draws;

    /// <inheritdoc/>
    public override OracleCase Exactly => new PoolCase(pool.Rewards.Select(Rational.FromDouble), N, gold: gold.Select(Rational.FromDouble));

    /// <inheritdoc/>
    public override string? WhyUndefined => pool.WhyUndefined
        ?? (gold.Length != pool.Count ? "there are more or fewer gold rewards than draws" : gold.All(double.IsFinite) ? null : "a gold reward is not a finite number");

    internal override InputForm Form => Definition;

    internal override double[] RewardArray => pool.RewardArray;

    internal override int Count => pool.Count;

    internal override bool IsWithinBudget => pool.IsWithinBudget;

    internal override InputSize Size => pool.Size with { Plainness = pool.Size.Plainness + Plain.Plainness(gold) };

    /// <inheritdoc/>
    public bool Equals(GoldPoolInput? other) => other is not null && pool.Equals(other.pool) && gold.AsSpan().SequenceEqual(other.gold);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(pool);
        foreach (var reward in gold)
        {
            hash.Add(reward);
        }

        return hash.ToHashCode();
    }

    internal override void WriteFields(Utf8JsonWriter writer, bool isShort = false)
    {
        pool.WriteFields(writer, isShort);
        ProtocolJson.WriteNumbers(writer, "gold", gold);
    }

    internal override Input WithRewards(double[] rewards) => new GoldPoolInput(rewards, gold, N);

    internal override Input? WithDraws(int draws) => pool.WithDraws(draws) is null ? null : new GoldPoolInput(RewardArray, gold, draws);

    internal override IEnumerable<Dimension> Dimensions() =>
    [
        new("pool_size", Count, N, size => new GoldPoolInput(RewardArray[..size], gold[..size], N)),
        new("n", N, 1, WithDraws),
    ];

    internal override IEnumerable<Input> Candidates() =>
        Plain.FewerThan(N).Select(n => new GoldPoolInput(RewardArray, gold, n))
            .Concat((Count > N ? Plain.SomeIndices(Count) : []).Select(i => new GoldPoolInput(Plain.Without(RewardArray, i), Plain.Without(gold, i), N)))
            .Concat(Plain.Rewards(RewardArray).Select(plainer => new GoldPoolInput(plainer, gold, N)))
            .Concat(Plain.Rewards(gold).Select(plainer => new GoldPoolInput(RewardArray, plainer, N)));

    /// <summary>A pool with gold that falls, and with gold that goes up and down, as the rewards rise.</summary>
    private static IEnumerable<Input> WithGold(Input input)
    {
        var rewards = input.RewardArray!;
        yield return new GoldPoolInput(rewards, [.. rewards.Select((_, i) => (double)(rewards.Length - 1 - i))], input.Draws);
        yield return new GoldPoolInput(rewards, [.. rewards.Select((_, i) => (double)(i * i % 3))], input.Draws);
    }
}

using System.Text.Json;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>A pool of draws, given by their rewards, from which n are taken for one side and m for the other.</summary>
/// <param name="Pool">The rewards of the draws, and n.</param>
/// <param name="M">The number of draws of the opponent.</param>
public sealed record OpponentPoolInput(PoolInput Pool, int M) : Input
{
    /// <summary>How such a case is written in a request, and which are put to an implementation.</summary>
    internal static InputForm Definition { get; } = new()
    {
        Kind = CaseKind.Pool,
        Only = Quantity.WinRateOfPool,
        Fields =
        [
            .. PoolInput.Definition.Fields,
            new("m", FieldType.Integer, "how many of the others are taken for the opponent, without replacement"),
        ],
        Reader = static fields => new OpponentPoolInput((PoolInput)PoolInput.Definition.Reader(fields), fields["m"].GetInt32()),
        Nearest = static given => given is PoolCase { Rewards: not null, M: { } m }
            ? new OpponentPoolInput((PoolInput)PoolInput.Definition.Nearest(given)!, m)
            : null,
        Small = static () => PoolInput.Definition.Small().SelectMany(WithOpponents),
        Adversarial = static () => PoolInput.Definition.Adversarial().SelectMany(WithOpponents),
        Generate = static dice =>
        {
            var made = (PoolInput)PoolInput.Definition.Generate(dice);
            var rewards = made.Count > 1 ? made.RewardArray : [.. made.RewardArray, dice.Within(0, 1)];
            var n = dice.Within(1, rewards.Length - 1);
            return new OpponentPoolInput(new PoolInput(rewards, n), dice.Within(1, rewards.Length - n));
        },
        GeneratedShare = PoolInput.Definition.GeneratedShare,
        WithoutAnswer = static () =>
        [
            new OpponentPoolInput(new PoolInput([0, 1], 2), 1), new OpponentPoolInput(new PoolInput([0, 1], 1), 0), new OpponentPoolInput(new PoolInput([], 1), 1),
            new OpponentPoolInput(new PoolInput([0, double.NaN], 1), 1),
        ],
    };

    /// <inheritdoc/>
    public override int Draws => Pool.Draws;

    /// <inheritdoc/>
    public override OracleCase Exactly => new PoolCase(Pool.Rewards.Select(Rational.FromDouble), Pool.N, m: M);

    /// <inheritdoc/>
    public override string? WhyUndefined => Pool.WhyUndefined
        ?? (M < 1 ? "m is below 1" : M > Count - Pool.N ? "n + m is larger than the pool" : null);

    internal override InputForm Form => Definition;

    internal override double[] RewardArray => Pool.RewardArray;

    internal override int MostDraws => Math.Max(Pool.N, M);

    internal override int Count => Pool.Count;

    internal override bool IsWithinBudget => Pool.IsWithinBudget;

    internal override InputSize Size => Pool.Size with { Draws = Pool.N + M };

    internal override void WriteFields(Utf8JsonWriter writer, bool isShort = false)
    {
        Pool.WriteFields(writer, isShort);
        writer.WriteNumber("m", M);
    }

    internal override Input WithRewards(double[] rewards) => this with { Pool = new PoolInput(rewards, Pool.N) };

    internal override Input? WithDraws(int draws) => draws >= 1 && draws + M <= Count ? this with { Pool = new PoolInput(RewardArray, draws) } : null;

    internal override IEnumerable<Dimension> Dimensions() =>
    [
        new("pool_size", Count, Pool.N + M, size => this with { Pool = new PoolInput(RewardArray[..size], Pool.N) }),
        new("n", Pool.N, 1, WithDraws),
        new("m", M, 1, m => this with { M = m }),
    ];

    internal override IEnumerable<Input> Candidates() =>
        Pool.Candidates().Select(smaller => new OpponentPoolInput((PoolInput)smaller, M)).Where(static input => input.IsDefined)
            .Concat(Plain.FewerThan(M).Select(m => this with { M = m }));

    private static IEnumerable<Input> WithOpponents(Input input) =>
        from m in new[] { 1, input.Draws, input.Count - input.Draws }.Distinct()
        where m >= 1 && m <= input.Count - input.Draws
        select new OpponentPoolInput((PoolInput)input, m);
}

using System.Text.Json;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>Two pools of draws, given by their rewards, from which n are taken for one side and m for the other.</summary>
/// <param name="Pool">The rewards of the draws, and n.</param>
/// <param name="Opponent">The rewards of the draws of the opponent, and m.</param>
public sealed record TwoPoolsInput(PoolInput Pool, PoolInput Opponent) : Input
{
    /// <summary>How such a case is written in a request, and which are put to an implementation.</summary>
    internal static InputForm Definition { get; } = new()
    {
        Kind = CaseKind.Pool,
        Only = Quantity.WinRateOfPools,
        Fields =
        [
            .. PoolInput.Definition.Fields,
            new("opponent", FieldType.Numbers, "the reward of each draw in the opponent's pool, in any order"),
            new("m", FieldType.Integer, "how many of these are taken without replacement"),
        ],
        Reader = static fields => new TwoPoolsInput(
            (PoolInput)PoolInput.Definition.Reader(fields),
            new PoolInput(InputForm.Numbers(fields["opponent"]), fields["m"].GetInt32())),
        Nearest = static given => given is PoolCase { Rewards: not null, Opponent: { } opponent, M: { } m } && m <= opponent.Count
            ? new TwoPoolsInput(
                (PoolInput)PoolInput.Definition.Nearest(given)!,
                new PoolInput([.. opponent.Select(static reward => reward.ToDouble())], m))
            : null,
        Small = static () => PoolInput.Definition.Small().SelectMany(WithOpponents),
        Adversarial = static () => PoolInput.Definition.Adversarial().SelectMany(WithOpponents),
        Generate = static dice => new TwoPoolsInput((PoolInput)PoolInput.Definition.Generate(dice), (PoolInput)PoolInput.Definition.Generate(dice)),
        GeneratedShare = PoolInput.Definition.GeneratedShare,
        WithoutAnswer = static () =>
        [
            new TwoPoolsInput(new PoolInput([0, 1], 3), new PoolInput([0], 1)), new TwoPoolsInput(new PoolInput([0, 1], 1), new PoolInput([0], 2)),
            new TwoPoolsInput(new PoolInput([0, 1], 1), new PoolInput([], 1)), new TwoPoolsInput(new PoolInput([0, double.NaN], 1), new PoolInput([0], 1)),
        ],
    };

    /// <inheritdoc/>
    public override int Draws => Pool.Draws;

    /// <inheritdoc/>
    public override OracleCase Exactly => new PoolCase(
        Pool.Rewards.Select(Rational.FromDouble), Pool.N, m: Opponent.N, opponent: Opponent.Rewards.Select(Rational.FromDouble));

    /// <inheritdoc/>
    public override string? WhyUndefined => Pool.WhyUndefined ?? (Opponent.WhyUndefined is { } why ? $"of the opponent: {why}" : null);

    internal override InputForm Form => Definition;

    internal override double[] RewardArray => Pool.RewardArray;

    internal override int MostDraws => Math.Max(Pool.N, Opponent.N);

    internal override int Count => Math.Max(Pool.Count, Opponent.Count);

    internal override bool IsWithinBudget => Pool.IsWithinBudget && Opponent.IsWithinBudget;

    internal override InputSize Size => Pool.Size with
    {
        Count = Pool.Count + Opponent.Count,
        Draws = Pool.N + Opponent.N,
        Plainness = Pool.Size.Plainness + Opponent.Size.Plainness,
    };

    internal override void WriteFields(Utf8JsonWriter writer, bool isShort = false)
    {
        Pool.WriteFields(writer, isShort);
        ProtocolJson.WriteNumbers(writer, "opponent", Opponent.RewardArray);
        writer.WriteNumber("m", Opponent.N);
    }

    internal override Input? WithDraws(int draws) => Pool.WithDraws(draws) is PoolInput pool ? this with { Pool = pool } : null;

    internal override IEnumerable<Dimension> Dimensions() =>
    [
        .. Pool.Dimensions().Select(dimension => dimension with { With = value => dimension.With(value) is PoolInput pool ? this with { Pool = pool } : null }),
        .. Opponent.Dimensions().Select(dimension => dimension with
        {
            Name = $"{dimension.Name} of the opponent",
            With = value => dimension.With(value) is PoolInput pool ? this with { Opponent = pool } : null,
        }),
    ];

    internal override IEnumerable<Input> Candidates() =>
        Pool.Candidates().Select(smaller => this with { Pool = (PoolInput)smaller })
            .Concat(Opponent.Candidates().Select(smaller => this with { Opponent = (PoolInput)smaller }));

    /// <summary>An opponent of the same rewards, one a step behind, and one with fewer draws.</summary>
    private static IEnumerable<Input> WithOpponents(Input input)
    {
        var pool = (PoolInput)input;
        yield return new TwoPoolsInput(pool, pool);
        yield return new TwoPoolsInput(pool, new PoolInput([.. pool.Rewards.Select(static reward => reward - 1)], pool.N));
        if (pool.Count > 1)
        {
            yield return new TwoPoolsInput(pool, new PoolInput(pool.RewardArray[1..], 1));
        }
    }
}

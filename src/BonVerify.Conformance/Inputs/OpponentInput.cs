using System.Text.Json;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>A reference policy with rewards, n, and the number of draws of an opponent from the same policy.</summary>
/// <param name="Policy">The reference policy and n.</param>
/// <param name="M">The number of draws of the opponent.</param>
public sealed record OpponentInput(PolicyInput Policy, int M) : Input
{
    /// <summary>How such a case is written in a request, and which are put to an implementation.</summary>
    internal static InputForm Definition { get; } = new()
    {
        Kind = CaseKind.Policy,
        Only = Quantity.WinRateAgainst,
        Fields = [.. PolicyInput.Definition.Fields, new("m", FieldType.Integer, "the number of draws of the opponent, from the same reference policy")],
        Reader = static fields => new OpponentInput((PolicyInput)PolicyInput.Definition.Reader(fields), fields["m"].GetInt32()),
        Nearest = static given => given is PolicyCase { M: { } m } ? new OpponentInput((PolicyInput)PolicyInput.Definition.Nearest(given)!, m) : null,
        Small = static () => PolicyInput.Definition.Small().SelectMany(static input => WithOpponents(input, [1, 2, 3])),
        Adversarial = static () => PolicyInput.Definition.Adversarial().SelectMany(static input => WithOpponents(input, [Math.Max(1, input.Draws / 3)])),
        Generate = static dice => new OpponentInput((PolicyInput)PolicyInput.Definition.Generate(dice), dice.Of(1, 2, dice.Within(1, 16), 1 << dice.Within(2, 10))),
        GeneratedShare = 4,
        WithoutAnswer = static () =>
        [
            new OpponentInput(new PolicyInput([0.5, 0.5], [0, 1], 0), 1), new OpponentInput(new PolicyInput([0.5, 0.5], [0, 1], 2), 0),
            new OpponentInput(new PolicyInput([], [], 2), 1), new OpponentInput(new PolicyInput([1.5, -0.5], [0, 1], 2), 1),
        ],
    };

    /// <inheritdoc/>
    public override int Draws => Policy.N;

    /// <inheritdoc/>
    public override OracleCase Exactly => (PolicyCase)Policy.Exactly with { M = M };

    /// <inheritdoc/>
    public override string? WhyUndefined => Policy.WhyUndefined
        ?? (M is < 1 or > PolicyCase.MaxN ? FormattableString.Invariant($"m is not from 1 to {PolicyCase.MaxN}") : null);

    internal override InputForm Form => Definition;

    internal override bool IsWithinBudget => Policy.IsWithinBudget;

    internal override int Count => Policy.Count;

    internal override int MostDraws => Math.Max(Policy.N, M);

    internal override double[]? RewardArray => Policy.RewardArray;

    internal override double[] ReferenceArray => Policy.ReferenceArray;

    internal override double? SmallestMass => Policy.SmallestMass;

    internal override InputSize Size => Policy.Size with { Draws = (int)Math.Min(int.MaxValue, (long)Policy.N + M) };

    internal override void WriteFields(Utf8JsonWriter writer, bool isShort = false)
    {
        Policy.WriteFields(writer, isShort);
        writer.WriteNumber("m", M);
    }

    internal override Input WithRewards(double[] rewards) => this with { Policy = (PolicyInput)Policy.WithRewards(rewards) };

    internal override Input? WithDraws(int draws) => Policy.WithDraws(draws) is PolicyInput policy ? this with { Policy = policy } : null;

    internal override IEnumerable<Dimension> Dimensions() => [new("n", Policy.N, 1, WithDraws), new("m", M, 1, m => this with { M = m })];

    internal override IEnumerable<Input> Candidates() => Policy.Candidates().Select(smaller => (Input)(this with { Policy = (PolicyInput)smaller }))
        .Concat(Plain.FewerThan(M).Select(m => this with { M = m }));

    private static IEnumerable<Input> WithOpponents(Input input, int[] opponents) => opponents.Distinct().Select(m => new OpponentInput((PolicyInput)input, m));
}

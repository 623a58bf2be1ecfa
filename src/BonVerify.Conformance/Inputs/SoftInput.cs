using System.Text.Json;
using BonVerify.Interchange;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>A reference policy with rewards, n, and the temperature of soft best-of-n.</summary>
/// <param name="Policy">The reference policy and n.</param>
/// <param name="Lambda">The temperature, above 0.</param>
public sealed record SoftInput(PolicyInput Policy, double Lambda) : Input
{
    // Beyond it a case takes seconds.
    private const int MaxMultisets = 1000;

    /// <summary>How such a case is written in a request, and which are put to an implementation.</summary>
    internal static InputForm Definition { get; } = new()
    {
        Kind = CaseKind.Soft,
        Fields =
        [
            .. PolicyInput.Definition.Fields,
            new("lambda", FieldType.Number, "the temperature: a draw of reward r is kept with a chance in proportion to exp(r / lambda)"),
        ],
        Reader = static fields => new SoftInput((PolicyInput)PolicyInput.Definition.Reader(fields), InputField.NumberOf(fields["lambda"])),
        Nearest = static given => given is SoftPolicyCase soft
            ? new SoftInput((PolicyInput)PolicyInput.Definition.Nearest(new PolicyCase(soft.Reference, soft.N))!, soft.Lambda.ToDouble())
            : null,
        Small = static () =>
            from policy in PolicyInput.Definition.Small()
            from lambda in new[] { 1, 0.5, 4 }
            select new SoftInput((PolicyInput)policy, lambda),
        Adversarial = AdversarialCases,
        Generate = static dice => Generated((PolicyInput)PolicyInput.Definition.Generate(dice), dice),
        GeneratedShare = 4,
        WithoutAnswer = static () =>
        [
            new SoftInput(new PolicyInput([0.5, 0.5], [0, 1], 2), 0), new SoftInput(new PolicyInput([0.5, 0.5], [0, 1], 2), -1),
            new SoftInput(new PolicyInput([0.5, 0.5], [0, 1], 0), 1), new SoftInput(new PolicyInput([0.5, 0.5], [0, 1], 2), double.NaN),
        ],
    };

    /// <inheritdoc/>
    public override int Draws => Policy.N;

    /// <inheritdoc/>
    public override OracleCase Exactly => new SoftPolicyCase(Policy.Reference, Policy.N, Rational.FromDouble(Lambda));

    /// <inheritdoc/>
    public override string? WhyUndefined => Policy.WhyUndefined ?? (double.IsFinite(Lambda) && Lambda > 0 ? null : "lambda is not above 0");

    internal override InputForm Form => Definition;

    internal override bool IsWithinBudget => !IsDefined || (Policy.IsWithinBudget && Multisets <= MaxMultisets && Spread / Lambda < 1e6);

    internal override int Count => Policy.Count;

    internal override double[]? RewardArray => Policy.RewardArray;

    internal override double[] ReferenceArray => Policy.ReferenceArray;

    internal override double? SmallestMass => Policy.SmallestMass;

    internal override InputSize Size => Policy.Size with { Plainness = Policy.Size.Plainness + Math.Abs(Math.Log2(Lambda)) };

    private double Spread => Policy.RewardArray.Max() - Policy.RewardArray.Min();

    private double Multisets
    {
        get
        {
            // C(n + K − 1, K − 1)
            var levels = Policy.RewardArray.Distinct().Count();
            return Enumerable.Range(1, levels - 1).Aggregate(1.0, (count, i) => count * (Policy.N + i) / i);
        }
    }

    internal override void WriteFields(Utf8JsonWriter writer, bool isShort = false)
    {
        Policy.WriteFields(writer, isShort);
        ProtocolJson.WriteNumber(writer, "lambda", Lambda);
    }

    internal override Input WithRewards(double[] rewards) => this with { Policy = (PolicyInput)Policy.WithRewards(rewards) };

    internal override Input? WithDraws(int draws) => Policy.WithDraws(draws) is PolicyInput policy ? this with { Policy = policy } : null;

    internal override IEnumerable<Dimension> Dimensions() => [new("n", Policy.N, 1, WithDraws)];

    internal override IEnumerable<Input> Candidates() => Policy.Candidates().Select(smaller => (Input)(this with { Policy = (PolicyInput)smaller }))
        .Append(this with { Lambda = 1 })
        .Append(this with { Lambda = Math.ScaleB(1, Math.ILogB(Lambda)) });

    private static IEnumerable<Input> AdversarialCases()
    {
        // Temperatures at which e^(r/λ) overflows, and at which all weights are nearly equal; tied and shifted rewards.
        foreach (var lambda in new[] { 1e-3, 0.01, 0.1, 10, 1e4, 1e9 })
        {
            yield return new SoftInput(new PolicyInput([0.25, 0.25, 0.5], [0, 1, 2], 4), lambda);
            yield return new SoftInput(new PolicyInput([0.5, 0.25, 0.25], [1000, 999, 1000], 3), lambda);
        }

        yield return new SoftInput(new PolicyInput([0.25, 0.25, 0.25, 0.25], [-3, 0.5, 0.5, 7], 6), 2);
        yield return new SoftInput(new PolicyInput([1 - Math.ScaleB(1, -30), Math.ScaleB(1, -30)], [0, 1], 16), 0.25);
        yield return new SoftInput(new PolicyInput([0.125, 0.25, 0, 0.5, 0.125], [2, 0, 5, 2, 1], 4), 1);
        yield return new SoftInput(new PolicyInput([0.5, 0.5], [0, 1], 100), 1);
    }

    private static SoftInput Generated(PolicyInput made, Dice dice)
    {
        // Few levels and draws: the truth runs over multisets.
        var count = Math.Min(made.Count, 5);
        var masses = MassesInDoubles.OnGrid([.. Plain.Uniform(count).Select(mass => mass * (0.5 + dice.Share()))], 30) ?? [1.0];
        return new SoftInput(
            new PolicyInput(masses, [.. Enumerable.Range(0, masses.Length).Select(_ => dice.Within(-16, 16) / 4.0)], dice.Within(1, 7)),
            dice.Of(1, 0.5, 2, 0.1 + dice.Share(), 10 * dice.Share() + 0.1));
    }
}

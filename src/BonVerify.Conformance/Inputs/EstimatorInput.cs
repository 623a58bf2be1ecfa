using System.Text.Json;
using BonVerify.Interchange;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>n and a mass ε in (0, 1].</summary>
/// <param name="N">The number of draws.</param>
/// <param name="Epsilon">The mass.</param>
public sealed record EstimatorInput(int N, double Epsilon) : Input
{
    /// <summary>How such a case is written in a request, and which are put to an implementation.</summary>
    internal static InputForm Definition { get; } = new()
    {
        Kind = CaseKind.Estimator,
        Fields =
        [
            new("n", FieldType.Integer, "the number of draws"),
            new("epsilon", FieldType.Number, "the reference mass of the kept response, in (0, 1]"),
        ],
        Reader = static fields => new EstimatorInput(fields["n"].GetInt32(), InputField.NumberOf(fields["epsilon"])),
        Nearest = static given => given is EstimatorCase estimator ? new EstimatorInput(estimator.N, estimator.Epsilon.ToDouble()) : null,
        Small = static () => Estimators([1, 2, 3, 8], [1, 0.5, 0.25, 0.75]),
        Adversarial = AdversarialEstimators,
        Generate = MakeEstimator,
        GeneratedShare = 4,
        WithoutAnswer = static () =>
        [
            new EstimatorInput(0, 0.5), new EstimatorInput(2, 0), new EstimatorInput(2, -0.5), new EstimatorInput(2, 1.5),
            new EstimatorInput(2, double.NaN),
        ],
    };

    internal override InputForm Form => Definition;

    /// <inheritdoc/>
    public override int Draws => N;

    /// <inheritdoc/>
    public override OracleCase Exactly => new EstimatorCase(N, Rational.FromDouble(Epsilon));

    /// <inheritdoc/>
    public override string? WhyUndefined =>
        Epsilon is > 0 and <= 1 is false ? "epsilon is not in (0, 1]"
        : N is < 1 or > PolicyCase.MaxN ? FormattableString.Invariant($"n is not from 1 to {PolicyCase.MaxN}")
        : null;

    internal override int Count => 1;

    internal override double? SmallestMass => Epsilon;

    internal override InputSize Size => new(0, Rational.FromDouble(Epsilon).Denominator, 1, N, -Epsilon);

    internal override void WriteFields(Utf8JsonWriter writer, bool isShort = false)
    {
        writer.WriteNumber("n", N);
        ProtocolJson.WriteNumber(writer, "epsilon", Epsilon);
    }

    internal override Input? WithDraws(int draws) => draws is >= 1 and <= PolicyCase.MaxN ? this with { N = draws } : null;

    internal override IEnumerable<Dimension> Dimensions() => [new("n", N, 1, WithDraws)];

    internal override IEnumerable<Input> Candidates()
    {
        var power = Math.ILogB(Epsilon);
        double[] simpler = [1, 0.5, 0.25, 0.75, Math.ScaleB(1, power), Math.ScaleB(1, power / 2), Math.ScaleB(1, power + 1)];

        // Fewer bits: 1 − 2^−k for ε near 1, and ε cut to few digits.
        var near = Epsilon < 1 ? 1 - Math.ScaleB(1, Math.ILogB(1 - Epsilon)) : 1;
        var masses = simpler.Append(near).Where(static e => e is > 0 and <= 1).Distinct().ToArray();
        return Plain.FewerThan(N).Select(n => (Input)(this with { N = n }))
            .Concat(masses.Select(e => this with { Epsilon = e }))
            .Concat(masses.Select(static e => new EstimatorInput(2, e)));
    }

    private static IEnumerable<Input> Estimators(int[] draws, double[] masses) =>
        from n in draws from epsilon in masses select new EstimatorInput(n, epsilon);

    private static IEnumerable<Input> AdversarialEstimators()
    {
        foreach (var input in Estimators(
            [1, 2, 3, 10, 1000, 1_000_000, PolicyCase.MaxN],
            [
                0.1, 0.9, 0.999, 1e-3, 1e-6, 1e-9, Math.ScaleB(1, -53), 1e-17, 1e-30, 1e-100, 1e-300, double.Epsilon,
                1 - Math.ScaleB(1, -30), 1 - Math.ScaleB(1, -53),
            ]))
        {
            yield return input;
        }

        // Next to 1, and n times epsilon next to 1 where 1 - epsilon rounds.
        foreach (var bits in new[] { 10, 20, 40, 50, 52 })
        {
            yield return new EstimatorInput(2, 1 - Math.ScaleB(1, -bits));
            yield return new EstimatorInput(8, 1 - Math.ScaleB(1, -bits));
        }

        foreach (var n in new[] { 7, 100, 30_000, 1_000_003, 900_000_001 })
        {
            yield return new EstimatorInput(n, 1.0 / n);
            yield return new EstimatorInput(n, 1.25 / n);
            yield return new EstimatorInput(n, 0.7 / n);
        }
    }

    private static EstimatorInput MakeEstimator(Dice dice) => new EstimatorInput(
        dice.Of(1, 2, dice.Within(2, 30), dice.Within(31, 10_000), 1 << dice.Within(10, 29)),
        dice.Of(dice.Share(), dice.Share(), Math.ScaleB(dice.Share(), -dice.Within(1, 200)), 1 - Math.ScaleB(dice.Share(), -dice.Within(1, 40))));
}

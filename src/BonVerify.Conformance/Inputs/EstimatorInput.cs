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
    /// <inheritdoc/>
    public override CaseKind Kind => CaseKind.Estimator;

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
}

using System.Numerics;
using System.Text.Json;
using BonVerify.Cli.Terminal;
using BonVerify.Interchange;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking.Cases;

/// <summary>n and a mass ε in (0, 1].</summary>
internal sealed record SentEstimator(int N, double Epsilon) : SentCase
{
    /// <inheritdoc/>
    public override OracleCase Exactly => new EstimatorCase(N, Rational.FromDouble(Epsilon));

    /// <inheritdoc/>
    public override int Draws => N;

    /// <inheritdoc/>
    public override (BigInteger Total, int Count, int Draws, double Plainness) Size =>
        (Rational.FromDouble(Epsilon).Denominator, 1, N, -Epsilon);

    /// <inheritdoc/>
    public override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteNumber("n", N);
        writer.WritePropertyName("epsilon");
        writer.WriteRawValue(DoubleText.Of(Epsilon));
    }

    /// <inheritdoc/>
    protected override IEnumerable<SentCase> Candidates()
    {
        var power = Math.ILogB(Epsilon);
        var simpler = new[] { 1.0, 0.5, 0.25, 0.75, Math.ScaleB(1, power), Math.ScaleB(1, power / 2), Math.ScaleB(1, power + 1) };
        return FewerThan(N).Select(n => new SentEstimator(n, Epsilon))
            .Concat(simpler.Where(static e => e is > 0 and <= 1).Select(e => new SentEstimator(N, e)))
            .Concat(simpler.Where(static e => e is > 0 and <= 1).Select(e => new SentEstimator(2, e)));
    }
}

using System.Numerics;
using System.Text.Json;

namespace BonVerify.Cli.Checking.Cases;

/// <summary>n alone.</summary>
internal sealed record DrawsCase(int N) : CheckCase
{
    /// <inheritdoc/>
    public override CaseKind Kind => CaseKind.Draws;

    /// <inheritdoc/>
    public override int Draws => N;

    /// <inheritdoc/>
    public override (BigInteger Total, int Count, int Draws, double Plainness) Size => (BigInteger.One, 1, N, 0);

    /// <inheritdoc/>
    public override void WriteFields(Utf8JsonWriter writer) => writer.WriteNumber("n", N);

    /// <inheritdoc/>
    protected override IEnumerable<CheckCase> Candidates() => FewerThan(N).Select(static n => new DrawsCase(n));
}

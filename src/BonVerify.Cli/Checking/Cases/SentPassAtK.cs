using System.Numerics;
using System.Text.Json;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking.Cases;

/// <summary>Samples, correct ones among them, and how many are drawn.</summary>
internal sealed record SentPassAtK(int Total, int Correct, int K) : SentCase
{
    /// <inheritdoc/>
    public override OracleCase Exactly => new PassAtKCase(Total, Correct, K);

    /// <inheritdoc/>
    public override int Draws => K;

    /// <inheritdoc/>
    public override (BigInteger Total, int Count, int Draws, double Plainness) Size => (Total, Correct, K, 0);

    /// <inheritdoc/>
    public override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteNumber("total", Total);
        writer.WriteNumber("correct", Correct);
        writer.WriteNumber("k", K);
    }

    /// <inheritdoc/>
    protected override IEnumerable<SentCase> Candidates() =>
        from total in FewerThan(Total).Append(Total)
        from correct in FewerThan(Correct).Append(Correct).Append(0)
        from k in FewerThan(K).Append(K)
        where k <= total && correct <= total
        orderby total, correct, k
        select new SentPassAtK(total, correct, k);
}

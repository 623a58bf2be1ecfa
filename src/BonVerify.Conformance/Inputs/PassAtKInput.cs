using System.Text.Json;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>Samples, correct ones among them, and how many are drawn.</summary>
/// <param name="Total">The number of samples.</param>
/// <param name="Correct">The number of correct ones.</param>
/// <param name="K">The number that is drawn.</param>
public sealed record PassAtKInput(int Total, int Correct, int K) : Input
{
    /// <inheritdoc/>
    public override CaseKind Kind => CaseKind.PassAtK;

    /// <inheritdoc/>
    public override int Draws => K;

    /// <inheritdoc/>
    public override OracleCase Exactly => new PassAtKCase(Total, Correct, K);

    /// <inheritdoc/>
    public override string? WhyUndefined =>
        Total < 1 ? "there are no samples"
        : Correct < 0 || Correct > Total ? "correct is not from 0 to total"
        : K < 1 ? "k is below 1"
        : K > Total ? "k is larger than total"
        : null;

    internal override int Count => Total;

    internal override bool IsWithinBudget => Math.Min(Correct, K) <= PassAtKCase.MaxFactors;

    internal override InputSize Size => new(0, Total, Correct, K, 0);

    internal override void WriteFields(Utf8JsonWriter writer, bool isShort = false)
    {
        writer.WriteNumber("total", Total);
        writer.WriteNumber("correct", Correct);
        writer.WriteNumber("k", K);
    }

    internal override Input? WithDraws(int draws) => draws >= 1 && draws <= Total ? this with { K = draws } : null;

    internal override IEnumerable<Dimension> Dimensions() =>
    [
        new("total", Total, Math.Max(Correct, K), total => this with { Total = total }),

        // k may grow while the total falls.
        new("total with k in the middle", Total, 1, total => new PassAtKInput(total, Math.Min(Correct, total), (total + 1) / 2)),
        new("total with k = total", Total, 1, total => new PassAtKInput(total, Math.Min(Correct, total), total)),
        new("correct", Correct, 0, correct => this with { Correct = correct }),
        new("k", K, 1, WithDraws),
    ];

    internal override IEnumerable<Input> Candidates() =>
        from total in Plain.FewerThan(Total).Append(Total)
        from correct in Plain.FewerThan(Correct).Append(Correct).Append(0)
        from k in Plain.FewerThan(K).Append(K).Append((total + 1) / 2).Distinct()
        where k <= total && correct <= total
        orderby total, correct, k
        select new PassAtKInput(total, correct, k);
}

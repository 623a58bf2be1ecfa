using System.Text.Json;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>Samples, correct ones among them, and how many are drawn.</summary>
/// <param name="Total">The number of samples.</param>
/// <param name="Correct">The number of correct ones.</param>
/// <param name="K">The number that is drawn.</param>
public sealed record PassAtKInput(int Total, int Correct, int K) : Input
{
    /// <summary>How such a case is written in a request, and which are put to an implementation.</summary>
    internal static InputForm Definition { get; } = new()
    {
        Kind = CaseKind.PassAtK,
        Fields =
        [
            new("total", FieldType.Integer, "the number of samples"),
            new("correct", FieldType.Integer, "how many of them are correct"),
            new("k", FieldType.Integer, "how many of them are drawn without replacement"),
        ],
        Reader = static fields => new PassAtKInput(fields["total"].GetInt32(), fields["correct"].GetInt32(), fields["k"].GetInt32()),
        Nearest = static given => given is PassAtKCase pass ? new PassAtKInput(pass.Total, pass.Correct, pass.K) : null,
        Small = SmallPassAtK,
        Adversarial = LargePassAtK,
        Generate = MakePassAtK,
        GeneratedShare = 4,
        WithoutAnswer = static () =>
        [
            new PassAtKInput(2, 0, 5), new PassAtKInput(2, 1, 3), new PassAtKInput(2, 3, 1), new PassAtKInput(2, 1, 0), new PassAtKInput(0, 0, 1),
        ],
    };

    internal override InputForm Form => Definition;

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

    private static IEnumerable<Input> SmallPassAtK() =>
        from total in Enumerable.Range(1, 5)
        from correct in Enumerable.Range(0, total + 1)
        from k in Enumerable.Range(1, total)
        select new PassAtKInput(total, correct, k);

    private static IEnumerable<Input> LargePassAtK()
    {
        foreach (var total in new[] { 20, 100, 200, 1000 })
        {
            foreach (var correct in new[] { 0, 1, total / 10, total / 2, total - 1, total })
            {
                foreach (var k in new[] { 1, 2, 10, total / 2, total - 1, total })
                {
                    yield return new PassAtKInput(total, correct, k);
                }
            }
        }

        // Binomial coefficients beyond doubles, and correct samples so few that 1 - (1 - x) loses them. Exact binomials of a large total
        // take seconds for a middle k: those are left to small totals, so that code that is right is not too slow.
        foreach (var total in new[] { 1030, 2000, 5000, 20_000, 100_000, 1_000_000, 1_000_000_000 })
        {
            foreach (var correct in new[] { 0, 1, 3 })
            {
                foreach (var k in new[] { 1, 10, total <= 20_000 ? total / 2 : 1000 })
                {
                    yield return new PassAtKInput(total, correct, k);
                }
            }
        }

        yield return new PassAtKInput(100_000, 1, 50_000);

        yield return new PassAtKInput(5000, 2500, 3);
        yield return new PassAtKInput(1_000_000, 999_999, 2);
    }

    private static PassAtKInput MakePassAtK(Dice dice)
    {
        var total = dice.Of(dice.Within(2, 12), dice.Within(13, 256), dice.Within(257, PassAtKCase.MaxFactors));
        return new PassAtKInput(total, dice.Of(dice.Within(0, total), dice.Within(0, Math.Min(total, 20))), dice.Of(1, dice.Within(1, total), dice.Within(1, Math.Min(total, 100))));
    }
}

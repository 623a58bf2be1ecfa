using System.Text.Json;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>Samples, correct ones among them, how many are drawn, and the share of these that has to be correct.</summary>
/// <param name="Pass">The samples, the correct ones and k.</param>
/// <param name="Tau">
/// The share, as text: a decimal or a fraction. As a double it would be another number, and ceil(tau k) another integer: 8 instead of 7
/// for 0.28 and k = 25.
/// </param>
public sealed record PassThresholdInput(PassAtKInput Pass, string Tau) : Input
{
    /// <summary>Shares whose products with the k below are integers, but not in doubles.</summary>
    private static readonly (string Tau, int K)[] Ceilings = [("0.28", 25), ("0.07", 100), ("0.55", 100), ("0.14", 50), ("0.56", 25), ("0.68", 75)];

    /// <summary>How such a case is written in a request, and which are put to an implementation.</summary>
    internal static InputForm Definition { get; } = new()
    {
        Kind = CaseKind.PassAtK,
        Only = Quantity.GPassAtK,
        Fields =
        [
            .. PassAtKInput.Definition.Fields,
            new("tau", FieldType.Fraction, "the share of the k that has to be correct, above 0 and at most 1, exactly: \"0.28\" is 7/25"),
        ],
        Reader = static fields => new PassThresholdInput((PassAtKInput)PassAtKInput.Definition.Reader(fields), fields["tau"].GetString()!),
        Nearest = static given => given is PassAtKCase { Tau: { } tau } pass
            ? new PassThresholdInput(new PassAtKInput(pass.Total, pass.Correct, pass.K), tau.ToString())
            : null,
        Small = static () =>
            from pass in PassAtKInput.Definition.Small()
            from tau in new[] { "0.25", "0.5", "0.75", "1" }
            select new PassThresholdInput((PassAtKInput)pass, tau),
        Adversarial = static () =>
            from ceiling in Ceilings
            from total in new[] { 100, 128, 200 }
            from correct in new[] { total / 10, total / 4, total / 2, 9 * total / 10 }
            select new PassThresholdInput(new PassAtKInput(total, correct, ceiling.K), ceiling.Tau),
        Generate = static dice =>
        {
            var total = dice.Of(dice.Within(2, 12), dice.Within(13, 256));
            var percent = dice.Within(1, 100);
            return new PassThresholdInput(
                new PassAtKInput(total, dice.Within(0, total), dice.Within(1, total)), percent == 100 ? "1" : FormattableString.Invariant($"0.{percent:00}"));
        },
        GeneratedShare = PassAtKInput.Definition.GeneratedShare,
        WithoutAnswer = static () =>
        [
            new PassThresholdInput(new PassAtKInput(2, 0, 5), "0.5"), new PassThresholdInput(new PassAtKInput(2, 3, 1), "0.5"),
            new PassThresholdInput(new PassAtKInput(2, 1, 0), "0.5"), new PassThresholdInput(new PassAtKInput(2, 1, 1), "0"),
            new PassThresholdInput(new PassAtKInput(2, 1, 1), "1.5"),
        ],
    };

    /// <inheritdoc/>
    public override int Draws => Pass.Draws;

    /// <inheritdoc/>
    public override OracleCase Exactly => new PassAtKCase(Pass.Total, Pass.Correct, Pass.K, tau: Rational.Parse(Tau));

    /// <inheritdoc/>
    public override string? WhyUndefined => Pass.WhyUndefined
        ?? (!Rational.TryParse(Tau, out var share) ? "tau is not a number"
            : share.Sign <= 0 || share > Rational.One ? "tau is not above 0 and at most 1"
            : null);

    internal override InputForm Form => Definition;

    internal override int Count => Pass.Count;

    internal override bool IsWithinBudget => Pass.IsWithinBudget;

    internal override InputSize Size => Pass.Size with { Plainness = Tau.Length };

    internal override void WriteFields(Utf8JsonWriter writer, bool isShort = false)
    {
        Pass.WriteFields(writer, isShort);
        writer.WriteString("tau", Tau);
    }

    internal override Input? WithDraws(int draws) => Pass.WithDraws(draws) is PassAtKInput pass ? this with { Pass = pass } : null;

    internal override IEnumerable<Dimension> Dimensions() => Pass.Dimensions().Select(dimension => dimension with
    {
        With = value => dimension.With(value) is PassAtKInput pass ? this with { Pass = pass } : null,
    });

    internal override IEnumerable<Input> Candidates() =>
        Pass.Candidates().Select(smaller => this with { Pass = (PassAtKInput)smaller })
            .Append(this with { Tau = "1" })
            .Append(this with { Tau = "0.5" });
}

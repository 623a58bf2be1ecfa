using BonVerify.Numerics;

namespace BonVerify.Quantities;

/// <summary>Samples, how many of them are correct, and k: the case of pass@k.</summary>
public sealed record PassAtKCase : OracleCase
{
    /// <summary>The largest of min(correct, k): the number of factors of the exact value.</summary>
    public const int MaxFactors = 20_000;

    /// <summary>Makes the case.</summary>
    /// <param name="total">The number of samples, at least k.</param>
    /// <param name="correct">The number of correct samples, from 0 to the total.</param>
    /// <param name="k">The number of samples that are drawn, at least 1.</param>
    /// <param name="id">A name for the case, or <see langword="null"/>.</param>
    /// <param name="context">Free text, or <see langword="null"/>.</param>
    /// <param name="tau">The share of the drawn samples that has to be correct, in (0, 1], or <see langword="null"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public PassAtKCase(int total, int correct, int k, string? id = null, string? context = null, Rational? tau = null)
        : base(id, context)
    {
        if (FaultOf(total, correct, k, tau) is { } fault)
        {
            throw fault.ToException();
        }

        (Total, Correct, K, Tau) = (total, correct, k, tau);
    }

    /// <summary>The number of samples.</summary>
    public int Total { get; }

    /// <summary>The number of correct samples.</summary>
    public int Correct { get; }

    /// <summary>The number of samples that are drawn.</summary>
    public int K { get; }

    /// <summary>The share of the drawn samples that has to be correct, or <see langword="null"/>.</summary>
    public Rational? Tau { get; }

    /// <inheritdoc/>
    public override CaseKind Kind => CaseKind.PassAtK;

    /// <inheritdoc/>
    public override string Summary => FormattableString.Invariant($"{Correct} of {Total} correct, k = {K}");

    internal static CaseKind Definition { get; } = new(
        "pass_at_k",
        "Samples, correct samples and k: pass@k.",
        new CaseReading
        {
            Mark = "total, correct and k",
            IsToldBy = static given => given.Has("total") || given.Has("correct") || given.Has("k"),
            Make = static given => Make(
                given.WholeNumber("total"), given.WholeNumber("correct"), given.WholeNumber("k"), given.Has("tau") ? given.Number("tau") : null, given),
        },
        CaseField.Integer<PassAtKCase>("total", 1, CaseField.MaxInteger, static c => c.Total).Means("The number of samples."),
        CaseField.Integer<PassAtKCase>("correct", 0, CaseField.MaxInteger, static c => c.Correct).Means("How many samples are correct, at most all."),
        CaseField.Integer<PassAtKCase>("k", 1, CaseField.MaxInteger, static c => c.K).Means("How many samples are drawn, at most all.").Repeated(),
        CaseField.Number<PassAtKCase>("tau", static c => c.Tau).Means("The share of the drawn samples that has to be correct, in (0, 1].").Optional());

    private static Parsed<OracleCase> Make(int total, int correct, int k, Rational? tau, CaseValues given) =>
        FaultOf(total, correct, k, tau) is { } fault ? fault : new PassAtKCase(total, correct, k, given.Id, given.Context, tau);

    private static Fault? FaultOf(int total, int correct, int k, Rational? tau) =>
        Preconditions.OutOfRange(total, 1, int.MaxValue, nameof(total))
        ?? Preconditions.OutOfRange(correct, 0, total, nameof(correct))
        ?? Preconditions.OutOfRange(k, 1, total, nameof(k))
        ?? (tau is { } share && (share.Sign <= 0 || share > Rational.One)
            ? new Fault(Preconditions.Message(nameof(tau), share, "must be in (0, 1]"), nameof(tau), IsOutOfRange: true)
            : null)
        ?? (Math.Min(correct, k) <= MaxFactors
            ? null
            : new Fault(
                Preconditions.Message(nameof(k), k, $"must be at most {MaxFactors}, unless correct is (the budget of the exact value)"),
                nameof(k),
                IsOutOfRange: true));
}

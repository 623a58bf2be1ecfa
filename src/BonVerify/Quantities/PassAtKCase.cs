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
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public PassAtKCase(int total, int correct, int k, string? id = null, string? context = null)
        : base(id, context)
    {
        Total = Preconditions.AtLeast(total, 1);
        Correct = Preconditions.Within(correct, 0, total);
        K = Preconditions.Within(k, 1, total);
        if (Math.Min(correct, k) > MaxFactors)
        {
            throw new ArgumentOutOfRangeException(
                nameof(k), Preconditions.Message(nameof(k), k, $"must be at most {MaxFactors}, unless correct is (the budget of the exact value)"));
        }
    }

    /// <summary>The number of samples.</summary>
    public int Total { get; }

    /// <summary>The number of correct samples.</summary>
    public int Correct { get; }

    /// <summary>The number of samples that are drawn.</summary>
    public int K { get; }

    /// <inheritdoc/>
    public override CaseKind Kind => CaseKind.PassAtK;

    internal static CaseKind Definition { get; } = new(
        "pass_at_k",
        "Samples, correct samples and k: pass@k.",
        CaseField.Integer<PassAtKCase>("total", 1, CaseField.MaxInteger, static c => c.Total).Means("The number of samples."),
        CaseField.Integer<PassAtKCase>("correct", 0, CaseField.MaxInteger, static c => c.Correct).Means("How many samples are correct, at most all."),
        CaseField.Integer<PassAtKCase>("k", 1, CaseField.MaxInteger, static c => c.K).Means("How many samples are drawn, at most all.").Repeated());
}

using BonVerify.Numerics;

namespace BonVerify.Quantities;

/// <summary>n and a mass ε, at which the estimator d_n(ε) is asked for.</summary>
public sealed record EstimatorCase : OracleCase
{
    /// <summary>Makes the case.</summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="epsilon">A mass in (0, 1].</param>
    /// <param name="id">A name for the case, or <see langword="null"/>.</param>
    /// <param name="context">Free text, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1, or ε is not in (0, 1].</exception>
    public EstimatorCase(int n, Rational epsilon, string? id = null, string? context = null)
        : base(id, context)
    {
        N = Preconditions.AtLeast(n, 1);
        Epsilon = epsilon;
        if (FaultOf(epsilon) is { } fault)
        {
            throw fault.ToException();
        }
    }

    /// <summary>The number of draws.</summary>
    public int N { get; }

    /// <summary>The mass, in lowest terms.</summary>
    public Rational Epsilon { get; }

    /// <inheritdoc/>
    public override CaseKind Kind => CaseKind.Estimator;

    /// <inheritdoc/>
    public override string Summary => FormattableString.Invariant($"epsilon = {Cut(Epsilon.ToString())}, n = {N}");

    internal static CaseKind Definition { get; } = new(
        "estimator",
        "n and a mass epsilon: the estimator d_n(epsilon).",
        new CaseReading
        {
            Mark = "epsilon",
            IsToldBy = static given => given.Has("epsilon"),
            Make = static given => FaultOf(given.Number("epsilon")) is { } fault
                ? fault
                : new EstimatorCase(given.WholeNumber("n"), given.Number("epsilon"), given.Id, given.Context),
        },
        CaseField.Integer<EstimatorCase>("n", 1, CaseField.MaxInteger, static c => c.N).Means("The number of draws.").Repeated(),
        CaseField.Number<EstimatorCase>("epsilon", static c => c.Epsilon).Means("A mass in (0, 1]."));

    private static Fault? FaultOf(Rational epsilon) => epsilon > Rational.Zero && epsilon <= Rational.One
        ? null
        : new Fault(Preconditions.Message(nameof(epsilon), epsilon, "must be in (0, 1]"), nameof(epsilon), IsOutOfRange: true);
}

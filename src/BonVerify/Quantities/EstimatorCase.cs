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
        if (Epsilon <= Rational.Zero || Epsilon > Rational.One)
        {
            throw new ArgumentOutOfRangeException(
                nameof(epsilon), Preconditions.Message(nameof(epsilon), Epsilon, "must be in (0, 1]"));
        }
    }

    /// <summary>The number of draws.</summary>
    public int N { get; }

    /// <summary>The mass, in lowest terms.</summary>
    public Rational Epsilon { get; }

    /// <inheritdoc/>
    public override CaseKind Kind => CaseKind.Estimator;

    internal static CaseKind Definition { get; } = new(
        "estimator",
        "n and a mass epsilon: the estimator d_n(epsilon).",
        CaseField.Integer<EstimatorCase>("n", 1, CaseField.MaxInteger, static c => c.N).Means("The number of draws.").Repeated(),
        CaseField.Number<EstimatorCase>("epsilon", static c => c.Epsilon).Means("A mass in (0, 1]."));
}

using System.Globalization;
using BonVerify.Neighbours;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Quantities;

/// <summary>A reference policy, n and a temperature λ: soft best-of-n, which keeps one of n draws with a chance in proportion to e^(r/λ).</summary>
public sealed record SoftPolicyCase : OracleCase
{
    private readonly Lazy<EnclosedPolicy> policy;

    /// <summary>Makes the case.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="lambda">The temperature λ > 0, in units of the reward.</param>
    /// <param name="id">A name for the case, or <see langword="null"/>.</param>
    /// <param name="context">Free text, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1, or λ is not above 0.</exception>
    public SoftPolicyCase(ReferencePolicy reference, int n, Rational lambda, string? id = null, string? context = null)
        : base(id, context)
    {
        Reference = Preconditions.NotNull(reference);
        N = Preconditions.AtLeast(n, 1);
        Lambda = lambda;
        if (FaultOf(lambda) is { } fault)
        {
            throw fault.ToException();
        }

        policy = new(() => new EnclosedSoftBestOfN(Reference, N, Lambda).ToEnclosedPolicy());
    }

    /// <summary>The reference policy.</summary>
    public ReferencePolicy Reference { get; }

    /// <summary>The number of draws.</summary>
    public int N { get; }

    /// <summary>The temperature, in units of the reward.</summary>
    public Rational Lambda { get; }

    /// <inheritdoc/>
    public override CaseKind Kind => CaseKind.Soft;

    /// <inheritdoc/>
    public override string Summary => FormattableString.Invariant($"{Cut(Reference.ToString())}, n = {N}, lambda = {Cut(Lambda.ToString())}");

    /// <summary>The law, where n draws from the levels are within the budget.</summary>
    internal EnclosedPolicy Policy => policy.Value;

    /// <summary>Whether this is the reference policy itself, and so rational.</summary>
    internal bool IsReference => N == 1 || Reference.Levels.Count == 1;

    /// <summary>Whether n draws from the reward levels have few enough multisets, and the exponents are within the range of e^x.</summary>
    internal bool IsWithinBudget => EnclosedSoftBestOfN.IsWithinBudget(Reference, N, Lambda);

    internal static CaseKind Definition { get; } = new(
        "soft_policy",
        "A reference policy, n and a temperature: soft best-of-n.",
        new CaseReading
        {
            Mark = "lambda",
            IsToldBy = static given => given.Has("lambda"),
            Make = static given => FaultOf(given.Number("lambda")) is { } fault
                ? fault
                : PolicyCase.MakeReference(given)
                    .Then(reference => given.Numbers("rewards") is { } rewards ? reference.With(rewards) : reference)
                    .Then(reference => given.Texts("labels") is { } labels ? reference.With(labels) : reference)
                    .Then<OracleCase>(reference => new SoftPolicyCase(reference, given.WholeNumber("n"), given.Number("lambda"), given.Id, given.Context)),
        },
        CaseField.Numbers<SoftPolicyCase>("weights", static c => c.Reference.Weights.Select(static w => w.ToString(CultureInfo.InvariantCulture)))
            .Means("One per outcome, at least 0 and not all 0; rescaled exactly.").Alternatively("probabilities"),
        CaseField.Numbers<SoftPolicyCase>("probabilities", static _ => null)
            .Means("One per outcome, at least 0; they must sum to exactly 1.").Alternatively("weights"),
        CaseField.Numbers<SoftPolicyCase>("rewards", static c => c.Reference.Rewards.Select(static reward => reward.ToString()))
            .Means("One per outcome; the listing order by default. Equal rewards are ties.").Optional(),
        CaseField.Texts<SoftPolicyCase>("labels", static c => c.Reference.Labels).Means("One per outcome.").Optional(),
        CaseField.Integer<SoftPolicyCase>("n", 1, CaseField.MaxInteger, static c => c.N).Means("The number of draws.").Repeated(),
        CaseField.Number<SoftPolicyCase>("lambda", static c => c.Lambda).Means("The temperature, above 0, in units of the reward: a draw of reward r is kept with a chance in proportion to e^(r/lambda)."));

    /// <summary>Whether both are the same policy with the same n, λ, id and text.</summary>
    /// <param name="other">The other case.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(SoftPolicyCase? other) => base.Equals(other) && N == other.N && Lambda == other.Lambda && Reference.Equals(other.Reference);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Reference, N, Lambda);

    private static Fault? FaultOf(Rational lambda) => lambda.Sign > 0
        ? null
        : new Fault(Preconditions.Message(nameof(lambda), lambda, "must be > 0"), nameof(lambda), IsOutOfRange: true);
}

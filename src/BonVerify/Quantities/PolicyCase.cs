using System.Globalization;
using BonVerify.Policies;

namespace BonVerify.Quantities;

/// <summary>A reference policy and n, with an id and free text.</summary>
/// <param name="Reference">The reference policy.</param>
/// <param name="N">The number of draws, from 1 to <see cref="MaxN"/>.</param>
/// <param name="Id">A name for the case, or <see langword="null"/>.</param>
/// <param name="Context">Free text, or <see langword="null"/>.</param>
public sealed record PolicyCase(ReferencePolicy Reference, int N, string? Id = null, string? Context = null)
    : OracleCase(Id, Context)
{
    /// <summary>The largest n of a case that is read.</summary>
    public const int MaxN = CaseField.MaxInteger;

    /// <summary>The number of draws, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int N { get; init => field = Preconditions.AtLeast(value, 1, "n"); } = Preconditions.AtLeast(N, 1, "n");

    /// <summary>The number of draws of an opponent from the same reference policy, from 1 to <see cref="MaxN"/>, or <see langword="null"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int? M { get; init => field = value is { } m ? Preconditions.AtLeast(m, 1, "m") : null; }

    /// <inheritdoc/>
    public override CaseKind Kind => CaseKind.Policy;

    /// <inheritdoc/>
    public override string Summary => FormattableString.Invariant($"{Cut(Reference.ToString())}, n = {N}") + (M is { } m ? FormattableString.Invariant($", m = {m}") : "");

    internal static CaseKind Definition { get; } = new(
        "policy",
        "A reference policy and n: best-of-n itself.",
        new CaseReading
        {
            Mark = "weights or probabilities",
            IsToldBy = static _ => true,
            Make = static given => MakeReference(given)
                .Then(reference => given.Numbers("rewards") is { } rewards ? reference.With(rewards) : reference)
                .Then(reference => given.Texts("labels") is { } labels ? reference.With(labels) : reference)
                .Then<OracleCase>(reference => new PolicyCase(reference, given.WholeNumber("n"), given.Id, given.Context)
                {
                    M = given.Has("m") ? given.WholeNumber("m") : null,
                }),
        },
        CaseField.Numbers<PolicyCase>("weights", static c => c.Reference.Weights.Select(static w => w.ToString(CultureInfo.InvariantCulture)))
            .Means("One per outcome, at least 0 and not all 0; rescaled exactly.").Alternatively("probabilities"),
        CaseField.Numbers<PolicyCase>("probabilities", static _ => null)
            .Means("One per outcome, at least 0; they must sum to exactly 1.").Alternatively("weights"),
        CaseField.Numbers<PolicyCase>("rewards", static c => c.Reference.Rewards.Select(static reward => reward.ToString()))
            .Means("One per outcome; the listing order by default. Equal rewards are ties.").Optional(),
        CaseField.Texts<PolicyCase>("labels", static c => c.Reference.Labels).Means("One per outcome.").Optional(),
        CaseField.Integer<PolicyCase>("n", 1, MaxN, static c => c.N).Means("The number of draws.").Repeated(),
        CaseField.Integer<PolicyCase>("m", 1, MaxN, static c => c.M).Means("The number of draws of an opponent from the same reference policy.").Optional().Repeated());

    /// <summary>The reference policy of weights or probabilities, or what is wrong with them.</summary>
    internal static Parsed<ReferencePolicy> MakeReference(CaseValues given) => (given.Numbers("weights"), given.Numbers("probabilities")) switch
    {
        ({ } weights, null) => ReferencePolicy.Normalised(weights, "weights"),
        (null, { } probabilities) => ReferencePolicy.SummingToOne(probabilities, normalise: false),
        (null, null) => new Fault("weights is missing; a case needs weights or probabilities.", "weights"),
        _ => new Fault("weights and probabilities are both given; a case needs one of them.", "weights"),
    };
}

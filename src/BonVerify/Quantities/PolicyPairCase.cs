using System.Globalization;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Quantities;

/// <summary>A policy π and its reference policy p on the same outcomes, for estimators of KL(π‖p).</summary>
public sealed record PolicyPairCase : OracleCase
{
    /// <summary>Makes the case.</summary>
    /// <param name="policy">The policy π, which the responses come from; its rewards are not used.</param>
    /// <param name="reference">The reference policy p; it has mass wherever π has.</param>
    /// <param name="id">A name for the case, or <see langword="null"/>.</param>
    /// <param name="context">Free text, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes, or π > 0 where p = 0.</exception>
    public PolicyPairCase(ReferencePolicy policy, ReferencePolicy reference, string? id = null, string? context = null)
        : base(id, context)
    {
        (Policy, Reference) = (Preconditions.NotNull(policy), Preconditions.NotNull(reference));
        if (FaultOf(policy, reference) is { } fault)
        {
            throw fault.ToException();
        }
    }

    /// <summary>The policy π, which the responses come from.</summary>
    public ReferencePolicy Policy { get; }

    /// <summary>The reference policy p.</summary>
    public ReferencePolicy Reference { get; }

    /// <inheritdoc/>
    public override CaseKind Kind => CaseKind.PolicyPair;

    /// <inheritdoc/>
    public override string Summary => $"{Cut(Policy.ToString())} against {Cut(Reference.ToString())}";

    internal static CaseKind Definition { get; } = new(
        "policy_pair",
        "A policy and its reference policy: estimators of the KL divergence from one response.",
        new CaseReading
        {
            Mark = "policy and reference",
            IsToldBy = static given => given.Has("policy") || given.Has("reference"),
            Make = static given => ReferencePolicy.Normalised(given.Numbers("policy")!, "policy").Then(policy =>
                ReferencePolicy.Normalised(given.Numbers("reference")!, "reference").Then<OracleCase>(reference =>
                    FaultOf(policy, reference) is { } fault ? fault : new PolicyPairCase(policy, reference, given.Id, given.Context))),
        },
        CaseField.Numbers<PolicyPairCase>("policy", static c => c.Policy.Weights.Select(static w => w.ToString(CultureInfo.InvariantCulture)))
            .Means("The policy that the responses come from: one number per outcome, at least 0 and not all 0; rescaled exactly."),
        CaseField.Numbers<PolicyPairCase>("reference", static c => c.Reference.Weights.Select(static w => w.ToString(CultureInfo.InvariantCulture)))
            .Means("The reference policy, in the same way; above 0 wherever the policy is."));

    private static Fault? FaultOf(ReferencePolicy policy, ReferencePolicy reference)
    {
        if (policy.Count != reference.Count)
        {
            return new Fault(FormattableString.Invariant($"reference has {reference.Count} entries; it must have one per outcome, {policy.Count}."), "reference");
        }

        for (var i = 0; i < policy.Count; i++)
        {
            if (reference.Weights[i].IsZero && !policy.Weights[i].IsZero)
            {
                return new Fault(FormattableString.Invariant($"reference[{i}] is 0 where policy[{i}] is not: the KL divergence is infinite there."), "reference");
            }
        }

        return null;
    }
}

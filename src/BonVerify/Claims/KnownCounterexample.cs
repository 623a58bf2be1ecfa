using BonVerify.Policies;

namespace BonVerify.Claims;

/// <summary>A counterexample to a refuted claim, kept with the claim and checked again in every run.</summary>
/// <param name="Description">Where it comes from or what it shows.</param>
/// <param name="Reference">The reference policy.</param>
/// <param name="N">The number of draws.</param>
public sealed record KnownCounterexample(string Description, ReferencePolicy Reference, int N);

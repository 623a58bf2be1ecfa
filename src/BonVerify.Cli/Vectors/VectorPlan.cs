using BonVerify.Quantities;

namespace BonVerify.Cli.Vectors;

/// <summary>A file of golden vectors to be: its quantities, each with its cases.</summary>
/// <param name="Name">The name of the file, without its extension.</param>
/// <param name="Title">What it tests.</param>
/// <param name="Groups">The quantities, each with its cases.</param>
internal sealed record VectorPlan(string Name, string Title, IReadOnlyList<(Quantity Quantity, IReadOnlyList<VectorCase> Cases)> Groups)
{
    /// <summary>The files, in order; every quantity says which of them it is in, and is in the last if it has a value there.</summary>
    public static IReadOnlyList<VectorPlan> All { get; } =
    [
        Of("pmf", "The probabilities of best-of-n", VectorCases.Policies),
        Of("kl", "The KL divergence of best-of-n, its gap to the formula, and bounds of both", VectorCases.Policies),
        Of("win_rate", "The win rate and the expected reward of best-of-n, the gap, and bounds", VectorCases.Policies),
        Of("divergences", "Other divergences of best-of-n", VectorCases.Policies),
        Of("entropy", "Entropies of the reference policy", VectorCases.References),
        Of("bounds", "Bounds that depend on n alone", VectorCases.Draws),
        Of("kl_estimator", "The estimator d_n(epsilon)", VectorCases.Estimators),
        Of("pool_weights", "Weights of the draws of a pool", VectorCases.Pools),
        Of("pass_at_k", "pass@k", VectorCases.PassesAtK),
        Of("pool_estimates", "What is estimated from a pool of draws with rewards", VectorCases.PoolEstimates),
        Of("pass_rates", "Rates of passing among k samples besides pass@k", VectorCases.PassRates),
        Of("majority", "The plurality vote among k samples", VectorCases.Majorities),
        Of("neighbours", "Best-of-n against other draws, and against the worst draw", VectorCases.Neighbours),
        Of("soft_best_of_n", "Soft best-of-n", VectorCases.SoftPolicies),
        Of("kl_estimators", "Estimators of the KL divergence from one response", VectorCases.PolicyPairs),
        new(
            "log_weights",
            "Quantities of policies that are given by the logarithms of their masses",
            [.. Quantity.All.Where(static quantity => quantity.BelongsTo(CaseKind.LogPolicy)).Select(static quantity => (quantity, VectorCases.LogPolicies))]),
    ];

    private static VectorPlan Of(string name, string title, IReadOnlyList<VectorCase> cases) =>
        new(name, title, [.. Quantity.All.Where(quantity => quantity.VectorFile == name).Select(quantity => (quantity, cases))]);
}

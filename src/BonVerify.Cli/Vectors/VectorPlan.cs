using BonVerify.Interchange;

namespace BonVerify.Cli.Vectors;

/// <summary>A file of golden vectors to be: its quantities, each with its cases.</summary>
/// <param name="Name">The name of the file, without its extension.</param>
/// <param name="Title">What it tests.</param>
/// <param name="Groups">The quantities, each with its cases.</param>
internal sealed record VectorPlan(string Name, string Title, IReadOnlyList<(Quantity Quantity, IReadOnlyList<VectorCase> Cases)> Groups)
{
    private static readonly Quantity[] OfN =
    [
        Quantities.KlBound, Quantities.WinRateBound, Quantities.KlGapConstant, Quantities.WinRateGapConstant,
        Quantities.TotalVariationBound, Quantities.ChiSquaredBound, Quantities.RenyiDivergence2Bound, Quantities.RenyiDivergence3Bound,
        Quantities.ReverseKlBound, Quantities.SquaredHellingerBound, Quantities.DensityRatioBound,
    ];

    private static readonly Quantity[] OfReference = [Quantities.Entropy, Quantities.RenyiEntropy2, Quantities.RenyiEntropy2Levels];

    /// <summary>The files, in order; every quantity is in one of them.</summary>
    public static IReadOnlyList<VectorPlan> All { get; } =
    [
        Of("pmf", "The probabilities of best-of-n", [Quantities.Pmf], VectorCases.Policies),
        Of("kl", "The KL divergence of best-of-n, its gap to the formula, and bounds of both", Quantities.All.Where(IsKl), VectorCases.Policies),
        Of("win_rate", "The win rate and the expected reward of best-of-n, the gap, and bounds", Quantities.All.Where(IsWinRate), VectorCases.Policies),
        Of("divergences", "Other divergences of best-of-n", Quantities.All.Where(IsOther), VectorCases.Policies),
        Of("entropy", "Entropies of the reference policy", OfReference, VectorCases.References),
        Of("bounds", "Bounds that depend on n alone", OfN, VectorCases.Draws),
        Of("kl_estimator", "The estimator d_n(epsilon)", [Quantities.KlEstimatorValue], VectorCases.Estimators),
        Of("pool_weights", "Weights of the draws of a pool", [Quantities.PoolWeightsOfDraws], VectorCases.Pools),
        Of("pass_at_k", "pass@k", [Quantities.PassAtKValue], VectorCases.PassesAtK),
    ];

    private static VectorPlan Of(string name, string title, IEnumerable<Quantity> quantities, IReadOnlyList<VectorCase> cases) =>
        new(name, title, quantities.Select(quantity => (quantity, cases)).ToArray());

    private static bool IsOfPolicy(Quantity quantity) =>
        quantity.Kind == CaseKind.Policy && quantity != Quantities.Pmf && !OfN.Contains(quantity) && !OfReference.Contains(quantity);

    private static bool IsKl(Quantity quantity) => IsOfPolicy(quantity) && quantity.Id.StartsWith("kl", StringComparison.Ordinal);

    private static bool IsWinRate(Quantity quantity) => IsOfPolicy(quantity)
        && (quantity.Id.StartsWith("win_rate", StringComparison.Ordinal) || quantity == Quantities.ExpectedReward);

    private static bool IsOther(Quantity quantity) => IsOfPolicy(quantity) && !IsKl(quantity) && !IsWinRate(quantity);
}

using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>
/// The mistakes that are known, the more special ones first: of two that explain the same, the first is named.
/// </summary>
/// <remarks>Made for one run: predictions lean on its truth and its convention for ties.</remarks>
internal sealed partial class Mistakes
{
    private readonly Truth truth;
    private readonly TieConvention ties;

    public Mistakes(Truth truth, TieConvention ties)
    {
        (this.truth, this.ties) = (truth, ties);
        All =
        [
            .. OtherValues(),
            .. WrongForms(),
            .. Ties(),
            .. WrongRankings(),
            .. WrongReference(),
            .. WrongCounts(),
            .. Sampling(),
            .. Neighbours(),
            .. ChangedValues(),
            .. NotNumbers(),
            .. Rounding(),
        ];
    }

    /// <summary>Quantities whose values are computed from the masses of the outcomes: wrong masses show in all of them.</summary>
    internal static IReadOnlyList<Quantity> FromMasses { get; } =
    [
        Quantity.Pmf, Quantity.WinRate, Quantity.ExpectedReward, Quantity.Kl, Quantity.ReverseKl, Quantity.TotalVariation,
        Quantity.ChiSquared, Quantity.KlEstimatorMean,
    ];

    /// <summary>Quantities for which no mistake of their own is known; only those that any quantity can show.</summary>
    internal static IReadOnlyList<Quantity> NoneKnown { get; } =
    [
        .. Quantity.All.Where(static quantity => quantity.Bounds is not null && quantity.Unit != Unit.Nats),
        Quantity.DensityRatioMax, Quantity.WinRateGap, Quantity.WinRateGapConstant, Quantity.WinRateFrontier, Quantity.WinRateLimit,
    ];

    /// <summary>All mistakes.</summary>
    public IReadOnlyList<Mistake> All { get; }

    private static PredictedMistake Gives(string id, string sentence, IEnumerable<Quantity>? quantities, Func<Request, double[]?> predict, string? remedy = null) =>
        new(id, sentence, quantities, predict, remedy);

    /// <summary>A mistake that gives another value in the place of the true one.</summary>
    private PredictedMistake Turns(
        string id, string sentence, IEnumerable<Quantity>? quantities, Func<double, double> change, string? remedy = null, bool allowsNoise = true) =>
        new(id, sentence, quantities, request => NearestOf(request)?.Select(change).ToArray(), remedy) { AllowsNoise = allowsNoise };

    /// <summary>A mistake of policies that ranks by other rewards, or draws from another reference, and is right from there on.</summary>
    private PredictedMistake Takes(string id, string sentence, Func<PolicyInput, PlainPolicy?> policy, Func<PoolInput, PoolInput?>? pool = null) =>
        Gives(id, sentence, pool is null ? FromMasses : [.. FromMasses, Quantity.PoolWeights], request => request.Input switch
        {
            PolicyInput input => policy(input)?.Value(request.Quantity.Id, input.Masses, input.RewardArray),
            PoolInput input when pool?.Invoke(input) is { } other => truth.NearestOf(request.Quantity, other, ties),
            _ => null,
        });

    /// <summary>A mistake that ranks by other rewards.</summary>
    private PredictedMistake Ranks(string id, string sentence, Func<double[], double[]?> change) => Takes(
        id,
        sentence,
        input => change(input.RewardArray) is { } other ? PlainPolicy.Of(input.Masses, other, input.N) : null,
        input => change(input.RewardArray) is { } other ? new PoolInput(other, input.N) : null);

    /// <summary>The same rewards in the place of the given ones throughout: they are earned too.</summary>
    private static PredictedMistake Earns(string id, string sentence, Func<double[], double[]?> change) => Gives(
        id,
        sentence,
        [Quantity.ExpectedReward],
        OfPolicy(input => change(input.RewardArray) is { } other
            ? PlainPolicy.Of(input.Masses, other, input.N).Value(Quantity.ExpectedReward.Id, input.Masses, other)
            : null));

    /// <summary>Another reference in the place of the given one throughout: divergences are measured against it too.</summary>
    private static PredictedMistake Refers(string id, string sentence, Func<PolicyInput, double[]?> reference) => Gives(
        id,
        sentence,
        FromMasses,
        request => request.Input is PolicyInput input && reference(input) is { } other
            ? PlainPolicy.Of(other, input.RewardArray, input.N).Value(request.Quantity.Id, other, input.RewardArray)
            : null);

    private double[]? NearestOf(Request request) => truth.NearestOf(request.Quantity, request.Input, ties);

    private static Func<Request, double[]?> OfPolicy(Func<PolicyInput, double[]?> predict) =>
        request => request.Input is PolicyInput input ? predict(input) : null;
}

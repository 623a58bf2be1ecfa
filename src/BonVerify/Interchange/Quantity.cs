using BonVerify.Numerics;

namespace BonVerify.Interchange;

/// <summary>A named number of a case, or a list of them: what the oracle answers.</summary>
/// <remarks>All quantities are listed in <see cref="Quantities"/>. Immutable.</remarks>
public sealed class Quantity
{
    private readonly Func<CaseEvaluation, IReadOnlyList<ComputableReal>> evaluate;
    private readonly int leastN;

    private Quantity(
        string id,
        CaseKind kind,
        string description,
        Func<CaseEvaluation, IReadOnlyList<ComputableReal>> evaluate,
        bool isList,
        int leastN)
    {
        Id = id;
        Kind = kind;
        Description = description;
        this.evaluate = evaluate;
        IsList = isList;
        this.leastN = leastN;
    }

    /// <summary>The name by which programs ask for it, such as <c>kl</c>.</summary>
    public string Id { get; }

    /// <summary>The kind of case it belongs to.</summary>
    public CaseKind Kind { get; }

    /// <summary>What it is, in one line; logarithms are natural and divergences in nats.</summary>
    public string Description { get; }

    /// <summary>Whether there is a value for each outcome or draw, instead of one.</summary>
    public bool IsList { get; }

    /// <summary>The value in a case.</summary>
    /// <param name="oracleCase">A case of any kind.</param>
    /// <param name="options">How to evaluate it, or <see langword="null"/> for the defaults.</param>
    /// <returns>The values, or why there is none.</returns>
    public QuantityResult Evaluate(OracleCase oracleCase, QuantityOptions? options = null) =>
        Evaluate(new CaseEvaluation(oracleCase, options));

    /// <summary>The value in a case under evaluation.</summary>
    /// <param name="evaluation">The case; several quantities of one case share their work through it.</param>
    /// <returns>The values, or why there is none.</returns>
    public QuantityResult Evaluate(CaseEvaluation evaluation)
    {
        Preconditions.NotNull(evaluation);
        if (evaluation.Case.Kind != Kind)
        {
            return new QuantityResult.NotApplicable($"{Id} needs a case of kind {Kind}, not {evaluation.Case.Kind}");
        }

        if (evaluation.Case is PolicyCase { N: var n } && n < leastN)
        {
            return new QuantityResult.NotApplicable(FormattableString.Invariant($"n is {n}; {Id} needs n >= {leastN}"));
        }

        var values = evaluate(evaluation).Select(number => new QuantityValue(number, evaluation.Options)).ToArray();
        return IsList ? new QuantityResult.Many(values) : new QuantityResult.One(values[0]);
    }

    /// <summary>The id.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => Id;

    internal static Quantity OfPolicy(string id, string description, Func<CaseEvaluation, ComputableReal> evaluate, int leastN = 1) =>
        new(id, CaseKind.Policy, description, evaluation => [evaluate(evaluation)], isList: false, leastN);

    internal static Quantity OfOutcomes(string id, string description, Func<CaseEvaluation, IReadOnlyList<ComputableReal>> evaluate) =>
        new(id, CaseKind.Policy, description, evaluate, isList: true, 1);

    internal static Quantity OfEstimator(string id, string description, Func<EstimatorCase, QuantityOptions, ComputableReal> evaluate) =>
        new(id, CaseKind.Estimator, description, e => [evaluate((EstimatorCase)e.Case, e.Options)], isList: false, 1);

    internal static Quantity OfPool(string id, string description, Func<PoolCase, IReadOnlyList<Rational>> evaluate) => new(
        id,
        CaseKind.Pool,
        description,
        e => evaluate((PoolCase)e.Case).Select(ComputableReal.FromRational).ToArray(),
        isList: true,
        1);

    internal static Quantity OfPassAtK(string id, string description, Func<PassAtKCase, Rational> evaluate) =>
        new(id, CaseKind.PassAtK, description, e => [evaluate((PassAtKCase)e.Case)], isList: false, 1);
}

using BonVerify.Numerics;

namespace BonVerify.Quantities;

/// <summary>
/// A named number of a case, or a list of them: what it is, where it is defined, which values it can have, and how it is
/// evaluated.
/// </summary>
/// <remarks>
/// Everything that is asked, answered, judged, listed or written about a quantity follows from its definition. The quantities
/// are properties of this class, a file for each family, and listed in <see cref="All"/>. Immutable. Two quantities are the
/// same when they are the same object.
/// </remarks>
public sealed partial class Quantity
{
    // Filled while the properties of this class are initialised, which is before any of them can be read. Their order over files is
    // not defined: hence a place for each, and no initialiser here, which might come after the first of them.
    private static List<Quantity>? placed;

    // A text or two each.
    private const int MaxKept = 1_000;

    private readonly Func<CaseEvaluation, IReadOnlyList<ComputableReal>> evaluate;
    private readonly Func<int, QuantityOptions, QuantityValue>? ofDraws;

    /// <summary>Defines a quantity with one value.</summary>
    /// <param name="id">The name by which programs ask for it, in lower case with underscores.</param>
    /// <param name="kind">The kind of case it belongs to.</param>
    /// <param name="evaluate">Its value in a case of that kind, within its domain.</param>
    public Quantity(string id, CaseKind kind, Func<CaseEvaluation, ComputableReal> evaluate)
    {
        Id = Preconditions.NotNull(id);
        Kind = Preconditions.NotNull(kind);
        Preconditions.NotNull(evaluate);
        this.evaluate = evaluation => [evaluate(evaluation)];
    }

    /// <summary>Defines a quantity of a policy that depends on the number of draws alone. Its values are kept: an n that comes again costs nothing.</summary>
    /// <param name="id">The name by which programs ask for it, in lower case with underscores.</param>
    /// <param name="ofDraws">Its value for n, within its domain.</param>
    public Quantity(string id, Func<int, ComputableReal> ofDraws)
        : this(id, CaseKind.Policy, evaluation => ofDraws(evaluation.Policy.N))
    {
        Preconditions.NotNull(ofDraws);
        var known = new Kept<(int N, QuantityOptions Options), QuantityValue>(MaxKept);
        this.ofDraws = (n, options) => known.At((n, options), key => new(ofDraws(key.N), key.Options));
    }

    /// <summary>Defines a quantity with a value for each outcome or draw.</summary>
    /// <param name="id">The name by which programs ask for it, in lower case with underscores.</param>
    /// <param name="kind">The kind of case it belongs to.</param>
    /// <param name="evaluate">Its values in a case of that kind, within its domain, in listing order.</param>
    public Quantity(string id, CaseKind kind, Func<CaseEvaluation, IReadOnlyList<ComputableReal>> evaluate)
    {
        Id = Preconditions.NotNull(id);
        Kind = Preconditions.NotNull(kind);
        this.evaluate = Preconditions.NotNull(evaluate);
        IsList = true;
    }

    /// <summary>All quantities, in the order in which they are answered.</summary>
    public static IReadOnlyList<Quantity> All => field ??= Array.AsReadOnly<Quantity>([.. placed!.OrderBy(static quantity => quantity.Place)]);

    /// <summary>The name by which programs ask for it, such as <c>kl</c>.</summary>
    public string Id { get; }

    /// <summary>The kind of case it belongs to.</summary>
    public CaseKind Kind { get; }

    /// <summary>What it is, in one line; logarithms are natural and divergences in nats.</summary>
    public required string Statement { get; init; }

    /// <summary>The same in LaTeX, without surrounding dollar signs.</summary>
    public required string Latex { get; init; }

    /// <summary>What it is measured in.</summary>
    public Unit Unit { get; init; }

    /// <summary>Whether there is a value for each outcome or draw, instead of one.</summary>
    public bool IsList { get; }

    /// <summary>Which values it can have.</summary>
    public required ValueRange Range { get; init; }

    /// <summary>
    /// The magnitude, in a case, of terms of both signs that may cancel to 0, so that no relative accuracy can be asked of
    /// doubles there; <see langword="null"/> when no terms do.
    /// </summary>
    public Func<OracleCase, double>? CancellingTerms { get; init; }

    /// <summary>In which cases of its kind it is defined.</summary>
    public Domain Domain { get; init; } = Domain.Everywhere;

    /// <summary>The quantity of which it is an upper bound, or <see langword="null"/>.</summary>
    public Quantity? Bounds { get; init; }

    /// <summary>How far it moves with the masses of a policy, or null where that is not known: then it has no value for masses that are enclosed.</summary>
    internal Sensitivity? ToMasses { get; init; }

    /// <summary>Where it stands among the quantities of this library; only these have a place.</summary>
    internal int Place
    {
        get;
        init
        {
            field = value;
            (placed ??= []).Add(this);
        }
    }

    /// <summary>Whether a program under test is asked for it unless told otherwise: what programs usually compute.</summary>
    public bool IsAskedByDefault { get; init; }

    /// <summary>The file of the golden vectors that has it, without the extension.</summary>
    public required string VectorFile { get; init; }

    /// <summary>The quantity with an id.</summary>
    /// <param name="id">An id such as <c>kl</c>.</param>
    /// <returns>The quantity, or <see langword="null"/> when there is none.</returns>
    public static Quantity? Find(string id) => All.FirstOrDefault(quantity => quantity.Id == id);

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
        if (!BelongsTo(evaluation.Case.Kind))
        {
            return new QuantityResult.NotApplicable($"{Id} needs a case of kind {Kind}, not {evaluation.Case.Kind}");
        }

        var isByLogarithms = evaluation.Case is LogPolicyCase;
        if (Domain.WhyNot(Id, isByLogarithms ? evaluation.Near(Sensitivity.FewBits).Case : evaluation.Case) is { } reason)
        {
            return new QuantityResult.NotApplicable(reason);
        }

        if (ofDraws is not null && evaluation.Case is PolicyCase { N: var draws })
        {
            return new QuantityResult.One(ofDraws(draws, evaluation.Options));
        }

        var numbers = isByLogarithms ? ToMasses!.Evaluate(this, evaluation) : Numbers(evaluation);
        return IsList
            ? new QuantityResult.Many(new MadeWhenAsked<QuantityValue>(numbers.Count, i => Value(numbers[i])))
            : new QuantityResult.One(Value(numbers[0]));

        QuantityValue Value(ComputableReal number) => new(number, evaluation.Options, evaluation.DenominatorBits);
    }

    /// <summary>Whether cases of a kind have it: those of its own kind, and of most quantities of policies also those by logarithms.</summary>
    /// <param name="kind">A kind of case.</param>
    /// <returns>Whether it can be asked of them.</returns>
    public bool BelongsTo(CaseKind kind) => Preconditions.NotNull(kind) == Kind || (kind == CaseKind.LogPolicy && ToMasses is not null);

    /// <summary>The values in a case of its own kind, within its domain.</summary>
    internal IReadOnlyList<ComputableReal> Numbers(CaseEvaluation evaluation) => evaluate(evaluation);

    /// <summary>The id.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => Id;
}

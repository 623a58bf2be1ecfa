using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using BonVerify.Evaluation;
using BonVerify.Numerics;

namespace BonVerify.Claims;

/// <summary>A statement about best-of-n with its source and status, and the function that decides it in one case.</summary>
/// <remarks>
/// Immutable; the function must be safe for use by many threads, and depend on the case alone. Two claims are the same when their ids
/// are. <see cref="Conjecture"/> makes one of a single inequality; the constructor takes any function, best made of
/// <see cref="Relation"/>.
/// </remarks>
public sealed partial class Claim
{
    private readonly Func<PolicyEvaluation, Verdict> evaluate;

    /// <summary>Makes a claim.</summary>
    /// <param name="id">Lower-case letters, digits and single hyphens between them, as in <c>kl-doubling</c>: files are named by it.</param>
    /// <param name="evaluate">Decides it in a case.</param>
    /// <exception cref="ArgumentException">The id is not of this form.</exception>
    public Claim(string id, Func<PolicyEvaluation, Verdict> evaluate)
    {
        Id = IdForm().IsMatch(Preconditions.NotNull(id)) ? id : throw new ArgumentException(
            Preconditions.Message(nameof(id), id, "must be lower-case letters, digits and single hyphens, at most 60"), nameof(id));
        this.evaluate = Preconditions.NotNull(evaluate);
    }

    /// <summary>The short name, for example <c>kl-upper-bound</c>.</summary>
    public string Id { get; }

    /// <summary>The statement in words and plain symbols.</summary>
    public required string Statement { get; init; }

    /// <summary>The statement in LaTeX, without surrounding dollar signs.</summary>
    public required string Latex { get; init; }

    /// <summary>Where the statement comes from.</summary>
    public required string Source { get; init; }

    /// <summary>What is known about it.</summary>
    public required ClaimStatus Status { get; init; }

    /// <summary>Why it is true, or why it is false, in a few sentences.</summary>
    public required string Argument { get; init; }

    /// <summary>How it is decided in a case.</summary>
    public string Method { get; init; } =
        "Exactly, both sides being linear forms in logarithms or fractions; where F^n is over the budget, by enclosures at growing precision.";

    /// <summary>The full names of the Coq theorems that together prove (or, for a refuted claim, refute) it; may be empty.</summary>
    public IReadOnlyList<string> CoqTheorems { get; init; } = [];

    /// <summary>For a refuted claim its counterexamples, the smallest first; otherwise empty.</summary>
    public IReadOnlyList<KnownCounterexample> Counterexamples { get; init; } = [];

    /// <summary>A conjecture: one inequality or equality between measures of a case.</summary>
    /// <remarks>
    /// Several n and several policies come from the case: <see cref="PolicyEvaluation.WithN"/>, <see cref="PolicyEvaluation.WithReference"/>.
    /// A case in which a side is no number, as by a division by 0 or the logarithm of 0, is not applicable.
    /// </remarks>
    /// <param name="id">Lower-case letters, digits and single hyphens between them, as in <c>kl-doubling</c>: files are named by it.</param>
    /// <param name="statement">The comparison in a case, as in <c>c => c.WithN(2 * c.N).Kl - c.Kl &lt;= ComputableReal.Ln(2)</c>.</param>
    /// <param name="words">The statement in words or symbols; the compiler of C# supplies the code of the comparison.</param>
    /// <returns>A claim with the status <see cref="ClaimStatus.Conjecture"/>.</returns>
    /// <exception cref="ArgumentException">The id is not of this form.</exception>
    public static Claim Conjecture(
        string id, Func<PolicyEvaluation, Comparison> statement, [CallerArgumentExpression(nameof(statement))] string words = "")
    {
        Preconditions.NotNull(statement);
        var relation = string.IsNullOrEmpty(words) ? Preconditions.NotNull(id) : WithoutParameter(words);
        return new(id, c => Decide(c, relation, statement))
        {
            Statement = relation,
            Latex = $@"\text{{{relation}}}",
            Source = "conjecture",
            Status = ClaimStatus.Conjecture,
            Argument = "None is known.",
        };
    }

    /// <summary>The same claim for some cases only.</summary>
    /// <param name="applies">Whether the claim speaks of a case.</param>
    /// <param name="condition">The condition in words, as in <c>it is stated for n >= 2</c>: the reason of other cases.</param>
    /// <returns>A claim that is not applicable elsewhere.</returns>
    public Claim Where(Func<PolicyEvaluation, bool> applies, [CallerArgumentExpression(nameof(applies))] string condition = "")
    {
        Preconditions.NotNull(applies);
        var reason = WithoutParameter(condition);
        return DecidedBy(c => applies(c) ? evaluate(c) : new Verdict.NotApplicable(reason));
    }

    /// <summary>The same claim, decided by another function.</summary>
    internal Claim DecidedBy(Func<PolicyEvaluation, Verdict> other) => new(Id, other)
    {
        Statement = Statement,
        Latex = Latex,
        Source = Source,
        Status = Status,
        Argument = Argument,
        Method = Method,
        CoqTheorems = CoqTheorems,
        Counterexamples = Counterexamples,
    };

    /// <summary>Decides the claim in one case, exactly.</summary>
    /// <param name="policy">The case: a best-of-n policy under evaluation.</param>
    /// <returns>The verdict.</returns>
    public Verdict Evaluate(PolicyEvaluation policy) => evaluate(Preconditions.NotNull(policy));

    /// <summary>The id.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => Id;

    private static Verdict Decide(PolicyEvaluation c, string relation, Func<PolicyEvaluation, Comparison> statement)
    {
        try
        {
            return Relation.Of(c, relation, statement(c));
        }
        catch (ArithmeticException e)
        {
            return new Verdict.NotApplicable($"a side is no number: {e.Message}");
        }
    }

    /// <summary>The body of a lambda expression as it stands in the source, on one line.</summary>
    private static string WithoutParameter(string code)
    {
        var arrow = code.IndexOf("=>", StringComparison.Ordinal);
        var body = arrow >= 0 && code.AsSpan(0, arrow).IndexOfAny("<&|") < 0 ? code[(arrow + 2)..] : code;
        return string.Join(' ', body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [GeneratedRegex("^(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex IdForm();
}

using System.Collections.Concurrent;
using BonVerify.Cli.Checking.Cases;
using BonVerify.Evaluation;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking.Judging;

/// <summary>The truth of requests, computed from exactly what is sent; kept, since a request is judged more than once.</summary>
/// <remarks>Safe for use by many threads.</remarks>
internal sealed class TruthTable
{
    private readonly ConcurrentDictionary<(SentCase Case, TieBreaking Ties), CaseEvaluation> evaluations = [];
    private readonly ConcurrentDictionary<(Quantity Quantity, SentCase Case, TieBreaking Ties), TrueValue[]?> known = [];

    /// <summary>The true values of a request, or null when the quantity is not defined in its case.</summary>
    public IReadOnlyList<TrueValue>? Of(CheckRequest request, TieBreaking ties) =>
        known.GetOrAdd((request.Quantity, request.Case, ties), Evaluate);

    /// <summary>The doubles nearest to the true values, or null.</summary>
    public double[]? NearestOf(Quantity quantity, SentCase sent, TieBreaking ties) =>
        Of(new CheckRequest(quantity, sent), ties)?.Select(static value => value.Nearest).ToArray();

    private TrueValue[]? Evaluate((Quantity Quantity, SentCase Case, TieBreaking Ties) key)
    {
        var evaluation = evaluations.GetOrAdd(
            (key.Case, key.Ties),
            static k => new CaseEvaluation(k.Case.Exactly, new QuantityOptions { ExactBits = Budget.ForJudging.ExactBits, Ties = k.Ties, MaxExactLength = 400 }));
        return evaluation.Evaluate(key.Quantity) is QuantityResult.NotApplicable
            ? null
            : [.. evaluation.Evaluate(key.Quantity).Values.Select(static value => new TrueValue(value))];
    }
}

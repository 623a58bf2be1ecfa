using System.Collections.Concurrent;
using System.Numerics;
using BonVerify.Evaluation;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>The truth of requests, computed from exactly what is sent; kept, since a request is judged more than once.</summary>
/// <remarks>Safe for use by many threads.</remarks>
internal sealed class Truth
{
    /// <summary>The win rate when a tie wins nothing.</summary>
    private static readonly Quantity StrictWinRate = new(Quantity.WinRate.Id, CaseKind.Policy, static e => e.Policy.Measure(Strictly, Strictly))
    {
        Statement = "P(r(Y) > r(Z)), Y from best-of-n, Z from the reference",
        Latex = "P(r(Y) > r(Z))",
        Range = ValueRange.Probability,
        VectorFile = "",
    };

    private readonly ConcurrentDictionary<(Input Input, TieBreaking Ties), CaseEvaluation> evaluations = [];
    private readonly ConcurrentDictionary<(Quantity Quantity, Input Input, TieConvention Ties), TrueValue[]?> known = [];

    /// <summary>The true values of a request, or null when the quantity is not defined in its case.</summary>
    public IReadOnlyList<TrueValue>? Of(Request request, TieConvention ties) =>
        known.GetOrAdd((request.Quantity, request.Input, ties), Evaluate);

    /// <summary>The doubles nearest to the true values, or null.</summary>
    public double[]? NearestOf(Quantity quantity, Input input, TieConvention ties) =>
        Of(new Request(quantity, input), ties)?.Select(static value => value.Nearest).ToArray();

    private TrueValue[]? Evaluate((Quantity Quantity, Input Input, TieConvention Ties) key)
    {
        if (!key.Input.IsDefined || !key.Input.IsWithinBudget)
        {
            return null;
        }

        var quantity = key.Ties == TieConvention.Strict && key.Quantity == Quantity.WinRate ? StrictWinRate : key.Quantity;
        var evaluation = evaluations.GetOrAdd(
            (Ranked(key.Quantity, key.Input, key.Ties), key.Ties.ToBreaking()),
            static k => new CaseEvaluation(k.Input.Exactly, new QuantityOptions { ExactBits = Budget.ForJudging.ExactBits, Ties = k.Ties, MaxExactLength = 400 }));
        var result = evaluation.Evaluate(quantity);
        return result is QuantityResult.NotApplicable ? null : [.. result.Values.Select(static value => new TrueValue(value))];
    }

    /// <summary>Σ Q·F₋ over the levels.</summary>
    private static LinearFormInLogarithms Strictly(BestOfN policy)
    {
        var (sum, below) = (BigInteger.Zero, BigInteger.Zero);
        foreach (var (cell, numerator) in policy.Cells.Zip(policy.CellNumerators))
        {
            sum += numerator * below;
            below = cell.CumulativeWeight;
        }

        return LinearFormInLogarithms.FromRational(new Rational(sum, policy.Reference.Denominator * policy.Denominator));
    }

    private static Enclosure Strictly(EnclosedBestOfN policy)
    {
        var sum = Enclosure.Zero;
        for (var i = 0; i < policy.Cells.Count; i++)
        {
            var cell = policy.Cells[i];
            var below = Enclosure.FromRatio(cell.CumulativeWeight - cell.Weight, policy.Reference.Denominator, policy.Precision);
            sum = Enclosure.Add(sum, Enclosure.Multiply(policy.Mass(i), below, policy.Precision), policy.Precision);
        }

        return sum;
    }

    /// <summary>A pool in which the convention for ties is turned into an order, where it matters which draw is kept; policies have it in the evaluation.</summary>
    private static Input Ranked(Quantity quantity, Input input, TieConvention ties) =>
        (quantity == Quantity.PoolWeights || quantity == Quantity.GoldOfBest) && ties.ToBreaking() is not TieBreaking.AmongDraws and var breaking
            ? input.WithRewards(Orders.Strict(input.RewardArray!, firstWins: breaking == TieBreaking.FirstListed))
            : input;
}

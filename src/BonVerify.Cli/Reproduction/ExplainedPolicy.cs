using BonVerify.Claims;
using BonVerify.Evaluation;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Cli.Reproduction;

/// <summary>A best-of-n policy computed anew, outcome by outcome.</summary>
internal sealed class ExplainedPolicy
{
    private readonly QuantityOptions values;

    public ExplainedPolicy(ReferencePolicy reference, int n, TieBreaking ties, long exactBits, int precision)
    {
        values = new QuantityOptions { ExactBits = exactBits, MaxPrecision = precision };
        Case = new PolicyEvaluation(reference, n, ties, new Budget { ExactBits = exactBits, MaxPrecision = precision });
        Outcomes = MakeOutcomes();
    }

    public PolicyEvaluation Case { get; }

    /// <summary>The outcomes in ascending order of reward.</summary>
    public IReadOnlyList<ExplainedOutcome> Outcomes { get; }

    /// <summary>A number, as it is shown.</summary>
    public QuantityValue Value(ComputableReal number) => new(number, values);

    private ExplainedOutcome[] MakeOutcomes()
    {
        var reference = Case.Reference;
        var masses = Case.Masses;
        var probabilities = reference.Probabilities;
        var cells = ByOutcome(Case.Cells);
        var levels = ByOutcome(reference.Levels);
        return Enumerable.Range(0, reference.Count)
            .OrderBy(outcome => reference.Rewards[outcome])
            .ThenBy(outcome => cells.TryGetValue(outcome, out var cell) ? cell.Cumulative : Rational.Zero)
            .Select(Explain).ToArray();

        ExplainedOutcome Explain(int outcome)
        {
            var p = probabilities[outcome];
            var q = masses[outcome];
            if (!cells.TryGetValue(outcome, out var cell))
            {
                return new ExplainedOutcome(outcome, p, null, Value(q), Value(ComputableReal.Zero), Value(ComputableReal.Zero));
            }

            // Whichever of equal rewards is kept, they count as half a win.
            var level = levels[outcome];
            var middle = level.Cumulative - level.Probability / 2;
            return new ExplainedOutcome(outcome, p, cell.Cumulative, Value(q), Value(KlTerm(p, q)), Value(middle * q));
        }
    }

    private static Dictionary<int, RewardLevel> ByOutcome(IEnumerable<RewardLevel> levels) =>
        levels.SelectMany(static level => level.Outcomes.Select(outcome => (outcome, level)))
            .ToDictionary(static pair => pair.outcome, static pair => pair.level);

    /// <summary>q ln(q/p).</summary>
    private static ComputableReal KlTerm(Rational p, ComputableReal q)
    {
        if (q.TryMakeExact() is { Terms.Count: 0 } exact)
        {
            return exact.Constant * LinearFormInLogarithms.Ln(exact.Constant / p);
        }

        return ComputableReal.FromEnclosures(precision =>
        {
            var mass = q.Evaluate(precision);
            var ratio = Enclosure.Divide(mass, Enclosure.FromRational(p, precision), precision);
            return Enclosure.Multiply(mass, Enclosure.Ln(ratio, precision), precision);
        });
    }
}

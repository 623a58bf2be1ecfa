using BonVerify.Claims;
using BonVerify.Interchange;
using BonVerify.Numerics;

namespace BonVerify.Cli.Reproduction;

/// <summary>A counterexample computed anew: its outcomes, and the verdict on its claim.</summary>
internal sealed class Explanation
{
    private readonly QuantityOptions values;

    public Explanation(Counterexample counterexample, long maxBits, int precision)
    {
        Counterexample = counterexample;
        Claim = CounterexampleFiles.ClaimOf(counterexample);
        values = new QuantityOptions { ExactBits = maxBits, MaxPrecision = precision };
        Case = new ClaimCase(counterexample.Case.Reference, counterexample.Case.N, exactBits: maxBits) { MaxPrecision = precision };
        Verdict = Claim.Evaluate(Case);
        Outcomes = MakeOutcomes();
    }

    public Counterexample Counterexample { get; }

    public Claim Claim { get; }

    public ClaimCase Case { get; }

    public Verdict Verdict { get; }

    /// <summary>The outcomes in ascending order of reward.</summary>
    public IReadOnlyList<ExplainedOutcome> Outcomes { get; }

    /// <summary>A number, as it is shown.</summary>
    public QuantityValue Value(ComputableReal number) => new(number, values);

    private ExplainedOutcome[] MakeOutcomes()
    {
        var reference = Case.Reference;
        var masses = Case.Masses();
        var probabilities = reference.Probabilities;
        var levels = reference.Levels.SelectMany(static level => level.Outcomes.Select(outcome => (outcome, level)))
            .ToDictionary(static pair => pair.outcome, static pair => pair.level);
        return Enumerable.Range(0, reference.Count).OrderBy(outcome => reference.Rewards[outcome]).Select(outcome =>
        {
            var p = probabilities[outcome];
            var q = masses[outcome];
            if (!levels.TryGetValue(outcome, out var level))
            {
                return new ExplainedOutcome(outcome, p, null, Value(q), Value(ComputableReal.Zero), Value(ComputableReal.Zero));
            }

            var middle = level.Cumulative - level.Probability / 2;
            return new ExplainedOutcome(outcome, p, level.Cumulative, Value(q), Value(KlTerm(p, q)), Value(middle * q));
        }).ToArray();
    }

    /// <summary>q ln(q/p).</summary>
    private static ComputableReal KlTerm(Fractions.Fraction p, ComputableReal q)
    {
        if (q.Exact is { Terms.Count: 0 } exact)
        {
            return exact.Constant * LinearFormInLogarithms.Ln(exact.Constant / p);
        }

        return ComputableReal.FromEnclosures(precision =>
        {
            var mass = q.Evaluate(precision);
            var ratio = Enclosure.Divide(mass, Enclosure.FromFraction(p, precision), precision);
            return Enclosure.Multiply(mass, Enclosure.Ln(ratio, precision), precision);
        });
    }
}

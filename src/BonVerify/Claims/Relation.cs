using BonVerify.Evaluation;
using BonVerify.Numerics;

namespace BonVerify.Claims;

/// <summary>
/// Decisions of inequalities and equalities, turned into verdicts: the building blocks of claims. Exact where both sides are known
/// exactly; otherwise by enclosures up to the highest precision of the case.
/// </summary>
public static class Relation
{
    private const int MarginBits = 53;
    private const int WorkingPrecision = 128;

    // Longer exact texts are replaced by an enclosure; they would not be read.
    private const int MaxExactCharacters = 300;
    private const int MaxExactBits = 2000;

    /// <summary>
    /// left ≤ right, or left &lt; right when strict. The margin is reported as a share of the scale, of the right side if
    /// none is given.
    /// </summary>
    /// <param name="c">The case, for its highest precision.</param>
    /// <param name="relation">What should hold, in words and plain symbols, for the witness.</param>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    /// <param name="strict">Whether equality is a violation.</param>
    /// <param name="scale">Of what the margin is a share; <see langword="null"/> for the right side.</param>
    /// <returns>Whether it holds, with the margin, or is violated, with the sides, or undecided.</returns>
    public static Verdict AtMost(
        PolicyEvaluation c, string relation, ComputableReal left, ComputableReal right, bool strict = false, ComputableReal? scale = null)
    {
        Preconditions.NotNull(c);
        Preconditions.NotNull(relation);
        Preconditions.NotNull(left);
        Preconditions.NotNull(right);
        switch (right.CompareTo(left, c.MaxPrecision))
        {
            case Ordering.Open:
                return new Verdict.Undecided(c.MaxPrecision);
            case Ordering.Greater:
                var margin = Difference(c, right, left);
                return new Verdict.Holds(margin, Share(margin, scale ?? right));
            case Ordering.Equal:
                return strict ? Failure(relation, static () => Enclosure.Zero, left, right) : Verdict.Holds.WithEquality;
            default:
                return Failure(relation, () => Difference(c, left, right), left, right);
        }
    }

    /// <summary>left = right.</summary>
    /// <param name="c">The case, for its highest precision.</param>
    /// <param name="relation">What should hold, in words and plain symbols, for the witness.</param>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    /// <returns>Whether it holds or is violated; undecided where equal sides are not both known exactly.</returns>
    public static Verdict Equal(PolicyEvaluation c, string relation, ComputableReal left, ComputableReal right)
    {
        Preconditions.NotNull(c);
        Preconditions.NotNull(relation);
        return Preconditions.NotNull(left).CompareTo(Preconditions.NotNull(right), c.MaxPrecision) switch
        {
            Ordering.Open => new Verdict.Undecided(c.MaxPrecision),
            Ordering.Equal => Verdict.Holds.WithEquality,
            Ordering.Greater => Failure(relation, () => Difference(c, left, right), left, right),
            _ => Failure(relation, () => Difference(c, right, left), left, right),
        };
    }

    /// <summary>A comparison that operators of computable reals have made.</summary>
    /// <param name="c">The case, for its highest precision.</param>
    /// <param name="relation">What should hold, in words and plain symbols, for the witness.</param>
    /// <param name="comparison">Both sides and how they are to stand.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Of(PolicyEvaluation c, string relation, Comparison comparison) => Preconditions.NotNull(comparison).Symbol == "="
        ? Equal(c, relation, comparison.Left, comparison.Right)
        : AtMost(c, relation, comparison.Left, comparison.Right, strict: comparison.Symbol == "<");

    /// <summary>Equality of two lists of fractions, term by term.</summary>
    /// <param name="relation">What should hold, in words and plain symbols, for the witness.</param>
    /// <param name="left">The left sides.</param>
    /// <param name="right">As many right sides.</param>
    /// <returns>Whether all are equal; else the first that differ.</returns>
    public static Verdict Equal(string relation, IEnumerable<Rational> left, IEnumerable<Rational> right)
    {
        Preconditions.NotNull(relation);
        foreach (var (a, b) in Preconditions.NotNull(left).Zip(Preconditions.NotNull(right)))
        {
            if (a != b)
            {
                return Failure(relation, () => Enclosure.FromRational((a - b).Abs(), WorkingPrecision), a, b);
            }
        }

        return Verdict.Holds.WithEquality;
    }

    /// <summary>The first verdict that is not <see cref="Verdict.Holds"/>, or the one nearest to equality.</summary>
    /// <param name="verdicts">The verdicts, in the order in which they are to be reported.</param>
    /// <returns>One of them, or not applicable when there are none.</returns>
    public static Verdict All(IEnumerable<Verdict> verdicts)
    {
        Verdict.Holds? tightest = null;
        foreach (var verdict in Preconditions.NotNull(verdicts))
        {
            if (verdict is not Verdict.Holds holds)
            {
                return verdict;
            }

            if (tightest is null || holds.RelativeMargin.Lower < tightest.RelativeMargin.Lower)
            {
                tightest = holds;
            }
        }

        return tightest ?? (Verdict)new Verdict.NotApplicable("there is nothing to compare");
    }

    private static Verdict.Violated Failure(string relation, Func<Enclosure> excess, ComputableReal left, ComputableReal right) =>
        new(new Witness(relation, excess, () => (Text(left), Text(right))));

    /// <summary>larger − smaller, accurate even when the two nearly agree.</summary>
    private static Enclosure Difference(PolicyEvaluation c, ComputableReal larger, ComputableReal smaller)
    {
        var best = At(WorkingPrecision);
        for (var precision = 2 * WorkingPrecision; !best.IsAccurateTo(MarginBits); precision *= 2)
        {
            // A few more bits mostly do, and cost less than an exact form that is not made yet.
            if ((precision > 2 * WorkingPrecision || precision > c.MaxPrecision) && larger.TryMakeExact() is { } a && smaller.TryMakeExact() is { } b)
            {
                return (a - b).Enclose(MarginBits);
            }

            if (precision > c.MaxPrecision)
            {
                break;
            }

            best = At(precision);
        }

        return best;

        Enclosure At(int precision) => Enclosure.Subtract(larger.Evaluate(precision), smaller.Evaluate(precision), precision);
    }

    /// <summary>margin/|whole|, or the margin itself when the whole may be 0.</summary>
    private static Enclosure Share(Enclosure margin, ComputableReal whole)
    {
        var value = whole.Evaluate(WorkingPrecision);
        return value.Sign switch
        {
            1 => Enclosure.Divide(margin, value, MarginBits),
            -1 => Enclosure.Divide(margin, -value, MarginBits),
            _ => margin,
        };
    }

    private static string Text(ComputableReal value)
    {
        if (value.TryMakeExact() is not { } form)
        {
            return value.Evaluate(WorkingPrecision).ToDecimal(17).ToString();
        }

        if (form.SizeInBits <= MaxExactBits)
        {
            var text = form.Canonical().ToString();
            if (text.Length <= MaxExactCharacters)
            {
                return text;
            }
        }

        return form.Enclose(MarginBits).ToDecimal(17).ToString();
    }
}

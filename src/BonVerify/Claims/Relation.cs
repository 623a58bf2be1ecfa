using BonVerify.Evaluation;
using BonVerify.Numerics;

namespace BonVerify.Claims;

/// <summary>Decisions of inequalities and equalities, turned into verdicts: exact where both sides are known exactly.</summary>
internal static class Relation
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
    public static Verdict AtMost(
        PolicyEvaluation c, string relation, ComputableReal left, ComputableReal right, bool strict = false, ComputableReal? scale = null)
    {
        switch (right.CompareTo(left, c.MaxPrecision))
        {
            case Ordering.Open:
                return new Verdict.Undecided(c.MaxPrecision);
            case Ordering.Greater:
                var margin = Difference(c, right, left);
                return new Verdict.Holds(margin, Share(margin, scale ?? right));
            case Ordering.Equal:
                return strict ? Failure(relation, Enclosure.Zero, left, right) : Verdict.Holds.WithEquality;
            default:
                return Failure(relation, Difference(c, left, right), left, right);
        }
    }

    /// <summary>left = right.</summary>
    public static Verdict Equal(PolicyEvaluation c, string relation, ComputableReal left, ComputableReal right) =>
        left.CompareTo(right, c.MaxPrecision) switch
        {
            Ordering.Open => new Verdict.Undecided(c.MaxPrecision),
            Ordering.Equal => Verdict.Holds.WithEquality,
            Ordering.Greater => Failure(relation, Difference(c, left, right), left, right),
            _ => Failure(relation, Difference(c, right, left), left, right),
        };

    /// <summary>Equality of two lists of fractions, term by term.</summary>
    public static Verdict Equal(string relation, IEnumerable<Rational> left, IEnumerable<Rational> right)
    {
        foreach (var (a, b) in left.Zip(right))
        {
            if (a != b)
            {
                return Failure(relation, Enclosure.FromRational((a - b).Abs(), WorkingPrecision), a, b);
            }
        }

        return Verdict.Holds.WithEquality;
    }

    /// <summary>The first verdict that is not <see cref="Verdict.Holds"/>, or the one nearest to equality.</summary>
    public static Verdict All(IEnumerable<Verdict> verdicts)
    {
        Verdict.Holds? tightest = null;
        foreach (var verdict in verdicts)
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

    private static Verdict.Violated Failure(string relation, Enclosure excess, ComputableReal left, ComputableReal right) =>
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

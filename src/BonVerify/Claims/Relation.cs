using BonVerify.Numerics;
using Fractions;

namespace BonVerify.Claims;

/// <summary>Exact decisions of inequalities and equalities, turned into verdicts.</summary>
internal static class Relation
{
    private const int MarginBits = 53;
    private const int WorkingPrecision = 128;

    // Longer exact texts are replaced by an enclosure; they would not be read.
    private const int MaxExactCharacters = 300;
    private const int MaxExactBits = 2000;

    /// <summary>left ≤ right, or left &lt; right when strict.</summary>
    public static Verdict AtMost(
        string relation, LinearFormInLogarithms left, LinearFormInLogarithms right, bool strict = false) =>
        Decide(relation, right.CompareTo(left), strict, () => Difference(right, left), () => (Text(left), Text(right)));

    /// <inheritdoc cref="AtMost(string, LinearFormInLogarithms, LinearFormInLogarithms, bool)"/>
    public static Verdict AtMost(string relation, Fraction left, Fraction right, bool strict = false) =>
        Decide(relation, right.CompareTo(left), strict, () => Enclose(right - left), () => (Text(left), Text(right)));

    /// <summary>left = right.</summary>
    public static Verdict Equal(string relation, LinearFormInLogarithms left, LinearFormInLogarithms right)
    {
        var comparison = left.CompareTo(right);
        return comparison == 0
            ? new Verdict.Holds(Enclosure.Zero)
            : Failure(relation, comparison > 0 ? Difference(left, right) : Difference(right, left), () => (Text(left), Text(right)));
    }

    /// <inheritdoc cref="Equal(string, LinearFormInLogarithms, LinearFormInLogarithms)"/>
    public static Verdict Equal(string relation, Fraction left, Fraction right) => left == right
        ? new Verdict.Holds(Enclosure.Zero)
        : Failure(relation, Enclose((left - right).Abs()), () => (Text(left), Text(right)));

    /// <summary>The first verdict that is not <see cref="Verdict.Holds"/>, or the smallest margin.</summary>
    public static Verdict All(IEnumerable<Verdict> verdicts)
    {
        Verdict.Holds? smallest = null;
        foreach (var verdict in verdicts)
        {
            if (verdict is not Verdict.Holds holds)
            {
                return verdict;
            }

            if (smallest is null || holds.Margin.Lower < smallest.Margin.Lower)
            {
                smallest = holds;
            }
        }

        return smallest ?? (Verdict)new Verdict.NotApplicable("there is nothing to compare");
    }

    private static Verdict Decide(
        string relation, int comparison, bool strict, Func<Enclosure> slack, Func<(string Left, string Right)> sides)
    {
        if (comparison > 0)
        {
            return new Verdict.Holds(slack());
        }

        if (comparison == 0)
        {
            return strict ? Failure(relation, Enclosure.Zero, sides) : new Verdict.Holds(Enclosure.Zero);
        }

        return Failure(relation, -slack(), sides);
    }

    private static Verdict.Violated Failure(string relation, Enclosure excess, Func<(string Left, string Right)> sides) =>
        new(new Witness(relation, excess, sides));

    /// <summary>larger − smaller, accurate even when the two nearly agree.</summary>
    private static Enclosure Difference(LinearFormInLogarithms larger, LinearFormInLogarithms smaller)
    {
        var quick = Enclosure.Subtract(
            larger.Evaluate(WorkingPrecision), smaller.Evaluate(WorkingPrecision), WorkingPrecision);
        return quick.IsAccurateTo(MarginBits) ? quick : (larger - smaller).Enclose(MarginBits);
    }

    private static Enclosure Enclose(Fraction value) => Enclosure.FromFraction(value, WorkingPrecision);

    private static string Text(LinearFormInLogarithms value)
    {
        if (value.SizeInBits <= MaxExactBits)
        {
            var text = value.Canonical().ToString();
            if (text.Length <= MaxExactCharacters)
            {
                return text;
            }
        }

        return value.Enclose(MarginBits).ToDecimal(17).ToString();
    }

    private static string Text(Fraction value)
    {
        var text = ExactNumber.Format(value);
        return text.Length <= MaxExactCharacters ? text : Enclose(value).ToDecimal(17).ToString();
    }
}

using System.Diagnostics;
using System.Numerics;

namespace BonVerify.Numerics;

public sealed partial class LinearFormInLogarithms
{
    private const int StartPrecision = 128;
    private const int RationalPrecision = 2048;
    private const int GuardBits = 16;

    // Above this many bits, lowest terms and a coprime base cost more than enclosures at RationalPrecision.
    private const int LongForm = 1 << 14;

    /// <summary>An enclosure at a working precision; its relative width is small unless the terms cancel.</summary>
    /// <param name="precision">Bits carried through the evaluation, at least 2.</param>
    /// <returns>An enclosure of the form.</returns>
    public Enclosure Evaluate(int precision)
    {
        Preconditions.AtLeast(precision, 2);
        if (last is { } known && known.Precision == precision)
        {
            return known.Value;
        }

        // The same for all but very long forms, so that they share logarithms.
        var working = precision + Math.Max(GuardBits, BitOperations.Log2((uint)terms.Length + 1) + 8);
        var sum = Enclosure.Exactly(constant).Round(working);
        foreach (var term in terms)
        {
            var coefficient = Enclosure.Exactly(term.Coefficient).Round(working);
            sum = Enclosure.Add(sum, Enclosure.Multiply(coefficient, term.Argument.Ln(working), working), working);
        }

        var value = Enclosure.Divide(sum, Enclosure.Exactly(scale).Round(working), precision);
        last = new Evaluation(precision, value);
        return value;
    }

    /// <summary>An enclosure whose width is at most 2^−<paramref name="bits"/> of the number itself; always terminates.</summary>
    /// <param name="bits">Relative accuracy in bits, at least 1.</param>
    /// <returns>An enclosure; exactly [0, 0] when the form is zero.</returns>
    public Enclosure Enclose(int bits)
    {
        Preconditions.AtLeast(bits, 1);
        foreach (var (_, value) in Enclosures(Math.Max(StartPrecision, bits + 32)))
        {
            if (value.IsAccurateTo(bits))
            {
                return value;
            }
        }

        throw new UnreachableException();
    }

    /// <summary>The nearest double, ties to even; always terminates (Ziv's method, with an exact test for rationals).</summary>
    /// <returns>The correctly rounded double.</returns>
    public double ToDouble()
    {
        foreach (var (form, value) in Enclosures(StartPrecision))
        {
            // A form with a logarithm left is transcendental, so it is never half way between two doubles.
            if (form.terms.Length == 0)
            {
                return CorrectRounding.ToDouble(form.constant, form.scale);
            }

            if (value.TryToDouble(out var nearest))
            {
                return nearest;
            }
        }

        throw new UnreachableException();
    }

    /// <summary>
    /// Enclosures of this number at doubling precision, without end, each with the form that was evaluated. While they
    /// stay inconclusive the form is brought to a shape that makes them conclusive.
    /// </summary>
    /// <remarks>
    /// A form that the first precision leaves open is mostly 0, or terms of it cancel exactly. So at once (later for long forms) equal
    /// arguments, once in lowest terms, merge: what cancels is gone before precision is spent on what remains, which may be of any
    /// size. Logarithms that cancel altogether are found over a coprime base: at the same time when c₀ = 0, since the form may then
    /// be 0, and at <see cref="RationalPrecision"/> bits otherwise, when it may be a rational number half way between two doubles.
    /// </remarks>
    private IEnumerable<(LinearFormInLogarithms Form, Enclosure Value)> Enclosures(int start)
    {
        var form = this;
        var (merged, tested) = (false, false);
        var mergePrecision = SizeInBits <= LongForm ? start : RationalPrecision;
        for (var precision = start; ; precision = checked(2 * precision))
        {
            yield return (form, form.Evaluate(precision));
            if (!merged && precision >= mergePrecision)
            {
                form = new LinearFormInLogarithms(constant, terms.Select(InLowestTerms), scale);
                merged = true;
            }

            if (!tested && precision >= (constant.IsZero ? mergePrecision : RationalPrecision))
            {
                form = form.LogarithmsCancel() ? new LinearFormInLogarithms(constant, [], scale) : form;
                tested = true;
            }
        }
    }

    private static Term InLowestTerms(Term term) => term with { Argument = term.Argument.InLowestTerms };

    /// <summary>Whether Π rⱼ^cⱼ = 1, decided over a coprime base.</summary>
    private bool LogarithmsCancel() => BaseExponents().All(pair => pair.Exponent.IsZero);

    /// <summary>The coprime base of all arguments, with the total exponent (times the scale) of each element.</summary>
    private List<(BigInteger Element, BigInteger Exponent)> BaseExponents()
    {
        var arguments = terms
            .Select(InLowestTerms)
            .Select(static term => (term.Numerator, term.Denominator, term.Coefficient))
            .ToArray();
        var elements = CoprimeBase.Of(arguments.SelectMany(a => new[] { a.Numerator, a.Denominator }));
        var exponents = new List<(BigInteger, BigInteger)>(elements.Count);
        foreach (var element in elements)
        {
            var total = BigInteger.Zero;
            for (var i = 0; i < arguments.Length; i++)
            {
                ref var argument = ref arguments[i];
                var exponent = CoprimeBase.DivideOut(ref argument.Numerator, element)
                    - CoprimeBase.DivideOut(ref argument.Denominator, element);
                total += exponent * argument.Coefficient;
            }

            exponents.Add((element, total));
        }

        return exponents;
    }
}

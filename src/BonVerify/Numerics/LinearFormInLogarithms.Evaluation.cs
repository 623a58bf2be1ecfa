using System.Numerics;

namespace BonVerify.Numerics;

public sealed partial class LinearFormInLogarithms
{
    private const int StartPrecision = 128;
    private const int ZeroTestPrecision = 256;

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

        var working = precision + BitOperations.Log2((uint)terms.Length + 1) + 8;
        var sum = Enclosure.Exactly(constant).Round(working);
        foreach (var term in terms)
        {
            var coefficient = Enclosure.Exactly(term.Coefficient).Round(working);
            var logarithm = Enclosure.LnRatio(term.Numerator, term.Denominator, working);
            sum = Enclosure.Add(sum, Enclosure.Multiply(coefficient, logarithm, working), working);
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
        for (var precision = Math.Max(StartPrecision, bits + 32); ; precision = checked(2 * precision))
        {
            var value = Evaluate(precision);
            if (value.IsAccurateTo(bits))
            {
                return value;
            }

            if (value.Sign is null && precision >= ZeroTestPrecision && Sign() == 0)
            {
                return Enclosure.Zero;
            }
        }
    }

    /// <summary>The nearest double, ties to even; always terminates (Ziv's method, with an exact test for rationals).</summary>
    /// <returns>The correctly rounded double.</returns>
    public double ToDouble()
    {
        if (terms.Length == 0)
        {
            return CorrectRounding.ToDouble(constant, scale);
        }

        for (var precision = StartPrecision; ; precision = checked(2 * precision))
        {
            if (Evaluate(precision).TryToDouble(out var value))
            {
                return value;
            }

            // A form with a logarithm left is transcendental, so it is never half way between two doubles.
            if (precision == ZeroTestPrecision && LogarithmsCancel())
            {
                return CorrectRounding.ToDouble(constant, scale);
            }
        }
    }

    private bool IsExactlyZero() => constant.IsZero && LogarithmsCancel();

    /// <summary>Whether Π rⱼ^cⱼ = 1, decided over a coprime base.</summary>
    private bool LogarithmsCancel() => BaseExponents().All(pair => pair.Exponent.IsZero);

    /// <summary>The coprime base of all arguments, with the total exponent (times the scale) of each element.</summary>
    private List<(BigInteger Element, BigInteger Exponent)> BaseExponents()
    {
        var arguments = terms
            .Select(term => ExactNumber.Ratio(term.Numerator, term.Denominator))
            .Select((ratio, index) => (ratio.Numerator, ratio.Denominator, terms[index].Coefficient))
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

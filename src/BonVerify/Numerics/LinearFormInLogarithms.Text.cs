using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace BonVerify.Numerics;

public sealed partial class LinearFormInLogarithms
{
    /// <summary>
    /// The same number over a coprime base, each element with one coefficient, largest element first; elements below
    /// 10^12 are primes. For p = (1/2, 1/2) and n = 3 the KL divergence becomes <c>7/8*ln(7) - 2*ln(2)</c>.
    /// </summary>
    /// <returns>The canonical form. Forms whose arguments have small prime factors only are equal exactly when their canonical texts are.</returns>
    /// <remarks>Costs a greatest common divisor for each pair of arguments.</remarks>
    public LinearFormInLogarithms Canonical()
    {
        var canonical = new SortedDictionary<BigInteger, BigInteger>();
        foreach (var (element, exponent) in BaseExponents())
        {
            if (element >= CoprimeBase.FactoringLimit)
            {
                canonical.Add(element, exponent);
                continue;
            }

            var rest = element;
            foreach (var prime in PrimeNumbers.FactorsOf((ulong)element))
            {
                canonical.Add(prime, exponent * CoprimeBase.DivideOut(ref rest, prime));
            }
        }

        return new LinearFormInLogarithms(
            constant,
            canonical.Reverse().Select(pair => new Term(pair.Value, pair.Key, BigInteger.One)),
            scale);
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">A sum of rational numbers and terms such as <c>2*ln(3)</c>, <c>-1/2*ln(5/4)</c>, <c>ln(7)</c>.</param>
    /// <returns>The form.</returns>
    /// <exception cref="ArgumentException">The text is not such a sum.</exception>
    public static LinearFormInLogarithms Parse(string text)
    {
        Preconditions.NotNull(text);

        // Spaces stand around signs and brackets only: inside a number they would join what the writer kept apart.
        var compact = SpaceAroundSigns().Replace(text.Trim(), "$1");
        var parts = new List<LinearFormInLogarithms>();
        for (var start = 0; start < compact.Length || parts.Count == 0;)
        {
            var end = EndOfTerm(compact, start);
            parts.Add(ParseTerm(compact[start..end], text));
            start = end;
        }

        return Sum(parts);
    }

    private const int MaxCapacity = 1 << 20;

    /// <summary>The exact form as held, for example <c>-1/2 + 7/8*ln(7) - 2*ln(2)</c>; <see cref="Parse"/> reads it back.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString()
    {
        // Denominators are few and long: each is written out once.
        var texts = new Dictionary<BigInteger, string>();
        var text = new StringBuilder(LongestText());
        var lowest = new LowestTerms(scale);
        if (!constant.IsZero)
        {
            text.Append(lowest.Of(constant).ToString());
        }

        foreach (var (coefficient, argument) in TermsOver(lowest))
        {
            var negative = coefficient.Numerator.Sign < 0;
            text.Append((text.Length, negative) switch
            {
                (0, true) => "-",
                (0, false) => "",
                (_, true) => " - ",
                (_, false) => " + ",
            });
            var magnitude = Rational.Abs(coefficient);
            if (magnitude != Rational.One)
            {
                Append(text, magnitude, texts);
                text.Append('*');
            }

            text.Append("ln(");
            Append(text, argument, texts);
            text.Append(')');
        }

        return text.Length == 0 ? "0" : text.ToString();
    }

    // About so many characters and not many more, so that the digits go where they stay.
    private int LongestText()
    {
        const int Signs = 12;
        const double DigitsPerBit = 0.30103;
        var bits = SizeInBits + (terms.Length * Dyadic.BitLength(scale));
        return (int)Math.Min(bits * DigitsPerBit + (terms.Length + 1) * Signs, MaxCapacity);
    }

    private static void Append(StringBuilder text, Rational value, Dictionary<BigInteger, string> texts)
    {
        text.Append(CultureInfo.InvariantCulture, $"{value.Numerator}");
        if (value.IsInteger)
        {
            return;
        }

        if (!texts.TryGetValue(value.Denominator, out var denominator))
        {
            denominator = value.Denominator.ToString(CultureInfo.InvariantCulture);
            texts.Add(value.Denominator, denominator);
        }

        text.Append('/').Append(denominator);
    }

    [GeneratedRegex(@"\s*([-+*/()])\s*", RegexOptions.CultureInvariant)]
    private static partial Regex SpaceAroundSigns();

    /// <summary>The size of the integers that the form holds, in bits: a measure of the work that printing it takes.</summary>
    internal long SizeInBits => Dyadic.BitLength(constant) + Dyadic.BitLength(scale)
        + terms.Sum(static t => Dyadic.BitLength(t.Coefficient) + Dyadic.BitLength(t.Numerator) + Dyadic.BitLength(t.Denominator));

    private static int EndOfTerm(string text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] is '+' or '-' && text[i - 1] is not ('e' or 'E' or '('))
            {
                return i;
            }
        }

        return text.Length;
    }

    private static LinearFormInLogarithms ParseTerm(string term, string whole)
    {
        var logarithm = term.IndexOf("ln(", StringComparison.Ordinal);
        if (logarithm < 0)
        {
            return Rational.TryParse(term, out var number) ? FromRational(number) : throw Refused();
        }

        var factorText = term[..logarithm] switch
        {
            "" or "+" => "1",
            "-" => "-1",
            [.. var factor, '*'] => factor,
            _ => throw Refused(),
        };
        if (!term.EndsWith(')')
            || !Rational.TryParse(factorText, out var coefficient)
            || !Rational.TryParse(term[(logarithm + 3)..^1], out var argument)
            || argument <= Rational.Zero)
        {
            throw Refused();
        }

        return coefficient * Ln(argument);

        ArgumentException Refused() => new(
            Preconditions.Message("text", whole, "must be a sum of rational numbers and terms like 2*ln(3/4)"), nameof(whole));
    }
}

using System.Globalization;
using System.Numerics;
using System.Text.Json;
using BonVerify.Interchange;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Cli.Vectors;

/// <summary>Verifies a file of golden vectors: its form, and every expected value against the value computed anew.</summary>
internal sealed class VectorChecker
{
    // Far more digits than a file gives: what lies outside its enclosure by a hair is seen.
    private const int Precision = 512;

    private readonly List<string> faults = [];

    /// <summary>What is wrong, one line each; empty when nothing is.</summary>
    public IReadOnlyList<string> Faults => faults;

    /// <summary>Whether it has the form of a file of vectors; else the last fault says why not.</summary>
    public bool IsVectors { get; private set; } = true;

    /// <summary>How many tests were verified.</summary>
    public int Tests { get; private set; }

    /// <summary>Verifies the text of a file.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public void Check(byte[] utf8Json)
    {
        using var document = JsonText.Document(utf8Json);
        var root = document.RootElement;
        try
        {
            var notes = Field(root, "notes").EnumerateObject().Select(static note => note.Name).ToHashSet();
            var used = new HashSet<string>();
            var last = 0;
            foreach (var group in Field(root, "testGroups").EnumerateArray())
            {
                var id = Text(group, "quantity");
                var quantity = Quantity.Find(id);
                if (quantity is null)
                {
                    faults.Add($"quantity {id} is not known");
                    continue;
                }

                foreach (var test in Field(group, "tests").EnumerateArray())
                {
                    var number = Field(test, "tcId").GetInt32();
                    if (number <= last)
                    {
                        faults.Add(FormattableString.Invariant($"tcId {number} follows {last}; numbers must ascend"));
                    }

                    last = number;
                    var flags = Field(test, "flags").EnumerateArray().Select(static flag => TextOf(flag, "a flag")).ToArray();
                    used.UnionWith(flags);
                    foreach (var flag in flags.Where(flag => !notes.Contains(flag)))
                    {
                        faults.Add(FormattableString.Invariant($"tcId {number}: flag {flag} has no note"));
                    }

                    Check(quantity, number, test);
                    Tests++;
                }
            }

            faults.AddRange(notes.Except(used).Select(static note => $"note {note} belongs to no test"));
            if (Field(root, "numberOfTests").GetInt32() != Tests)
            {
                faults.Add(FormattableString.Invariant($"numberOfTests is {Field(root, "numberOfTests")}; there are {Tests} tests"));
            }
        }
        catch (FormatException e)
        {
            NotVectors(e.Message);
        }
        catch (InvalidOperationException)
        {
            NotVectors("a field is not of the right type.");
        }
    }

    private void NotVectors(string message)
    {
        IsVectors = false;
        faults.Add($"not a file of vectors: {message}");
    }

    private static JsonElement Field(JsonElement element, string name) =>
        element.ValueKind != JsonValueKind.Object ? throw new FormatException($"{name} is missing; what should have it is no object.")
        : element.TryGetProperty(name, out var value) ? value
        : throw new FormatException($"{name} is missing.");

    private static string Text(JsonElement element, string name) => TextOf(Field(element, name), name);

    private static string TextOf(JsonElement value, string name) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw new FormatException($"{name} is no text.");

    private void Check(Quantity quantity, int number, JsonElement test)
    {
        OracleCase oracleCase;
        try
        {
            oracleCase = CaseJson.ParseAny(Field(test, "case").GetRawText());
        }
        catch (CaseFormatException e)
        {
            faults.Add(FormattableString.Invariant($"tcId {number}: the case cannot be used: {e.Message}"));
            return;
        }

        var values = quantity.Evaluate(oracleCase, VectorGenerator.Values).Values;
        var expected = Field(test, "expected");
        var items = expected.ValueKind == JsonValueKind.Array ? expected.EnumerateArray().ToArray() : [expected];
        if (items.Length != values.Count)
        {
            faults.Add(FormattableString.Invariant($"tcId {number}: {items.Length} values are expected; there are {values.Count}"));
            return;
        }

        for (var i = 0; i < items.Length; i++)
        {
            foreach (var fault in Faulty(items[i], values[i]))
            {
                faults.Add(FormattableString.Invariant($"tcId {number}, {quantity.Id}{(items.Length > 1 ? $"[{i}]" : "")}: {fault}"));
            }
        }
    }

    private static IEnumerable<string> Faulty(JsonElement expected, QuantityValue value)
    {
        var number = value.Number.Evaluate(Precision);
        var lower = Text(expected, "lower");
        var upper = Text(expected, "upper");
        var enclosure = value.Enclosure;

        // The file's ends are outside a narrower enclosure, or are those of an exact number.
        if (Decimal(lower).Upper > number.Lower && enclosure.Lower != lower)
        {
            yield return $"lower is {lower}; it must be at most {enclosure.Lower}";
        }

        if (Decimal(upper).Lower < number.Upper && enclosure.Upper != upper)
        {
            yield return $"upper is {upper}; it must be at least {enclosure.Upper}";
        }

        if (Field(expected, "nearest").GetDouble() is var nearest && nearest != value.Nearest)
        {
            yield return FormattableString.Invariant($"nearest is {nearest:R}; it must be {value.Nearest:R}");
        }

        if (Text(expected, "hex") is var hex && hex != value.Hex)
        {
            yield return $"hex is {hex}; it must be {value.Hex}";
        }

        if (expected.TryGetProperty("exact", out var exact) && !IsExactly(TextOf(exact, "exact"), value))
        {
            yield return $"exact is {exact}; it must be {value}";
        }
    }

    private static bool IsExactly(string text, QuantityValue value)
    {
        try
        {
            var form = LinearFormInLogarithms.Parse(text);
            return value.Number.TryMakeExact() is { } known ? known.Equals(form) : text == value.Exact;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>A decimal with an exponent of any size.</summary>
    private static Enclosure Decimal(string text)
    {
        var mark = text.IndexOf('e', StringComparison.Ordinal);
        if (!Rational.TryParse(mark < 0 ? text : text[..mark], out var mantissa)
            || !BigInteger.TryParse(mark < 0 ? "0" : text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent))
        {
            throw new FormatException($"'{text}' is not a decimal number.");
        }

        try
        {
            return Enclosure.Multiply(
                Enclosure.FromRational(mantissa, 2 * Precision),
                Enclosure.Power(Enclosure.Exactly(10), exponent, 2 * Precision),
                2 * Precision);
        }
        catch (OverflowException)
        {
            throw new FormatException($"the exponent of {text} is too large.");
        }
    }
}

using System.Globalization;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Interchange;

/// <summary>Cases whose fields are given as single texts, as on a command line.</summary>
public static class CaseText
{
    /// <summary>The case that fields make; they tell the kind.</summary>
    /// <param name="fields">The fields by name: whole numbers, exact numbers, and lists of either with commas between them.</param>
    /// <returns>The case.</returns>
    /// <exception cref="CaseFormatException">The fields make no case; the message names the field and the rule.</exception>
    public static OracleCase Parse(IEnumerable<KeyValuePair<string, string>> fields) =>
        CaseJson.OrThrow(Read(Preconditions.NotNull(fields)).Then(CaseKind.MakeAny));

    private static Parsed<CaseValues> Read(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var values = new CaseValues();
        foreach (var (name, text) in fields)
        {
            if (!CaseJson.AllFields.TryGetValue(name, out var field))
            {
                return new Fault($"{Preconditions.Shown(name)} is not a field of a case; the fields are {string.Join(", ", CaseJson.AllFields.Keys)}.", name);
            }

            var value = Read(field, text);
            if (value.Fault is { } fault)
            {
                return fault;
            }

            if (!values.TryAdd(name, value.Value))
            {
                return new Fault($"{name} appears twice; a field may appear once.", name);
            }
        }

        return values;
    }

    private static Parsed<object> Read(CaseField field, string text) => field.Type switch
    {
        CaseFieldType.Text => new Parsed<object>(text),
        CaseFieldType.WholeNumber => ReadWholeNumber(field, text),
        CaseFieldType.Number => ReadNumber(field.Name, text),
        CaseFieldType.Numbers => ReadNumbers(field.Name, text.Split(',')),
        CaseFieldType.Texts => new Parsed<object>(text.Split(',')),
        _ => throw new InvalidOperationException($"{field} holds a {field.Type}, which cannot be read."),
    };

    private static Parsed<object> ReadWholeNumber(CaseField field, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= field.Minimum && value <= CaseField.MaxInteger
            ? new Parsed<object>(value)
            : new Fault(Preconditions.Message(field.Name, text, $"must be an integer from {field.Minimum} to {CaseField.MaxInteger}"), field.Name);

    private static Parsed<object> ReadNumber(string name, string text) => Rational.Read(text, out var value) is { } rule
        ? new Fault(Preconditions.Message(name, text, rule), name)
        : new Parsed<object>(value);

    private static Parsed<object> ReadNumbers(string name, string[] texts)
    {
        var (budget, numbers) = (new NumbersBudget(name), new Rational[texts.Length]);
        for (var i = 0; i < texts.Length; i++)
        {
            if (budget.Read(texts[i], out numbers[i]) is { } fault)
            {
                return fault;
            }
        }

        return new Parsed<object>(numbers);
    }
}

using System.CommandLine;
using System.Globalization;
using BonVerify.Cli.Commands;
using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Cli.Oracle;

/// <summary>The options that spell out one case, such as <c>--weights 2,1,1,1 --n 2</c>: one for each field of a case.</summary>
/// <param name="kinds">The kinds of cases that the options spell out, or null for all.</param>
/// <param name="without">A field that has no option, or null.</param>
internal sealed class SingleCaseOptions(IReadOnlyList<CaseKind>? kinds = null, string? without = null)
{
    // Each option, the field it stands for, and the text it is given.
    private readonly (Option Option, string Field, Func<ParseResult, string?> Text)[] options =
    [
        .. (kinds ?? CaseKind.All).SelectMany(static kind => kind.Fields.Select(field => (Kind: kind, Field: field)))
            .Where(item => item.Field != CaseField.Id && item.Field != CaseField.Context && item.Field.Name != without)
            .GroupBy(static item => item.Field.Name)
            .Select(static items => OptionOf(items.First().Field, [.. items.Select(static item => item.Kind.Id)])),
    ];

    public void AddTo(Command command)
    {
        foreach (var (option, _, _) in options)
        {
            command.Add(option);
        }
    }

    /// <summary>Makes the case that the options spell out, or null when none of them is given.</summary>
    public Func<OracleCase>? Read(ParseResult parsed)
    {
        var given = ReadFields(parsed);
        return given.Count == 0 ? null : () => CaseText.Parse(given);
    }

    /// <summary>The fields that are given, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ReadFields(ParseResult parsed) =>
    [
        .. options.Select(item => (item.Field, Text: item.Text(parsed)))
            .Where(static item => item.Text is not null)
            .Select(static item => KeyValuePair.Create(item.Field, item.Text!)),
    ];

    /// <summary>The option of a field; where several kinds have it, the first of them explains it.</summary>
    private static (Option Option, string Field, Func<ParseResult, string?> Text) OptionOf(CaseField field, IReadOnlyList<string> kinds)
    {
        var name = "--" + field.Name.Replace('_', '-');
        var list = field.Type is CaseFieldType.Numbers or CaseFieldType.Texts ? " Between commas." : "";
        var description = $"A case ({string.Join(", ", kinds)}): {field.Description}{list}";
        if (field.Type == CaseFieldType.WholeNumber)
        {
            var number = NumberOption.Create<int>(name, description, int.MinValue, int.MaxValue);
            return (number, field.Name, parsed => parsed.GetValue(number)?.ToString(CultureInfo.InvariantCulture));
        }

        var text = new Option<string?>(name) { Description = description };
        return (text, field.Name, parsed => parsed.GetValue(text));
    }
}

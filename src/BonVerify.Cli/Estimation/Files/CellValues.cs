using System.Globalization;

namespace BonVerify.Cli.Estimation.Files;

/// <summary>What a cell is as a number or as a judgement; NaN where it is missing.</summary>
internal static class CellValues
{
    private static readonly string[] Absent = ["", "nan", "null", "none", "na", "n/a", "inf", "-inf", "+inf", "infinity", "-infinity"];
    private static readonly string[] Right = ["true", "c", "correct", "passed", "pass", "yes", "y", "ok"];
    private static readonly string[] Wrong = ["false", "i", "incorrect", "failed", "fail", "no", "n", "p"];

    /// <summary>A finite number, or NaN.</summary>
    public static double Number(Record record, int slot, Cell cell) => cell.Kind switch
    {
        CellKind.Missing => double.NaN,
        CellKind.Number => double.IsFinite(cell.Number) ? cell.Number : double.NaN,
        CellKind.True => 1,
        CellKind.False => 0,
        CellKind.Text when ParseNumber(record.StringOf(cell)) is { } number => number,
        _ => throw Refuse(record, slot, cell, "must be a number"),
    };

    /// <summary>1 for correct, 0 for not correct, or NaN.</summary>
    public static double Correct(Record record, int slot, Cell cell, double? threshold)
    {
        const string Rule = "must be true or false, or 1 or 0; --threshold says from which number on a sample is correct";
        switch (cell.Kind)
        {
            case CellKind.Missing:
                return double.NaN;
            case CellKind.True:
                return 1;
            case CellKind.False:
                return 0;
            case CellKind.Number when !double.IsFinite(cell.Number):
                return double.NaN;
            case CellKind.Number:
                return Judge(cell.Number, threshold) ?? throw Refuse(record, slot, cell, Rule);
            case CellKind.Text:
                var text = record.StringOf(cell).Trim();
                return Right.Contains(text, StringComparer.OrdinalIgnoreCase) ? 1
                    : Wrong.Contains(text, StringComparer.OrdinalIgnoreCase) ? 0
                    : ParseNumber(text) is { } number ? double.IsNaN(number) ? number : Judge(number, threshold) ?? throw Refuse(record, slot, cell, Rule)
                    : throw Refuse(record, slot, cell, Rule);
            default:
                throw Refuse(record, slot, cell, Rule);
        }
    }

    /// <summary>A count of samples.</summary>
    public static int Count(Record record, int slot)
    {
        var cell = record[slot].Count == 1 ? record[slot][0] : default;
        var number = Number(record, slot, cell);
        return number is >= 0 and <= int.MaxValue && number == Math.Floor(number)
            ? (int)number
            : throw Refuse(record, slot, cell, "must be a whole number of samples");
    }

    public static RecordException Refuse(Record record, int slot, Cell cell, string rule)
    {
        const int MaxShown = 40;
        var text = cell.Kind == CellKind.Missing ? "missing" : record.StringOf(cell).ReplaceLineEndings(" ");
        text = text.Length > MaxShown ? text[..MaxShown] + "..." : text;
        return new RecordException($"{record.Map.Fields[slot].Path.Text} is {(cell.Kind == CellKind.Text ? $"'{text}'" : text)}; it {rule}.");
    }

    private static double? Judge(double number, double? threshold) =>
        threshold is { } least ? (number >= least ? 1 : 0) : number == 1 ? 1 : number == 0 ? 0 : null;

    private static double? ParseNumber(string text)
    {
        var trimmed = text.Trim();
        return Absent.Contains(trimmed, StringComparer.OrdinalIgnoreCase) ? double.NaN
            : double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? double.IsFinite(number) ? number : double.NaN
            : null;
    }
}

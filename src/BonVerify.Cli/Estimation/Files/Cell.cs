namespace BonVerify.Cli.Estimation.Files;

/// <summary>The kind of a value in a record.</summary>
internal enum CellKind : byte
{
    /// <summary>null, NaN, an empty cell, or no such field.</summary>
    Missing,
    Number,
    False,
    True,
    Text,

    /// <summary>An array or object; its text is kept.</summary>
    Structure,
}

/// <summary>A value of a record.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">A number.</param>
/// <param name="Start">Where its text starts.</param>
/// <param name="Length">The length of its text in bytes.</param>
/// <param name="IsUnescaped">Whether the text lies in the buffer of unescaped texts rather than in the record.</param>
internal readonly record struct Cell(CellKind Kind, double Number = 0, int Start = 0, int Length = 0, bool IsUnescaped = false);

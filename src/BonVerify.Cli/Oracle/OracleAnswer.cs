using BonVerify.Quantities;

namespace BonVerify.Cli.Oracle;

/// <summary>The answer to one line.</summary>
/// <param name="Where">The place of the line, for messages.</param>
internal sealed record OracleAnswer(string Where)
{
    /// <summary>The JSON line, without the newline.</summary>
    public ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>The result as a table for people, when it is asked for.</summary>
    public OracleTable? Table { get; init; }

    /// <summary>What is wrong with the line, or null.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the error is a defect of the tool.</summary>
    public bool IsInternal { get; init; }

    /// <summary>How many values the highest precision left open.</summary>
    public int Open { get; init; }
}

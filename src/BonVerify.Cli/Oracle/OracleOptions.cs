using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Cli.Oracle;

/// <summary>What a run of <c>oracle</c> is asked to do.</summary>
internal sealed record OracleOptions
{
    /// <summary>The file of cases; "-" is standard input.</summary>
    public required string Input { get; init; }

    /// <summary>Makes a case from the command line instead of a file; it may throw a <see cref="CaseFormatException"/>.</summary>
    public Func<OracleCase>? Single { get; init; }

    public required IReadOnlyList<Quantity> Quantities { get; init; }

    public required QuantityOptions Values { get; init; }

    /// <summary>How many cases are evaluated at a time.</summary>
    public required int Jobs { get; init; }

    /// <summary>Whether to stop at the first bad line.</summary>
    public required bool Strict { get; init; }

    /// <summary>Whether to write tables for people instead of JSON.</summary>
    public required bool Table { get; init; }
}

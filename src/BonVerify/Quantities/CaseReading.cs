namespace BonVerify.Quantities;

/// <summary>How cases of a kind are made of fields as they were given.</summary>
internal sealed class CaseReading
{
    /// <summary>What tells a case of the kind, in words: the fields that no other kind has.</summary>
    public required string Mark { get; init; }

    /// <summary>Whether fields tell the kind.</summary>
    public required Func<CaseValues, bool> IsToldBy { get; init; }

    /// <summary>Makes a case of fields that are all of the kind, those that it cannot be without among them.</summary>
    public required Func<CaseValues, Parsed<OracleCase>> Make { get; init; }
}

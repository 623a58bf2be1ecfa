namespace BonVerify.Cli.Estimation.Files;

/// <summary>What becomes of a sample without a value: null, NaN, infinite, an empty cell, or no such field.</summary>
internal enum MissingRule
{
    /// <summary>It ends the run.</summary>
    Error,

    /// <summary>The sample is left out, and counted.</summary>
    Skip,

    /// <summary>The sample stays, not correct and with the lowest score: of the range when it is given, otherwise of its prompt.</summary>
    Worst,
}

/// <summary>What becomes of a sample or prompt that is there already.</summary>
internal enum DuplicateRule
{
    Error,
    Skip,
    Keep,
}

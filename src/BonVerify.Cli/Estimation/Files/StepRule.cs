namespace BonVerify.Cli.Estimation.Files;

/// <summary>Which of the scores of a sample's steps is its score.</summary>
internal enum StepRule
{
    /// <summary>A sample must have one score.</summary>
    None,
    Last,
    Min,
    Max,
}

/// <summary>The names of the rules.</summary>
internal static class StepRules
{
    public const string Names = "last, min or max";

    public static StepRule Parse(string? name) => name switch
    {
        null => StepRule.None,
        "last" => StepRule.Last,
        "min" => StepRule.Min,
        "max" => StepRule.Max,
        _ => throw new InputException($"--steps is '{name}'; it must be {Names}."),
    };
}

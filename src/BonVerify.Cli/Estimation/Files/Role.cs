namespace BonVerify.Cli.Estimation.Files;

/// <summary>What a field of a file is for.</summary>
internal enum Role
{
    /// <summary>Names the prompt; several such fields name it together.</summary>
    Group,

    /// <summary>Names a sample within its prompt, to find duplicates.</summary>
    Id,

    /// <summary>Chooses records.</summary>
    Where,
    Reward,
    Gold,
    Correct,
    Answer,
    Target,
    LogProbability,

    /// <summary>The number of samples, where only counts are given.</summary>
    Total,

    /// <summary>How many samples, the first ones, are correct.</summary>
    CorrectFirst,
}

/// <summary>The names of roles.</summary>
internal static class Roles
{
    public const int Count = 11;

    public static string NameOf(Role role) => role switch
    {
        Role.LogProbability => "logprob",
        Role.CorrectFirst => "correct-first",
        _ => role.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether a record may have an array of them, one for each sample.</summary>
    public static bool IsPerSample(Role role) => role is Role.Reward or Role.Gold or Role.Correct or Role.Answer or Role.LogProbability;

    /// <summary>Whether any value is taken as a name, arrays and objects by their text.</summary>
    public static bool IsName(Role role) => role is Role.Group or Role.Id or Role.Where;
}

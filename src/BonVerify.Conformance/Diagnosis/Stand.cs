namespace BonVerify.Conformance;

/// <summary>What an answer says about a mistake.</summary>
internal enum Stand
{
    /// <summary>Nothing: the mistake predicts the truth here, or nothing.</summary>
    Silent,

    /// <summary>The answer is wrong, and is what the mistake predicts.</summary>
    Confirms,

    /// <summary>The answer is wrong, but not in the way that the mistake predicts.</summary>
    Misses,

    /// <summary>The answer is right where the mistake predicts another one.</summary>
    Contradicts,
}

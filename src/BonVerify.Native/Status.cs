namespace BonVerify.Native;

/// <summary>What a call returns; the numbers are those of the header.</summary>
internal enum Status
{
    /// <summary>The result is there.</summary>
    Ok = 0,

    /// <summary>The input breaks a rule; the message names the value and the rule.</summary>
    BadInput = 1,

    /// <summary>The nearest double is open at the highest precision, or would take longer than the call allows.</summary>
    Open = 2,

    /// <summary>A defect of the library, or no memory.</summary>
    Internal = 3,
}

namespace BonVerify.FloatingPoint.Lanes;

/// <summary>What rounds doubles without an instruction for it.</summary>
internal static class Rounding
{
    /// <summary>1.5·2^52, whose last bit is 1: adding it and taking it away rounds a number below 2^51 to the nearest integer.</summary>
    public const double ToInteger = 6755399441055744.0;
}

namespace BonVerify.Numerics;

/// <summary>The two ends of an enclosure as decimal texts, rounded outwards.</summary>
/// <param name="Lower">A decimal number that is at most the enclosed number.</param>
/// <param name="Upper">A decimal number that is at least the enclosed number.</param>
public readonly record struct DecimalEnclosure(string Lower, string Upper)
{
    /// <summary>The enclosure as <c>[lower, upper]</c>, or the number alone when it is exact.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => Lower == Upper ? Lower : $"[{Lower}, {Upper}]";
}

using BonVerify.Numerics;

namespace BonVerify.Bounds;

/// <summary>A certified maximum: of φ(x)/x² or ω(x)/x² over (0, 1].</summary>
/// <param name="Value">An enclosure of the maximum.</param>
/// <param name="Maximiser">An enclosure of the one x at which it is attained.</param>
public sealed record BestConstant(Enclosure Value, Enclosure Maximiser)
{
    /// <summary>The constant as <c>[lower, upper] at x = [lower, upper]</c>.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => $"{Value.ToDecimal(17)} at x = {Maximiser.ToDecimal(12)}";
}

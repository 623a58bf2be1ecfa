using BonVerify.Numerics;

namespace BonVerify.Policies;

/// <summary>Enclosures of what a cell contributes to measures of best-of-n.</summary>
/// <param name="Level">The cell.</param>
/// <param name="Reference">Its reference mass P.</param>
/// <param name="Mass">Its best-of-n mass q.</param>
/// <param name="Ratio">t = q/P.</param>
/// <param name="LogRatio">ln t.</param>
internal readonly record struct EnclosedCell(
    RewardLevel Level, Enclosure Reference, Enclosure Mass, Enclosure Ratio, Enclosure LogRatio);

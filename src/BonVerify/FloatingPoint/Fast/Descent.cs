using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Fast;

/// <summary>What is the same for all blocks on the way from the top cell down.</summary>
/// <param name="Mass">The mass of all cells.</param>
/// <param name="Stop">Boundaries below one with so much mass above it are not wanted.</param>
/// <param name="Narrow">Cells of at most this share of what is left below them are not wide: nobody asks for their masses.</param>
internal readonly record struct Descent(CompensatedSum Mass, double Stop, double Narrow);

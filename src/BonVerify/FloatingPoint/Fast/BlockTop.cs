using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Fast;

/// <summary>What is known at the top of a block before its boundaries are.</summary>
/// <param name="Above">The mass above.</param>
/// <param name="Left">The mass below.</param>
/// <param name="Splitter">A power of two, more than twice the mass of the block.</param>
/// <param name="Room">Boundaries below one with so much mass of the block above it are not wanted.</param>
internal readonly record struct BlockTop(CompensatedSum Above, CompensatedSum Left, double Splitter, double Room);

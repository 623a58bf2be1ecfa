namespace BonVerify.FloatingPoint.Certified;

/// <summary>What is the same for all blocks of integer weights on the way from the top cell down.</summary>
/// <param name="Total">The total weight, at most 2^53.</param>
/// <param name="Stop">Cells with at least so much weight above and in them are left out.</param>
internal readonly record struct IntegerDescent(double Total, double Stop);

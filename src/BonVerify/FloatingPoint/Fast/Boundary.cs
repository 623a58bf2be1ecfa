namespace BonVerify.FloatingPoint.Fast;

/// <summary>What is known at a boundary between cells.</summary>
/// <param name="Above">The mass above.</param>
/// <param name="Below">The mass below.</param>
/// <param name="Logarithm">ln F, F the share of the mass below.</param>
internal readonly record struct Boundary(double Above, double Below, double Logarithm);

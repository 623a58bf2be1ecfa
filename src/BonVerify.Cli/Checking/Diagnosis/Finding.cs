using BonVerify.Quantities;

namespace BonVerify.Cli.Checking.Diagnosis;

/// <summary>A known mistake that explains failures of a quantity.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="Mistake">The mistake.</param>
/// <param name="Explained">How many failures it explains.</param>
/// <param name="Failures">How many failures there are.</param>
/// <param name="Region">Where they lie, for a loss of accuracy.</param>
internal sealed record Finding(Quantity Quantity, KnownMistake Mistake, int Explained, int Failures, string? Region);

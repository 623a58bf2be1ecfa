using BonVerify.Quantities;

namespace BonVerify.Cli.Vectors;

/// <summary>A case of the golden vectors.</summary>
/// <param name="Comment">What is special about it.</param>
/// <param name="Flags">Its flags.</param>
/// <param name="Case">The case.</param>
internal sealed record VectorCase(string Comment, IReadOnlyList<VectorFlag> Flags, OracleCase Case);

namespace BonVerify.Interchange;

/// <summary>The state from which FsCheck generates a case again.</summary>
/// <param name="Seed">The seed of its random numbers.</param>
/// <param name="Gamma">Their increment.</param>
/// <param name="Size">The size given to the generators.</param>
public sealed record ReplayState(ulong Seed, ulong Gamma, int Size);

using BonVerify.Claims;
using BonVerify.Interchange;

namespace BonVerify.Cli.Verification;

/// <summary>The first violation of a claim after shrinking.</summary>
/// <param name="Witness">The relation that is false, with both sides.</param>
/// <param name="Case">The case.</param>
/// <param name="Found">The counterexample as it travels.</param>
internal sealed record SmallestCounterexample(Witness Witness, NamedCase Case, Counterexample Found)
{
    /// <summary>The file that <see cref="Found"/> was written to, if it was.</summary>
    public string? File { get; init; }
}

using BonVerify.Claims;
using BonVerify.Numerics;

namespace BonVerify.Cli.Tests;

/// <summary>Claims of a user: <c>verify --assembly</c> reads them from the assembly of these tests.</summary>
public static class OwnClaims
{
    public static readonly Claim WinRateConcave = Claim.Conjecture(
        "own-win-rate-concave", c => c.Next.Next.WinRate - c.Next.WinRate <= c.Next.WinRate - c.WinRate);

    public static Claim KlDoubling { get; } = Claim.Conjecture("own-kl-doubling", c => c.WithN(2 * c.N).Kl - c.Kl <= ComputableReal.Ln(2));

    public static IReadOnlyList<Claim> Others { get; } =
    [
        Claim.Conjecture("own-throws", c => throw new InvalidOperationException("it is not written yet")),
        Claim.Conjecture("own-nowhere", c => c.Kl <= 0).Where(c => c.N > int.MaxValue - 1, "n is too small"),
    ];
}

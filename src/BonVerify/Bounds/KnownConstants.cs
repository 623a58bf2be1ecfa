using BonVerify.Numerics;

namespace BonVerify.Bounds;

/// <summary>A best constant for each n, kept once it is found. Safe for use by many threads.</summary>
internal sealed class KnownConstants(
    Func<int, int, BestConstant> find, Func<int, Rational> findAtLeast, Func<int, LinearFormInLogarithms?> exactly)
{
    private const int MaxKept = 10_000;

    private readonly Kept<(int N, int Bits), Enclosure> enclosures = new(MaxKept);
    private readonly Kept<int, Rational> atLeast = new(MaxKept);

    /// <summary>The constant: exactly where x = 1 attains it, else found to as many bits as are asked for.</summary>
    /// <param name="n">The number of draws, at least 2.</param>
    public ComputableReal At(int n) => exactly(n) is { } exact ? exact : ComputableReal.FromEnclosures(precision =>
    {
        var bits = Math.Max(BestConstants.MinimumBits, precision);
        return enclosures.At((n, bits), _ => find(n, bits).Value);
    });

    /// <summary>A number just below the constant.</summary>
    /// <param name="n">The number of draws, at least 3.</param>
    public Rational AtLeast(int n) => atLeast.At(n, findAtLeast);
}

using BonVerify.Policies;

namespace BonVerify.Evaluation;

/// <summary>How much an evaluation may cost: the size of exact masses, and the precision of what is enclosed instead.</summary>
/// <remarks>
/// A budget decides how a number comes out, exactly or enclosed, never which number it is. The defaults grow with what an
/// exact form is worth: an answer of the oracle is meant to be read exactly, a claim is decided by enclosures nearly as
/// often, and a double is compared with an enclosure in any case. Immutable.
/// </remarks>
public sealed record Budget
{
    // Exact masses of so many bits cost about as much as their enclosures.
    internal const int CheapExactBits = 1 << 11;

    /// <summary>The default: claims are decided, 2^20 bits and a precision of 2048 bits.</summary>
    public static Budget Default { get; } = new();

    /// <summary>Quantities are answered: 2^22 bits, so that more answers are exact.</summary>
    public static Budget ForAnswers { get; } = new() { ExactBits = 1L << 22 };

    /// <summary>Doubles are judged: 2^12 bits; beyond them enclosures are much faster, and as good for judging doubles.</summary>
    public static Budget ForJudging { get; } = new() { ExactBits = 1L << 12 };

    /// <summary>The budget for the exact masses of one case, in bits; beyond it they are enclosed.</summary>
    public long ExactBits { get; init; } = BestOfN.DefaultMaxBits;

    /// <summary>The highest precision, in bits, at which enclosures are tried; it does not limit exact numbers.</summary>
    public int MaxPrecision { get; init; } = 2048;
}

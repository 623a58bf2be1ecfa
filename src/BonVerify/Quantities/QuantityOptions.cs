using BonVerify.Evaluation;
using BonVerify.Policies;

namespace BonVerify.Quantities;

/// <summary>How quantities are evaluated and shown.</summary>
public sealed record QuantityOptions
{
    /// <summary>The defaults.</summary>
    public static QuantityOptions Default { get; } = new();

    /// <summary>Significant digits of the decimal ends of an enclosure, at least 1.</summary>
    public int Digits { get; init; } = 25;

    /// <summary>The highest precision, in bits, at which enclosures are tried; it does not limit exact numbers.</summary>
    public int MaxPrecision { get; init; } = Budget.ForAnswers.MaxPrecision;

    /// <summary>The budget for the exact masses of one case, in bits; beyond it they are enclosed.</summary>
    public long ExactBits { get; init; } = Budget.ForAnswers.ExactBits;

    // A fraction in lowest terms may be shorter than the one it is made from; by so many times is looked for.
    internal const int ExactLengthsMade = 8;

    /// <summary>
    /// About how many characters an exact text may have; a longer one is left out, and one that has eight times as many over the common
    /// denominator of the masses is not made to find out.
    /// </summary>
    public int MaxExactLength { get; init; } = 20_000;

    /// <summary>Which of several maximal-reward draws is kept.</summary>
    public TieBreaking Ties { get; init; } = TieBreaking.AmongDraws;
}

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

    /// <summary>About how many characters an exact text may have; a longer one is left out.</summary>
    public int MaxExactLength { get; init; } = 20_000;

    /// <summary>Which of several maximal-reward draws is kept.</summary>
    public TieBreaking Ties { get; init; } = TieBreaking.AmongDraws;
}

namespace BonVerify.FloatingPoint.Wide;

/// <summary>
/// The constants of the error analysis of numbers of 128 bits in <c>proofs/FloatingPoint.md</c>: relative errors in units of
/// 2^−127, each with the lemma that proves it. Sums, products and squares have the constants of pairs, in these units.
/// </summary>
internal static class WideErrors
{
    /// <summary>Lemma 27: the logarithm.</summary>
    public const double Logarithm = 450;

    /// <summary>Lemma 26: 1/a.</summary>
    public const double Reciprocal = 14;

    /// <summary>Lemma 26: √a.</summary>
    public const double SquareRoot = 18;

    /// <summary>Lemma 29: e^−x, and <see cref="ExponentialPerUnit"/> times x more.</summary>
    public const double Exponential = 18;

    /// <summary>Lemma 29: what an x costs e^−x, for each unit of x itself.</summary>
    public const double ExponentialPerUnit = 1;

    /// <summary>Lemma 28: |t − 1|.</summary>
    public const double Distance = 2;

    /// <summary>Everything of second order that is not counted, and the roundings of the bounds themselves.</summary>
    private const double Slack = 1 + 1.0 / (1 << 10);

    /// <summary>A bound that was computed, for its roundings.</summary>
    public static WideFloat Up(WideFloat bound) => bound + bound.Scale(-20);

    /// <summary>So many units of a number.</summary>
    public static WideFloat Of(WideFloat value, double units) => (value * WideFloat.FromDouble(units * Slack)).Scale(-WideFloat.FractionBits);
}

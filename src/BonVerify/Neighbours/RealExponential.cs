using System.Numerics;
using System.Runtime.CompilerServices;
using BonVerify.Numerics;

namespace BonVerify.Neighbours;

/// <summary>e^x of rational exponents.</summary>
internal static class RealExponential
{
    private static readonly Rational Limit = BigInteger.One << 60;

    /// <summary>e^x to a relative accuracy of about 2^−bits, which takes the absolute accuracy of x.</summary>
    public static Enclosure Of(Rational exponent, int bits) =>
        Enclosure.Exp(Enclosure.FromRational(exponent, checked(bits + (int)Rational.Ceiling(exponent.Abs()).GetBitLength())), bits);

    /// <summary>Whether <see cref="Enclosure.Exp"/> takes an exponent.</summary>
    public static bool IsWithin(Rational exponent) => exponent.Abs() < Limit;

    /// <summary>The value, when the largest exponent that it leads to is one that <see cref="Enclosure.Exp"/> takes.</summary>
    public static Rational Within(Rational value, Rational largest, [CallerArgumentExpression(nameof(value))] string parameter = "") =>
        IsWithin(largest)
            ? value
            : throw new ArgumentOutOfRangeException(
                parameter, Preconditions.Message(parameter, value, "must keep exponents below 2^60 in magnitude"));
}

using System.Runtime.CompilerServices;
using BonVerify.Numerics;

namespace BonVerify.Neighbours;

/// <summary>The checks of rational parameters.</summary>
internal static class Parameters
{
    public static Rational Chance(Rational value, [CallerArgumentExpression(nameof(value))] string parameter = "") =>
        Require(value, value.Sign > 0 && value <= Rational.One, "must be in (0, 1]", parameter);

    public static Rational Positive(Rational value, [CallerArgumentExpression(nameof(value))] string parameter = "") =>
        Require(value, value.Sign > 0, "must be > 0", parameter);

    public static Rational NotNegative(Rational value, [CallerArgumentExpression(nameof(value))] string parameter = "") =>
        Require(value, value.Sign >= 0, "must be at least 0", parameter);

    private static Rational Require(Rational value, bool holds, string rule, string parameter) => holds
        ? value
        : throw new ArgumentOutOfRangeException(parameter, Preconditions.Message(parameter, value, rule));
}

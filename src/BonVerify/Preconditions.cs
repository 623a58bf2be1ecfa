using System.Numerics;
using System.Runtime.CompilerServices;

namespace BonVerify;

/// <summary>The checks at the door: each throws with the parameter, the value and the rule it breaks.</summary>
internal static class Preconditions
{
    private const int MaxShownCharacters = 60;

    public static T NotNull<T>(T? value, [CallerArgumentExpression(nameof(value))] string parameter = "")
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        return value;
    }

    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string parameter = "")
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(parameter, Message(parameter, value, "must be a finite number"));
        }

        return value;
    }

    public static int AtLeast(int value, int minimum, [CallerArgumentExpression(nameof(value))] string parameter = "")
    {
        if (value < minimum)
        {
            throw new ArgumentOutOfRangeException(parameter, Message(parameter, value, $"must be at least {minimum}"));
        }

        return value;
    }

    public static int Within(int value, int minimum, int maximum, [CallerArgumentExpression(nameof(value))] string parameter = "")
    {
        return OutOfRange(value, minimum, maximum, parameter) is { } fault ? throw fault.ToException() : value;
    }

    /// <summary>What is wrong with an integer that must be within bounds, or null.</summary>
    public static Fault? OutOfRange(int value, int minimum, int maximum, string parameter) => value < minimum || value > maximum
        ? new Fault(Message(parameter, value, $"must be from {minimum} to {maximum}"), parameter, IsOutOfRange: true)
        : null;

    /// <summary>One sentence that names the parameter, the value and the rule; long values are cut.</summary>
    public static string Message(string parameter, object? value, string rule) =>
        FormattableString.Invariant($"{parameter} is {Shown(value)}; it {rule}.");

    /// <summary>The value as it may stand in a message: invariant, and cut when long.</summary>
    public static string Shown(object? value)
    {
        if (value is BigInteger big && big.GetBitLength() > 400)
        {
            return FormattableString.Invariant($"an integer of {big.GetBitLength()} bits");
        }

        var text = FormattableString.Invariant($"{value}");
        return text.Length <= MaxShownCharacters ? text : string.Concat(text.AsSpan(0, MaxShownCharacters), "…");
    }
}

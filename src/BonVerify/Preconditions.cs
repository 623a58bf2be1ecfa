using System.Numerics;
using System.Runtime.CompilerServices;

namespace BonVerify;

/// <summary>The checks at the door: each throws with the parameter, the value and the rule it breaks.</summary>
internal static class Preconditions
{
    private const int MaxShownCharacters = 60;

    /// <summary>The longest power in an exact result that has no budget of its own; to reduce such a fraction takes some twenty seconds.</summary>
    public const long MaxPowerBits = 1L << 22;

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

    /// <summary>An element of a list that must be a finite number; the parameter is the list, the message names the element.</summary>
    public static double Finite(double value, int index, string parameter) => double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(parameter, Message(Element(parameter, index), value, "must be a finite number"));

    /// <summary>An element of a list that must be at least a minimum; the parameter is the list, the message names the element.</summary>
    public static int AtLeast(int value, int minimum, int index, string parameter) => value >= minimum
        ? value
        : throw new ArgumentOutOfRangeException(parameter, Message(Element(parameter, index), value, $"must be at least {minimum}"));

    /// <summary>A weight of a list: finite and at least 0.</summary>
    public static double Weight(double value, int index, string parameter) => double.IsFinite(value) && value >= 0
        ? value
        : throw new ArgumentOutOfRangeException(
            parameter, Message(Element(parameter, index), value, "must be a finite number of at least 0"));

    public static string Element(string parameter, int index) => FormattableString.Invariant($"{parameter}[{index}]");

    public static int AtLeast(int value, int minimum, [CallerArgumentExpression(nameof(value))] string parameter = "")
    {
        if (value < minimum)
        {
            throw new ArgumentOutOfRangeException(parameter, Message(parameter, value, $"must be at least {minimum}"));
        }

        return value;
    }

    public static TEnum Defined<TEnum>(TEnum value, [CallerArgumentExpression(nameof(value))] string parameter = "")
        where TEnum : struct, Enum => Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(
            parameter, Message(parameter, value, $"must be a member of {typeof(TEnum).Name}"));

    public static int Within(int value, int minimum, int maximum, [CallerArgumentExpression(nameof(value))] string parameter = "")
    {
        return OutOfRange(value, minimum, maximum, parameter) is { } fault ? throw fault.ToException() : value;
    }

    /// <summary>value^exponent, both at least 0, unless it takes more bits than a budget, or than an integer may have.</summary>
    public static BigInteger Power(BigInteger value, int exponent, string parameter, long maxBits = int.MaxValue)
    {
        var bits = value.GetBitLength() * exponent;
        return value.IsZero || value.IsOne || bits <= maxBits
            ? BigInteger.Pow(value, exponent)
            : throw new ArgumentOutOfRangeException(
                parameter,
                FormattableString.Invariant($"{parameter} is too large; a power would take {bits} bits, above the limit of {maxBits}."));
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

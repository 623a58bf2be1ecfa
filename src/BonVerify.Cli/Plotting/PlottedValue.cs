using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Cli.Plotting;

/// <summary>A number as a figure shows it.</summary>
/// <param name="Nearest">The correctly rounded double.</param>
/// <param name="Text">The exact text, where it is short, or an enclosure.</param>
internal readonly record struct PlottedValue(double Nearest, string Text)
{
    /// <summary>How numbers are evaluated: exact forms only where they are short, so that a curve takes seconds.</summary>
    public static QuantityOptions Options { get; } = new() { Digits = 17, ExactBits = 1 << 8, MaxExactLength = 80 };

    /// <summary>Shows a number.</summary>
    public static PlottedValue Of(ComputableReal number) => Of(new QuantityValue(number, Options));

    /// <summary>Shows a number that a quantity has. What it was computed from, which may be large, is not kept.</summary>
    public static PlottedValue Of(QuantityValue value) => new(value.Nearest ?? (double)value.Number, value.ToString());
}

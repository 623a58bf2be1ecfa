using System.Globalization;
using BonVerify.Numerics;

namespace BonVerify.Cli.Drawing;

/// <summary>Where numbers lie along an axis, and its marks.</summary>
internal sealed class AxisScaling
{
    private readonly AxisScale scale;
    private readonly double start;
    private readonly double length;

    /// <summary>Fits an axis to numbers.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">All numbers that are shown along it.</param>
    /// <param name="about">How many marks it has room for.</param>
    public AxisScaling(FigureAxis axis, IEnumerable<double> values, int about)
    {
        scale = axis.Scale;
        if (scale == AxisScale.Categories)
        {
            // Half a place on either side.
            (start, length) = (-0.5, axis.Categories.Count);
            Ticks = [.. axis.Categories.Select(static (name, i) => new Tick(i, name))];
            return;
        }

        var (low, high) = (axis.Low ?? double.PositiveInfinity, axis.High ?? double.NegativeInfinity);
        foreach (var value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        if (!(low < high))
        {
            // One number, or none.
            (low, high) = double.IsFinite(low) && double.IsFinite(high) ? scale == AxisScale.Log ? (low / 2, high * 2) : (low - 0.5, high + 0.5) : (1, 2);
        }

        if (scale == AxisScale.Log)
        {
            Ticks = axis.Marks is { } marks
                ? [.. marks.Select(static mark => new Tick(mark, mark.ToString("0", CultureInfo.InvariantCulture)))]
                : AxisTicks.Logarithmic(low, high);
            (start, length) = (Logarithm(low), Logarithm(high) - Logarithm(low));
            return;
        }

        Ticks = AxisTicks.Linear(low, high, about);

        // Up to the next mark, where it is near: the largest number then has one above it.
        if (axis.High is null && Ticks.Count > 1)
        {
            var step = Ticks[1].Value - Ticks[0].Value;
            var next = Ticks[^1].Value + step;
            high = high > Ticks[^1].Value && next - high < 0.6 * step ? next : high + 0.03 * (high - low);
            Ticks = AxisTicks.Linear(low, high, about);
        }

        (start, length) = (low, high - low);
    }

    /// <summary>The marks, ascending.</summary>
    public IReadOnlyList<Tick> Ticks { get; }

    /// <summary>Where a number lies, between 0 at the beginning of the axis and 1 at its end.</summary>
    public double Share(double value) => Math.Clamp(((scale == AxisScale.Log ? Logarithm(value) : value) - start) / length, 0, 1);

    // Correctly rounded: the logarithm of the runtime is not the same on every machine.
    private static double Logarithm(double value) => CorrectRounding.Ln(Rational.FromDouble(value));
}

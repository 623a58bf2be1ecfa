using BonVerify.Numerics;

namespace BonVerify.FloatingPoint;

/// <summary>A double with a proved bound of its distance from the number that it stands for.</summary>
/// <param name="Value">The double.</param>
/// <param name="Error">A proved bound of |value − number|, at least 0.</param>
public readonly record struct BoundedDouble(double Value, double Error)
{
    /// <summary>The interval from value − error to value + error, without rounding.</summary>
    /// <returns>An enclosure of the number.</returns>
    public Enclosure ToEnclosure()
    {
        var (value, error) = (Dyadic.FromDouble(Value), Dyadic.FromDouble(Error));
        return new(value - error, value + error);
    }

    /// <summary>The value and its error as <c>0.15920890851883765 ± 1e-14</c>, the error rounded up.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Value:R} ± {Error:0.#e+0}");
}

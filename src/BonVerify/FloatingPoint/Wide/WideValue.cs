using BonVerify.Numerics;

namespace BonVerify.FloatingPoint.Wide;

/// <summary>A number of at least 0 known within a proved error.</summary>
/// <param name="Value">The number as computed.</param>
/// <param name="Error">A bound on its distance from the number meant.</param>
internal readonly record struct WideValue(WideFloat Value, WideFloat Error)
{
    /// <summary>The precision up to which an enclosure is this one: where comparisons begin.</summary>
    public const int Precision = 128;

    /// <summary>A number known within so many units of itself.</summary>
    public static WideValue Within(WideFloat value, double units) => new(value, WideErrors.Of(value, units));

    /// <summary>The same number with an error more.</summary>
    public WideValue Plus(WideFloat error) => this with { Error = Error + error };

    /// <summary>Half of the number.</summary>
    public WideValue Halved() => new(Value.Scale(-1), Error.Scale(-1));

    /// <summary>[value − error, value + error], of which no part is below 0.</summary>
    public Enclosure ToEnclosure()
    {
        var (value, error) = (Value.ToDyadic(), Error.ToDyadic());
        return new(Error < Value ? value - error : Dyadic.Zero, value + error);
    }
}

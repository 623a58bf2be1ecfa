using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>A true value: its certified enclosure and the double nearest to it.</summary>
public sealed class TrueValue
{
    private const int Bits = 80;
    private const int StartPrecision = 128;
    private const int MaxPrecision = 1 << 14;
    private const int SmallestExponent = -4000;

    private readonly Enclosure enclosure;

    internal TrueValue(QuantityValue value)
    {
        Value = value;
        var found = Enclose(value.Number);
        Nearest = found.TryToDouble(out var nearest) ? nearest : value.Nearest ?? found.Lower.ToDouble();
        enclosure = new Enclosure(-AtLeast(-found.Lower), AtLeast(found.Upper));
    }

    /// <summary>The value as the oracle gives it.</summary>
    public QuantityValue Value { get; }

    /// <summary>The nearest double.</summary>
    public double Nearest { get; }

    /// <summary>The answer minus the truth, enclosed.</summary>
    /// <param name="answer">A finite answer.</param>
    /// <returns>An enclosure with 20 digits.</returns>
    public DecimalEnclosure ErrorOf(double answer)
    {
        const int Digits = 20;
        var exact = Dyadic.FromDouble(answer);
        return new Enclosure(exact - enclosure.Upper, exact - enclosure.Lower).ToDecimal(Digits);
    }

    /// <summary>The exact text where it is short, an enclosure in decimal otherwise.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString()
    {
        const int MaxLength = 160;
        return Value.Exact is { Length: <= MaxLength } exact ? exact : Value.Enclosure.ToString();
    }

    /// <summary>How far the answer is from the truth at most.</summary>
    internal double LargestError(double answer)
    {
        var exact = Dyadic.FromDouble(answer);
        return Math.Max(Math.Abs((exact - enclosure.Lower).ToDouble()), Math.Abs((enclosure.Upper - exact).ToDouble()));
    }

    /// <summary>Whether an interval of doubles contains the truth; where the enclosure is not narrow enough to tell, it does.</summary>
    internal bool IsWithin(double lower, double upper) =>
        !(double.IsFinite(lower) && Dyadic.FromDouble(lower) > enclosure.Upper) && lower != double.PositiveInfinity
        && !(double.IsFinite(upper) && Dyadic.FromDouble(upper) < enclosure.Lower) && upper != double.NegativeInfinity;

    /// <summary>
    /// The number, or one above it where it is far too small for a double: F^n can be so small that it cannot be written
    /// out beside one.
    /// </summary>
    private static Dyadic AtLeast(Dyadic value) =>
        value.IsZero || value.TopExponent > SmallestExponent ? value
        : value.Sign > 0 ? Dyadic.One.ScaleByPowerOfTwo(SmallestExponent)
        : Dyadic.Zero;

    private static Enclosure Enclose(ComputableReal number)
    {
        if (number.TryMakeExact() is { } form)
        {
            return form.Enclose(Bits);
        }

        var precision = StartPrecision;
        var value = number.Evaluate(precision);
        while (!value.IsAccurateTo(Bits) && precision < MaxPrecision)
        {
            precision *= 2;
            value = number.Evaluate(precision);
        }

        return value;
    }
}

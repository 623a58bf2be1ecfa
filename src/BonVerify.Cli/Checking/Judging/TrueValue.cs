using BonVerify.Interchange;
using BonVerify.Numerics;

namespace BonVerify.Cli.Checking.Judging;

/// <summary>A true value: its certified enclosure and the double nearest to it.</summary>
internal sealed class TrueValue
{
    private const int Bits = 80;
    private const int StartPrecision = 128;
    private const int MaxPrecision = 1 << 14;

    private readonly Enclosure enclosure;

    public TrueValue(QuantityValue value)
    {
        Value = value;
        enclosure = Enclose(value.Number);
        Nearest = enclosure.TryToDouble(out var nearest) ? nearest : value.Nearest ?? enclosure.Lower.ToDouble();
    }

    /// <summary>The value as the oracle gives it.</summary>
    public QuantityValue Value { get; }

    /// <summary>The nearest double.</summary>
    public double Nearest { get; }

    /// <summary>How far the answer is from the truth at most.</summary>
    public double LargestError(double answer)
    {
        var exact = Dyadic.FromDouble(answer);
        return Math.Max(Math.Abs((exact - enclosure.Lower).ToDouble()), Math.Abs((enclosure.Upper - exact).ToDouble()));
    }

    /// <summary>The exact text where it is short, an enclosure in decimal otherwise.</summary>
    public override string ToString()
    {
        const int MaxLength = 160;
        return Value.Exact is { Length: <= MaxLength } exact ? exact : Value.Enclosure.ToString();
    }

    private static Enclosure Enclose(ComputableReal number)
    {
        if (number.Exact is { } form)
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

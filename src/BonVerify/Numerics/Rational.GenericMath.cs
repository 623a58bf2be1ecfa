using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace BonVerify.Numerics;

/// <content>Generic math: whatever a generic algorithm may ask of a number that is not about bits or special values.</content>
public readonly partial struct Rational : INumber<Rational>, ISignedNumber<Rational>
{
    private static readonly Rational LargestDecimal = FromDecimal(decimal.MaxValue);

    /// <inheritdoc/>
    static Rational ISignedNumber<Rational>.NegativeOne => MinusOne;

    /// <inheritdoc/>
    static Rational IAdditiveIdentity<Rational, Rational>.AdditiveIdentity => Zero;

    /// <inheritdoc/>
    static Rational IMultiplicativeIdentity<Rational, Rational>.MultiplicativeIdentity => One;

    /// <inheritdoc/>
    static int INumberBase<Rational>.Radix => 2;

    /// <inheritdoc/>
    static bool INumberBase<Rational>.IsCanonical(Rational value) => true;

    /// <inheritdoc/>
    static bool INumberBase<Rational>.IsComplexNumber(Rational value) => false;

    /// <inheritdoc/>
    static bool INumberBase<Rational>.IsEvenInteger(Rational value) => value.IsInteger && value.Numerator.IsEven;

    /// <inheritdoc/>
    static bool INumberBase<Rational>.IsFinite(Rational value) => true;

    /// <inheritdoc/>
    static bool INumberBase<Rational>.IsImaginaryNumber(Rational value) => false;

    /// <inheritdoc/>
    static bool INumberBase<Rational>.IsInfinity(Rational value) => false;

    /// <inheritdoc/>
    static bool INumberBase<Rational>.IsInteger(Rational value) => value.IsInteger;

    /// <inheritdoc/>
    static bool INumberBase<Rational>.IsNaN(Rational value) => false;

    /// <inheritdoc/>
    static bool INumberBase<Rational>.IsNegative(Rational value) => value.Sign < 0;

    /// <inheritdoc/>
    static bool INumberBase<Rational>.IsNegativeInfinity(Rational value) => false;

    /// <inheritdoc/>
    static bool INumberBase<Rational>.IsNormal(Rational value) => !value.IsZero;

    /// <inheritdoc/>
    static bool INumberBase<Rational>.IsOddInteger(Rational value) => value.IsInteger && !value.Numerator.IsEven;

    /// <inheritdoc/>
    static bool INumberBase<Rational>.IsPositive(Rational value) => value.Sign >= 0;

    /// <inheritdoc/>
    static bool INumberBase<Rational>.IsPositiveInfinity(Rational value) => false;

    /// <inheritdoc/>
    static bool INumberBase<Rational>.IsRealNumber(Rational value) => true;

    /// <inheritdoc/>
    static bool INumberBase<Rational>.IsSubnormal(Rational value) => false;

    /// <inheritdoc/>
    static bool INumberBase<Rational>.IsZero(Rational value) => value.IsZero;

    /// <inheritdoc/>
    static Rational INumberBase<Rational>.MaxMagnitude(Rational x, Rational y) => LargerMagnitude(x, y);

    /// <inheritdoc/>
    static Rational INumberBase<Rational>.MaxMagnitudeNumber(Rational x, Rational y) => LargerMagnitude(x, y);

    /// <inheritdoc/>
    static Rational INumberBase<Rational>.MinMagnitude(Rational x, Rational y) => SmallerMagnitude(x, y);

    /// <inheritdoc/>
    static Rational INumberBase<Rational>.MinMagnitudeNumber(Rational x, Rational y) => SmallerMagnitude(x, y);

    /// <inheritdoc/>
    static Rational INumberBase<Rational>.Parse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider) => Parse(s.ToString());

    /// <inheritdoc/>
    static Rational INumberBase<Rational>.Parse(string s, NumberStyles style, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    static Rational IParsable<Rational>.Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    static Rational ISpanParsable<Rational>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s.ToString());

    /// <inheritdoc/>
    static bool INumberBase<Rational>.TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out Rational result) =>
        Read(s, out result) is null;

    /// <inheritdoc/>
    static bool INumberBase<Rational>.TryParse([NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out Rational result) =>
        TryParse(s, out result);

    /// <inheritdoc/>
    static bool IParsable<Rational>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Rational result) => TryParse(s, out result);

    /// <inheritdoc/>
    static bool ISpanParsable<Rational>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Rational result) => Read(s, out result) is null;

    /// <inheritdoc/>
    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        var text = ToString(format.ToString(), provider);
        charsWritten = text.TryCopyTo(destination) ? text.Length : 0;
        return charsWritten == text.Length;
    }

    /// <inheritdoc/>
    static bool INumberBase<Rational>.TryConvertFromChecked<TOther>(TOther value, out Rational result) => TryFrom(value, out result);

    /// <inheritdoc/>
    static bool INumberBase<Rational>.TryConvertFromSaturating<TOther>(TOther value, out Rational result) => TryFrom(value, out result);

    /// <inheritdoc/>
    static bool INumberBase<Rational>.TryConvertFromTruncating<TOther>(TOther value, out Rational result) => TryFrom(value, out result);

    /// <inheritdoc/>
    static bool INumberBase<Rational>.TryConvertToChecked<TOther>(Rational value, [MaybeNullWhen(false)] out TOther result) =>
        TryTo(value, TOther.CreateChecked, static number => number.ToDecimal(), out result);

    /// <inheritdoc/>
    static bool INumberBase<Rational>.TryConvertToSaturating<TOther>(Rational value, [MaybeNullWhen(false)] out TOther result) =>
        TryTo(value, TOther.CreateSaturating, ToDecimalWithinRange, out result);

    /// <inheritdoc/>
    static bool INumberBase<Rational>.TryConvertToTruncating<TOther>(Rational value, [MaybeNullWhen(false)] out TOther result) =>
        TryTo(value, TOther.CreateTruncating, ToDecimalWithinRange, out result);

    private static Rational LargerMagnitude(Rational x, Rational y) => Abs(x).CompareTo(Abs(y)) switch
    {
        > 0 => x,
        < 0 => y,
        _ => Max(x, y),
    };

    private static Rational SmallerMagnitude(Rational x, Rational y) => Abs(x).CompareTo(Abs(y)) switch
    {
        < 0 => x,
        > 0 => y,
        _ => Min(x, y),
    };

    // As the framework's own conversions to decimal do it: the largest where the number is larger still.
    private static decimal ToDecimalWithinRange(Rational value) =>
        value.CompareTo(LargestDecimal) >= 0 ? decimal.MaxValue
        : value.CompareTo(-LargestDecimal) <= 0 ? decimal.MinValue
        : value.ToDecimal();

    /// <summary>Every number of the framework is exactly a rational, or NaN or an infinity, for which there is none.</summary>
    private static bool TryFrom<TOther>(TOther value, out Rational result)
        where TOther : INumberBase<TOther>
    {
        if (!TOther.IsFinite(value))
        {
            throw new OverflowException($"value is {value}; it must be a finite number.");
        }

        Rational? found = value switch
        {
            double number => FromDouble(number),
            float number => FromDouble(number),
            Half number => FromDouble((double)number),
            decimal number => FromDecimal(number),
            byte or sbyte or char or short or ushort or int or uint or long or ulong or nint or nuint or Int128 or UInt128 or BigInteger =>
                new Rational(BigInteger.CreateChecked(value)),
            _ => null,
        };
        result = found.GetValueOrDefault();
        return found is not null;
    }

    private static bool TryTo<TOther>(
        Rational value, Func<BigInteger, TOther> ofInteger, Func<Rational, decimal> ofDecimal, [MaybeNullWhen(false)] out TOther result)
        where TOther : INumberBase<TOther>
    {
        object? found = default(TOther) switch
        {
            double => value.ToDouble(),
            float => (float)value,
            Half => (Half)value.ToOddDouble(),
            decimal => ofDecimal(value),
            byte or sbyte or char or short or ushort or int or uint or long or ulong or nint or nuint or Int128 or UInt128 or BigInteger =>
                ofInteger(Truncate(value)),
            _ => null,
        };
        result = found is null ? default : (TOther)found;
        return found is not null;
    }
}

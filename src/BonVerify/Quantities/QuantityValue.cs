using System.Runtime.CompilerServices;
using BonVerify.Numerics;

namespace BonVerify.Quantities;

/// <summary>One number as it leaves the oracle: exact where it is known so, enclosed, and as the nearest double.</summary>
/// <remarks>Immutable and safe for use by many threads; each part is computed when it is asked for.</remarks>
public sealed class QuantityValue
{
    private const double BitsPerDigit = 3.3219280948873626;

    // Canonical shape costs a greatest common divisor for each pair of logarithms, and of a longer form nobody reads it.
    private const int MaxCanonicalBits = 1024;
    private const int MaxDyadicExponent = 4096;
    private const int MinPrecision = 128;

    private readonly QuantityOptions options;
    private readonly bool isTooLong;

    // Made when they are asked for, by two threads at once perhaps, which make the same.
    private StrongBox<Rational>? rational;
    private StrongBox<string?>? exact;
    private StrongBox<DecimalEnclosure>? decimals;
    private StrongBox<double?>? nearest;

    /// <summary>Shows a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="options">How to show it.</param>
    public QuantityValue(ComputableReal number, QuantityOptions options)
        : this(number, options, bitsToMake: 0)
    {
    }

    /// <summary>Shows a number whose exact form, unless it is at hand, has a denominator of so many bits before it is in lowest terms.</summary>
    internal QuantityValue(ComputableReal number, QuantityOptions options, long bitsToMake)
    {
        Number = Preconditions.NotNull(number);
        this.options = Preconditions.NotNull(options);
        isTooLong = !number.IsFormAtHand && !IsShort(bitsToMake / QuantityOptions.ExactLengthsMade);
    }

    /// <summary>The number itself, to be enclosed at any precision.</summary>
    public ComputableReal Number { get; }

    /// <summary>Whether the number is known exactly and rational; one that is too long to be written is not known so.</summary>
    public bool IsRational => !isTooLong && Number.TryMakeExact() is { IsRational: true };

    /// <summary>
    /// The exact text, a fraction or a linear form in logarithms; <see langword="null"/> when the number is known by
    /// enclosures only or the text would be longer than the options allow.
    /// </summary>
    public string? Exact => (exact ??= new(MakeExact())).Value;

    /// <summary>The ends of an enclosure in decimal, rounded outward to the digits of the options.</summary>
    public DecimalEnclosure Enclosure => (decimals ??= new(MakeDecimals())).Value;

    /// <summary>The correctly rounded double; <see langword="null"/> when the highest precision leaves it open.</summary>
    public double? Nearest => (nearest ??= new(Number.ToDouble(options.MaxPrecision))).Value;

    /// <summary>The nearest double in hexadecimal, as C99 writes it; <see langword="null"/> when it is open.</summary>
    public string? Hex => Nearest is { } value ? HexadecimalFormat.Format(value) : null;

    /// <summary>The number in short.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => Exact ?? Enclosure.ToString();

    private Rational Ratio => (rational ??= new(Number.TryMakeExact()!.Constant)).Value;

    private string? MakeExact()
    {
        if (isTooLong || Number.TryMakeExact() is not { } form)
        {
            return Number.Evaluate(MinPrecision) is { IsExact: true, Lower: var dyadic } && Math.Abs(dyadic.TopExponent) <= MaxDyadicExponent
                ? dyadic.ToRational().ToString()
                : null;
        }

        if (form.IsRational)
        {
            // In lowest terms it may be far shorter than the form as held.
            return IsShort(Dyadic.BitLength(Ratio.Numerator) + Dyadic.BitLength(Ratio.Denominator))
                ? Ratio.ToString()
                : null;
        }

        return IsShort(form.SizeInBits) ? (form.SizeInBits > MaxCanonicalBits ? form : form.Canonical()).ToString() : null;
    }

    private bool IsShort(long bits) => bits <= options.MaxExactLength * BitsPerDigit;

    private DecimalEnclosure MakeDecimals()
    {
        if (IsRational)
        {
            return new DecimalEnclosure(
                DecimalFormat.Format(Ratio, options.Digits, RoundingDirection.Down),
                DecimalFormat.Format(Ratio, options.Digits, RoundingDirection.Up));
        }

        // An enclosure so narrow that both ends have the same digits makes these digits those of the number itself: they do
        // not depend on how it was computed. An irrational number has one. What is at hand comes first; the exact form, if there
        // is one, tells by how much it must be narrowed.
        var bits = checked((int)Math.Ceiling(options.Digits * BitsPerDigit) + 2);
        var precision = Math.Max(MinPrecision, bits + 32);
        var value = Number.Evaluate(precision);
        while (true)
        {
            if (DecimalFormat.TryEnclose(value, options.Digits) is { } settled)
            {
                return settled;
            }

            var low = Decimal(value.Lower, RoundingDirection.Down);
            var high = Decimal(value.Upper, RoundingDirection.Up);
            if ((low == Decimal(value.Upper, RoundingDirection.Down) && high == Decimal(value.Lower, RoundingDirection.Up))
                || precision >= options.MaxPrecision)
            {
                return new DecimalEnclosure(low, high);
            }

            // At the last precision the exact form is made however long it is.
            value = (!isTooLong || 2 * precision >= options.MaxPrecision) && Number.TryMakeExact() is { } form
                ? form.Enclose(bits)
                : Number.Evaluate(checked(2 * precision));
            bits = checked(2 * bits);
            precision = checked(2 * precision);
        }

        string Decimal(Dyadic end, RoundingDirection direction) => DecimalFormat.Format(end, options.Digits, direction);
    }
}

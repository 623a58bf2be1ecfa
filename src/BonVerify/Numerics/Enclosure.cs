using System.Diagnostics;
using System.Numerics;

namespace BonVerify.Numerics;

/// <summary>
/// A closed interval with dyadic end points that is certain to contain a real number.
/// </summary>
/// <remarks>
/// <para>
/// The inclusion guarantee: an operation on enclosures returns an enclosure of the result for every choice of numbers
/// from its arguments. Lower ends are rounded down and upper ends up; <c>precision</c> is the number of bits kept of
/// each end point, so more precision means a narrower result and never a different meaning.
/// </para>
/// <para>
/// Enclosures have no order of their own: two of them may overlap. Compare through <see cref="Sign"/> of a difference,
/// or through <see cref="IsBelow"/>. The default value is the exact number 0. Immutable and safe for use by many threads.
/// </para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly partial struct Enclosure : IEquatable<Enclosure>
{
    /// <summary>Makes the interval [<paramref name="lower"/>, <paramref name="upper"/>].</summary>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, at least the lower.</param>
    /// <exception cref="ArgumentException">The ends are in the wrong order.</exception>
    public Enclosure(Dyadic lower, Dyadic upper)
    {
        if (lower > upper)
        {
            throw new ArgumentException($"lower end {lower} is above upper end {upper}; it must not be.", nameof(lower));
        }

        Lower = lower;
        Upper = upper;
    }

    /// <summary>The exact number 0.</summary>
    public static Enclosure Zero => default;

    /// <summary>The exact number 1.</summary>
    public static Enclosure One { get; } = Exactly(Dyadic.One);

    /// <summary>The lower end: at most the enclosed number.</summary>
    public Dyadic Lower { get; }

    /// <summary>The upper end: at least the enclosed number.</summary>
    public Dyadic Upper { get; }

    /// <summary>Whether the ends coincide, so that the enclosed number is known exactly.</summary>
    public bool IsExact => Lower == Upper;

    /// <summary>
    /// The sign of every number in the interval: −1, 0 or 1, or <see langword="null"/> when the interval contains zero
    /// and other numbers, so that the sign is open.
    /// </summary>
    public int? Sign =>
        Lower.Sign > 0 ? 1 : Upper.Sign < 0 ? -1 : Lower.IsZero && Upper.IsZero ? 0 : null;

    /// <summary>An exactly known number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>[value, value].</returns>
    public static Enclosure Exactly(Dyadic value) => new(value, value);

    /// <summary>The tightest enclosure of a fraction at a precision; exact when the fraction is dyadic and short.</summary>
    /// <param name="value">A number of any size.</param>
    /// <param name="precision">Bits kept of each end, at least 2.</param>
    /// <returns>An enclosure of the fraction.</returns>
    public static Enclosure FromRational(Rational value, int precision)
    {
        return FromRatio(value.Numerator, value.Denominator, precision);
    }

    /// <summary>An enclosure of numerator/denominator; the two need not be in lowest terms.</summary>
    /// <param name="numerator">Any integer.</param>
    /// <param name="denominator">An integer other than 0.</param>
    /// <param name="precision">Bits kept of each end, at least 2.</param>
    /// <returns>An enclosure of the quotient.</returns>
    public static Enclosure FromRatio(BigInteger numerator, BigInteger denominator, int precision)
    {
        Preconditions.AtLeast(precision, 2);
        var (lower, upper) = Dyadic.DivideBothWays(numerator, denominator, precision);
        return Unchecked(lower, upper);
    }

    /// <summary>Whether a number lies in the interval.</summary>
    /// <param name="value">The number.</param>
    /// <returns>Lower ≤ value ≤ Upper.</returns>
    public bool Contains(Dyadic value) => Lower <= value && value <= Upper;

    /// <summary>Whether a fraction lies in the interval, decided exactly.</summary>
    /// <param name="value">A rational number.</param>
    /// <returns>Lower ≤ value ≤ Upper.</returns>
    public bool Contains(Rational value) => Lower.ToRational() <= value && value <= Upper.ToRational();

    /// <summary>Whether the other interval lies inside this one.</summary>
    /// <param name="other">The other interval.</param>
    /// <returns>Whether every number of <paramref name="other"/> is in this interval.</returns>
    public bool Contains(Enclosure other) => Lower <= other.Lower && other.Upper <= Upper;

    /// <summary>Whether the two intervals have a number in common.</summary>
    /// <param name="other">The other interval.</param>
    /// <returns>Whether they overlap.</returns>
    public bool Overlaps(Enclosure other) => Lower <= other.Upper && other.Lower <= Upper;

    /// <summary>Whether every number here is smaller than every number there: a certain "&lt;".</summary>
    /// <param name="other">The other interval.</param>
    /// <returns>Upper &lt; other.Lower.</returns>
    public bool IsBelow(Enclosure other) => Upper < other.Lower;

    /// <summary>Whether the interval is narrower than its numbers by <paramref name="bits"/> bits, or exact.</summary>
    /// <param name="bits">The number of bits.</param>
    /// <returns>Whether Upper − Lower ≤ 2^−bits × min |x|.</returns>
    public bool IsAccurateTo(int bits)
    {
        if (IsExact)
        {
            return true;
        }

        if (Sign is not (1 or -1))
        {
            return false;
        }

        var smallest = Sign > 0 ? Lower : -Upper;
        return Dyadic.AddRounded(Upper, -Lower, 8, RoundingDirection.Up) <= smallest.ScaleByPowerOfTwo(-bits);
    }

    /// <summary>The double nearest to the enclosed number, when the interval is narrow enough to tell.</summary>
    /// <param name="value">The correctly rounded double, or NaN when it is open.</param>
    /// <returns>Whether both ends round to the same double.</returns>
    public bool TryToDouble(out double value)
    {
        var lower = Lower.ToDouble();
        var upper = Upper.ToDouble();
        var same = lower == upper;

        // An interval round 0 is no negative number, as −0 would be.
        value = same ? upper : double.NaN;
        return same;
    }

    /// <summary>The ends in decimal, the lower rounded down and the upper rounded up.</summary>
    /// <param name="digits">Significant digits, at least 1.</param>
    /// <returns>An enclosure in decimal.</returns>
    public DecimalEnclosure ToDecimal(int digits) =>
        new(
            DecimalFormat.Format(Lower, digits, RoundingDirection.Down),
            DecimalFormat.Format(Upper, digits, RoundingDirection.Up));

    /// <inheritdoc/>
    public bool Equals(Enclosure other) => Lower == other.Lower && Upper == other.Upper;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Enclosure other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Lower, Upper);

    /// <summary>Whether the two intervals are the same set of numbers.</summary>
    /// <param name="left">An interval.</param>
    /// <param name="right">An interval.</param>
    /// <returns>Whether the ends agree.</returns>
    public static bool operator ==(Enclosure left, Enclosure right) => left.Equals(right);

    /// <summary>Whether the two intervals differ as sets of numbers.</summary>
    /// <param name="left">An interval.</param>
    /// <param name="right">An interval.</param>
    /// <returns>Whether an end differs.</returns>
    public static bool operator !=(Enclosure left, Enclosure right) => !left.Equals(right);

    /// <summary>The double nearest to the middle of the interval, in F# <c>float</c>; <see cref="TryToDouble"/> tells whether it is certain.</summary>
    /// <param name="value">An interval.</param>
    public static explicit operator double(Enclosure value) => (value.Lower + value.Upper).ScaleByPowerOfTwo(-1).ToDouble();

    /// <summary>Whether <c>Upper − Lower</c> is positive and no more than 2^−8 of the smaller end in magnitude.</summary>
    private bool IsNarrow => IsAccurateTo(8);

    private static Enclosure Unchecked(Dyadic lower, Dyadic upper)
    {
        Debug.Assert(lower <= upper, "The ends of an enclosure are out of order.");
        return new Enclosure(lower, upper, default);
    }

    // The marker keeps this apart from the checking constructor.
    private Enclosure(Dyadic lower, Dyadic upper, ValueTuple marker)
    {
        _ = marker;
        Lower = lower;
        Upper = upper;
    }
}

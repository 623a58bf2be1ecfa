using System.Numerics;

namespace BonVerify.Numerics;

public readonly partial struct Enclosure
{
    /// <summary>The negative, exactly.</summary>
    /// <param name="value">An enclosure.</param>
    /// <returns>An enclosure of −x.</returns>
    public static Enclosure operator -(Enclosure value) => Unchecked(-value.Upper, -value.Lower);

    /// <summary>An enclosure of a sum.</summary>
    /// <param name="left">An enclosure of x.</param>
    /// <param name="right">An enclosure of y.</param>
    /// <param name="precision">Bits kept of each end, at least 2.</param>
    /// <returns>An enclosure of x + y.</returns>
    public static Enclosure Add(Enclosure left, Enclosure right, int precision) => Unchecked(
        Dyadic.AddRounded(left.Lower, right.Lower, precision, RoundingDirection.Down),
        Dyadic.AddRounded(left.Upper, right.Upper, precision, RoundingDirection.Up));

    /// <summary>An enclosure of a difference.</summary>
    /// <param name="left">An enclosure of x.</param>
    /// <param name="right">An enclosure of y.</param>
    /// <param name="precision">Bits kept of each end, at least 2.</param>
    /// <returns>An enclosure of x − y.</returns>
    public static Enclosure Subtract(Enclosure left, Enclosure right, int precision) => Add(left, -right, precision);

    /// <summary>An enclosure of a product.</summary>
    /// <param name="left">An enclosure of x.</param>
    /// <param name="right">An enclosure of y.</param>
    /// <param name="precision">Bits kept of each end, at least 2.</param>
    /// <returns>An enclosure of x × y.</returns>
    public static Enclosure Multiply(Enclosure left, Enclosure right, int precision)
    {
        // Both ends of the first factor are brought to be at least 0, if they have one sign.
        if (left.Lower.Sign < 0)
        {
            if (left.Upper.Sign <= 0)
            {
                return -Multiply(-left, right, precision);
            }

            if (right.Lower.Sign >= 0 || right.Upper.Sign <= 0)
            {
                return Multiply(right, left, precision);
            }

            return Unchecked(
                Min(Down(left.Lower, right.Upper), Down(left.Upper, right.Lower)), Max(Up(left.Lower, right.Lower), Up(left.Upper, right.Upper)));
        }

        return Unchecked(
            Down(right.Lower.Sign >= 0 ? left.Lower : left.Upper, right.Lower), Up(right.Upper.Sign >= 0 ? left.Upper : left.Lower, right.Upper));

        Dyadic Down(Dyadic a, Dyadic b) => Dyadic.MultiplyRounded(a, b, precision, RoundingDirection.Down);

        Dyadic Up(Dyadic a, Dyadic b) => Dyadic.MultiplyRounded(a, b, precision, RoundingDirection.Up);
    }

    /// <summary>An enclosure of a quotient.</summary>
    /// <param name="left">An enclosure of x.</param>
    /// <param name="right">An enclosure of y without zero.</param>
    /// <param name="precision">Bits kept of each end, at least 2.</param>
    /// <returns>An enclosure of x / y.</returns>
    /// <exception cref="DivideByZeroException">The divisor's enclosure contains zero.</exception>
    public static Enclosure Divide(Enclosure left, Enclosure right, int precision)
    {
        Preconditions.AtLeast(precision, 2);
        if (right.Sign is null or 0)
        {
            throw new DivideByZeroException("The divisor's enclosure contains zero.");
        }

        if (right.Sign < 0)
        {
            return Divide(-left, -right, precision);
        }

        if (left.IsExact && right.IsExact)
        {
            var (down, up) = Dyadic.DivideBothWays(left.Lower, right.Lower, precision);
            return Unchecked(down, up);
        }

        var lower = Dyadic.DivideRounded(
            left.Lower, left.Lower.Sign >= 0 ? right.Upper : right.Lower, precision, RoundingDirection.Down);
        var upper = Dyadic.DivideRounded(
            left.Upper, left.Upper.Sign >= 0 ? right.Lower : right.Upper, precision, RoundingDirection.Up);
        return Unchecked(lower, upper);
    }

    /// <summary>An enclosure of an integer power.</summary>
    /// <param name="value">An enclosure of x; without zero when the exponent is negative.</param>
    /// <param name="exponent">The exponent n; x^0 is 1, also for x = 0.</param>
    /// <param name="precision">Bits of each end, at least 2; the relative width grows by about 2^−precision.</param>
    /// <returns>An enclosure of x^n.</returns>
    /// <exception cref="DivideByZeroException">The exponent is negative and the enclosure contains zero.</exception>
    public static Enclosure Power(Enclosure value, BigInteger exponent, int precision)
    {
        Preconditions.AtLeast(precision, 2);
        if (exponent.Sign < 0)
        {
            return Divide(One, Power(value, -exponent, precision + 4), precision);
        }

        // Squaring doubles a relative error, so the exponent's length, twice, is the number of guard bits.
        var working = checked(precision + 2 * (int)exponent.GetBitLength() + 4);
        var lower = PowerOf(value.Lower, exponent, working);
        var upper = PowerOf(value.Upper, exponent, working);
        if (!exponent.IsEven || value.Lower.Sign >= 0)
        {
            return Unchecked(lower.Lower, upper.Upper).Round(precision);
        }

        if (value.Upper.Sign <= 0)
        {
            return Unchecked(upper.Lower, lower.Upper).Round(precision);
        }

        return exponent.IsZero ? One : Unchecked(Dyadic.Zero, Max(lower.Upper, upper.Upper)).Round(precision);
    }

    /// <summary>An enclosure of a square root.</summary>
    /// <param name="value">An enclosure of a number x ≥ 0.</param>
    /// <param name="precision">Bits kept of each end, at least 2.</param>
    /// <returns>An enclosure of √x; exact when √x is dyadic and short.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The enclosure contains negative numbers.</exception>
    public static Enclosure Sqrt(Enclosure value, int precision)
    {
        Preconditions.AtLeast(precision, 2);
        if (value.Lower.Sign < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(value), $"value is {value}; a square root needs numbers ≥ 0.");
        }

        return Unchecked(
            SquareRoot.Round(value.Lower, precision, RoundingDirection.Down),
            SquareRoot.Round(value.Upper, precision, RoundingDirection.Up));
    }

    /// <summary>Rounds both ends outwards to a precision.</summary>
    /// <param name="precision">Bits kept of each end, at least 1.</param>
    /// <returns>An enclosure that contains this one.</returns>
    public Enclosure Round(int precision) => Unchecked(
        Lower.Round(precision, RoundingDirection.Down), Upper.Round(precision, RoundingDirection.Up));

    /// <summary>Multiplies by a power of two, exactly.</summary>
    /// <param name="power">The power of two.</param>
    /// <returns>An enclosure of x × 2^power.</returns>
    public Enclosure ScaleByPowerOfTwo(long power) =>
        Unchecked(Lower.ScaleByPowerOfTwo(power), Upper.ScaleByPowerOfTwo(power));

    internal static Dyadic Min(Dyadic left, Dyadic right) => left <= right ? left : right;

    internal static Dyadic Max(Dyadic left, Dyadic right) => left >= right ? left : right;

    /// <summary>Left-to-right binary powering of one number.</summary>
    private static Enclosure PowerOf(Dyadic value, BigInteger exponent, int precision)
    {
        var result = One;
        for (var bit = (int)exponent.GetBitLength() - 1; bit >= 0; bit--)
        {
            result = Multiply(result, result, precision);
            if (!((exponent >> bit) & BigInteger.One).IsZero)
            {
                result = Multiply(result, Exactly(value), precision);
            }
        }

        return result;
    }
}

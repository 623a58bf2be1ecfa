using System.Numerics;

namespace BonVerify.Numerics;

/// <summary>Directed square roots of dyadic numbers, through the integer square root.</summary>
internal static class SquareRoot
{
    /// <summary>√value rounded to about <paramref name="precision"/> bits in the given direction.</summary>
    public static Dyadic Round(Dyadic value, int precision, RoundingDirection direction)
    {
        if (value.IsZero)
        {
            return Dyadic.Zero;
        }

        // value = m 2^e with e even and m of at least 2·precision + 2 bits, so that the root has precision + 1.
        var shift = Math.Max(0, 2L * precision + 2 - Dyadic.BitLength(value.Mantissa));
        if (((value.Exponent - shift) & 1) != 0)
        {
            shift++;
        }

        var scaled = value.Mantissa << checked((int)shift);
        var root = Floor(scaled);
        if (direction == RoundingDirection.Up && root * root != scaled)
        {
            root += BigInteger.One;
        }

        return new Dyadic(root, (value.Exponent - shift) / 2).Round(precision, direction);
    }

    /// <summary>The root of the square of a rational number, or null.</summary>
    public static Rational? OfSquare(Rational value)
    {
        return TryExactly(value.Numerator) is { } above && TryExactly(value.Denominator) is { } below ? new Rational(above, below) : null;
    }

    /// <summary>The root of a square of at least 0, or null when it is none.</summary>
    public static BigInteger? TryExactly(BigInteger value)
    {
        // Twelve residues of 64 are those of squares: most numbers that are none are told by them.
        const ulong SquaresOf64 = 0x0202_0212_0203_0213;
        if (((SquaresOf64 >> (int)(value & 63)) & 1) == 0)
        {
            return null;
        }

        var root = Floor(value);
        return root * root == value ? root : null;
    }

    /// <summary>⌊√value⌋ for value ≥ 0, by Newton's iteration from above.</summary>
    public static BigInteger Floor(BigInteger value)
    {
        if (value.IsZero)
        {
            return BigInteger.Zero;
        }

        // The start is at least the root; from there the iteration decreases until it reaches the floor.
        var halfBits = checked((int)((Dyadic.BitLength(value) + 1) / 2));
        var current = BigInteger.One << halfBits;
        if (halfBits > 64)
        {
            // Refine from the root of the leading half: doubles the correct digits at each level.
            var drop = halfBits / 2;
            current = (Floor(value >> (2 * drop)) + BigInteger.One) << drop;
        }

        while (true)
        {
            var next = (current + value / current) >> 1;
            if (next >= current)
            {
                return current;
            }

            current = next;
        }
    }
}

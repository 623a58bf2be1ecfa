using System.Numerics;
using System.Runtime.CompilerServices;

namespace BonVerify.FloatingPoint.Pairs;

/// <summary>
/// h_n(a, b) = (aⁿ − bⁿ)/(a − b) = Σ aᵏ bⁿ⁻¹⁻ᵏ for a ≥ b ≥ 0, from the highest bit of n down by h_2m = h_m (aᵐ + bᵐ) and
/// h_(m+1) = aᵐ + b h_m: sums and products of positive numbers only, so nothing cancels.
/// </summary>
/// <remarks>With a = F and b = F₋ it is the density ratio q/p of best-of-n, also where p = 0.</remarks>
internal static class PowerLadder
{
    /// <summary>h_n(a, b).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Quotient<T>(T a, T b, T one, int n)
        where T : struct, IPreciseNumber<T>
    {
        if (n == 1)
        {
            return one;
        }

        // The first doubling, from h_1 = 1.
        var (powerA, powerB) = (a, b);
        var quotient = T.AddPositive(a, b);
        var bit = BitOperations.Log2((uint)n) - 1;
        while (true)
        {
            // quotient is h_2m; the powers are still those of m.
            if (((n >> bit) & 1) != 0)
            {
                powerA = T.Square(powerA);
                quotient = T.AddPositive(powerA, T.Multiply(b, quotient));
                if (bit == 0)
                {
                    return quotient;
                }

                powerA = T.Multiply(powerA, a);
                powerB = T.Multiply(T.Square(powerB), b);
            }
            else
            {
                if (bit == 0)
                {
                    return quotient;
                }

                powerA = T.Square(powerA);
                powerB = T.Square(powerB);
            }

            quotient = T.Multiply(quotient, T.AddPositive(powerA, powerB));
            bit--;
        }
    }

    /// <summary>h_n(1, b) and bⁿ, for n of at least 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Quotient, T Power) OfOne<T>(T b, T one, int n)
        where T : struct, IPreciseNumber<T>
    {
        // From h_1 = 1, with the powers of 1 left out.
        var (quotient, power) = (one, b);
        for (var bit = BitOperations.Log2((uint)n) - 1; bit >= 0; bit--)
        {
            quotient = T.Multiply(quotient, T.AddPositive(one, power));
            power = T.Square(power);
            if (((n >> bit) & 1) != 0)
            {
                quotient = T.AddPositive(one, T.Multiply(b, quotient));
                power = T.Multiply(power, b);
            }
        }

        return (quotient, power);
    }

    /// <summary>aⁿ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Power<T>(T a, int n)
        where T : struct, IPreciseNumber<T>
    {
        var power = a;
        for (var bit = BitOperations.Log2((uint)n) - 1; bit >= 0; bit--)
        {
            power = T.Square(power);
            if (((n >> bit) & 1) != 0)
            {
                power = T.Multiply(power, a);
            }
        }

        return power;
    }
}

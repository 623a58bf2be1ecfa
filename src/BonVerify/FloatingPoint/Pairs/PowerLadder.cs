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
        for (var bit = BitOperations.Log2((uint)n) - 1; bit > 0; bit--)
        {
            (powerA, powerB) = (T.Square(powerA), T.Square(powerB));
            if (((n >> bit) & 1) != 0)
            {
                quotient = One(powerA, b, quotient);
                (powerA, powerB) = (T.Multiply(powerA, a), T.Multiply(powerB, b));
            }

            quotient = Double(powerA, powerB, quotient);
        }

        return (n & 1) == 0 ? quotient : One(T.Square(powerA), b, quotient);
    }

    /// <summary>h_2m from h_m, aᵐ and bᵐ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Double<T>(T powerA, T powerB, T quotient)
        where T : struct, IPreciseNumber<T> => T.Multiply(quotient, T.AddPositive(powerA, powerB));

    /// <summary>h_(m+1) from h_m and aᵐ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T One<T>(T powerA, T b, T quotient)
        where T : struct, IPreciseNumber<T> => T.AddPositive(powerA, T.Multiply(b, quotient));

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

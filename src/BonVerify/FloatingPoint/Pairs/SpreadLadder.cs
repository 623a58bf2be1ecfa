using System.Numerics;
using System.Runtime.CompilerServices;

namespace BonVerify.FloatingPoint.Pairs;

/// <summary>
/// T_m(a, b) = Σ (j+1)(m−j) aʲ bᵐ⁻¹⁻ʲ over j from 0 to m − 1, for a ≥ b ≥ 0 and m of at least 1: as <see cref="PowerLadder"/> from the highest
/// bit of m down, by sums and products of positive numbers only.
/// </summary>
/// <remarks>
/// With S the sum of the same powers without weights, U with the weights j + 1 and V with m − j:
/// T_2m = bᵐ(T + mU) + aᵐ(T + mV), U_2m = bᵐU + aᵐ(U + mS), V_2m = bᵐ(V + mS) + aᵐV, S_2m = (aᵐ + bᵐ)S, and
/// T_(m+1) = b(T + U) + (m+1)aᵐ, U_(m+1) = bU + (m+1)aᵐ, V_(m+1) = b(V + S) + aᵐ, S_(m+1) = bS + aᵐ.
/// </remarks>
internal static class SpreadLadder
{
    /// <summary>T_m(a, b).</summary>
    /// <param name="a">The larger number.</param>
    /// <param name="b">The smaller number.</param>
    /// <param name="integer">An integer below 2^31 as such a number.</param>
    /// <param name="m">The number of terms.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T a, T b, Func<ulong, T> integer, int m)
        where T : struct, IPreciseNumber<T>
    {
        var one = integer(1);
        var (spread, up, down, plain) = (one, one, one, one);
        var (powerA, powerB) = (a, b);
        for (var bit = BitOperations.Log2((uint)m) - 1; bit >= 0; bit--)
        {
            var half = integer((uint)m >> (bit + 1));
            var times = T.Multiply(half, plain);
            spread = Join(T.AddPositive(spread, T.Multiply(half, up)), T.AddPositive(spread, T.Multiply(half, down)));
            (up, down) = (Join(up, T.AddPositive(up, times)), Join(T.AddPositive(down, times), down));
            plain = T.Multiply(T.AddPositive(powerA, powerB), plain);
            (powerA, powerB) = (T.Square(powerA), T.Square(powerB));
            if (((m >> bit) & 1) != 0)
            {
                var last = T.Multiply(integer((uint)m >> bit), powerA);
                spread = T.AddPositive(T.Multiply(b, T.AddPositive(spread, up)), last);
                (up, down) = (T.AddPositive(T.Multiply(b, up), last), T.AddPositive(T.Multiply(b, T.AddPositive(down, plain)), powerA));
                plain = T.AddPositive(T.Multiply(b, plain), powerA);
                (powerA, powerB) = (T.Multiply(powerA, a), T.Multiply(powerB, b));
            }

            T Join(T low, T high) => T.AddPositive(T.Multiply(powerB, low), T.Multiply(powerA, high));
        }

        return spread;
    }
}

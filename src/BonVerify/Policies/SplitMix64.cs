using System.Numerics;

namespace BonVerify.Policies;

/// <summary>
/// A small pseudo-random generator whose draws depend on the seed alone: the same on every platform and in every version.
/// </summary>
/// <remarks>
/// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): the state advances by a constant and is mixed. Good for simulation, not for
/// secrets. Not safe for use by many threads; give each its own seed.
/// </remarks>
public sealed class SplitMix64
{
    private ulong state;

    /// <summary>Makes a generator.</summary>
    /// <param name="seed">Any seed.</param>
    public SplitMix64(ulong seed)
    {
        state = seed;
    }

    /// <summary>The next 64 random bits.</summary>
    /// <returns>A number uniform over all 2^64.</returns>
    public ulong Next()
    {
        unchecked
        {
            state += 0x9E37_79B9_7F4A_7C15UL;
            var mixed = (state ^ (state >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EBUL;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>A random integer below a limit, without bias: bits are drawn until they stand for one.</summary>
    /// <param name="limit">The number of possible results, at least 1, of any size.</param>
    /// <returns>A number uniform over 0 … limit − 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1.</exception>
    public BigInteger NextBelow(BigInteger limit)
    {
        if (limit.Sign <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(limit), Preconditions.Message(nameof(limit), limit, "must be at least 1"));
        }

        var bits = checked((int)(limit - BigInteger.One).GetBitLength());
        while (true)
        {
            var candidate = NextBits(bits);
            if (candidate < limit)
            {
                return candidate;
            }
        }
    }

    private BigInteger NextBits(int bits)
    {
        var value = BigInteger.Zero;
        for (var left = bits; left > 0; left -= 64)
        {
            value = left >= 64 ? (value << 64) | Next() : (value << left) | (Next() >> (64 - left));
        }

        return value;
    }
}

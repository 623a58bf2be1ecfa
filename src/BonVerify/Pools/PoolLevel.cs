using System.Numerics;

namespace BonVerify.Pools;

/// <summary>The draws of a pool with one reward.</summary>
/// <param name="Numerator">The reward over the common denominator of the pool.</param>
/// <param name="Draws">The indices of the draws, in listing order.</param>
/// <param name="Below">How many draws have a smaller reward.</param>
internal readonly record struct PoolLevel(BigInteger Numerator, int[] Draws, int Below)
{
    /// <summary>How many draws have this reward.</summary>
    public int Count => Draws.Length;

    /// <summary>How many draws have this reward or a smaller one.</summary>
    public int UpTo => Below + Draws.Length;
}

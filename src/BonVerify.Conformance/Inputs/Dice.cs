using System.Numerics;
using BonVerify.Policies;

namespace BonVerify.Conformance;

/// <summary>Random choices: the same for one seed and index on every machine.</summary>
internal sealed class Dice(ulong seed, int index)
{
    // Neighbouring seeds are far apart after one step of the generator.
    private readonly SplitMix64 bits = new(unchecked(seed + 0xD1B5_4A32_D192_ED03UL * (ulong)(index + 1)));

    public BigInteger Bits(int count) => bits.NextBelow(BigInteger.One << count);

    public int Below(int limit) => (int)bits.NextBelow(limit);

    public int Within(int low, int high) => low + Below(high - low + 1);

    public bool OneIn(int times) => Below(times) == 0;

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    /// <summary>A double in (0, 1].</summary>
    public double Share() => Math.ScaleB((double)(Bits(53) + 1), -53);
}

using System.Numerics;
using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Certified;

/// <summary>The reference masses p and the cumulative shares F of cells as pairs, from exact weights of any size.</summary>
/// <remarks>Each within <see cref="ErrorBounds.Share"/> of the exact ratio; those below 2^−900 are 0.</remarks>
internal readonly struct CellShares<W>
    where W : struct, ICellWeights
{
    // Products of leading bits are in [1, 4].
    private const int SmallestExponent = -902;

    private readonly W weights;
    private readonly DoubleDouble<Lanes1> reciprocal;
    private readonly long exponent;

    /// <summary>Shares of a total.</summary>
    public CellShares(W weights, BigInteger total)
    {
        // 1/total as an integer of 128 bits.
        var power = total.GetBitLength() + 127;
        var leading = LeadingBits.Of((BigInteger.One << checked((int)power)) / total);
        this.weights = weights;
        reciprocal = Pair(leading);
        exponent = leading.Exponent - power;
    }

    /// <summary>The number of cells.</summary>
    public int Count => weights.Count;

    /// <summary>p of a cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CompensatedSum Mass(int cell) => Share(weights.Weight(cell));

    /// <summary>F below a cell: 0 for the lowest, 1 for the number of cells, up to the error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CompensatedSum Below(int cell) => cell == 0 ? default : Share(weights.CumulativeWeight(cell - 1));

    private static DoubleDouble<Lanes1> Pair(LeadingBits bits) => new(Lanes1.Create(bits.High), Lanes1.Create(bits.Low));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private CompensatedSum Share(LeadingBits bits)
    {
        var power = bits.Exponent + exponent;
        if (bits.High == 0 || power < SmallestExponent)
        {
            return default;
        }

        var product = DoubleDouble<Lanes1>.Multiply(Pair(bits), reciprocal);
        var scale = BitConverter.Int64BitsToDouble((power + 1023) << 52);
        return new(Lanes1.First(product.High) * scale, Lanes1.First(product.Low) * scale);
    }
}

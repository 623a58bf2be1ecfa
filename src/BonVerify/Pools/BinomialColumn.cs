using System.Numerics;

namespace BonVerify.Pools;

/// <summary>C(j, n) for a fixed n and growing j: each from the one before, so that no table is held.</summary>
internal sealed class BinomialColumn
{
    private readonly int n;
    private int position;
    private BigInteger value = BigInteger.One;

    public BinomialColumn(int n) => this.n = position = n;

    /// <summary>C(j, n), which is 0 for j below n.</summary>
    /// <param name="j">A number, not below those asked for before, unless it is below n.</param>
    public BigInteger At(int j)
    {
        if (j < n)
        {
            return BigInteger.Zero;
        }

        for (; position < j; position++)
        {
            // C(j+1, n) = C(j, n)·(j+1)/(j+1−n) divides evenly.
            value = value * (position + 1) / (position + 1 - n);
        }

        return value;
    }
}

using System.Numerics;

namespace BonVerify.Pools;

/// <summary>
/// The coefficients of Π_b (Σ_{j &lt; m} w_b(j) x^j + w_b(m) x^m y): in how many ways some answers get so many votes together (the power
/// of x), none of them more than m, and so many of them exactly m (the power of y).
/// </summary>
/// <remarks>
/// The weights w_b(j) are C(c_b, j) for votes drawn from counts, and integer powers for independent votes; these are arranged in
/// C(i+j, j) ways when j of them join i others.
/// </remarks>
internal sealed class VoteTable
{
    private readonly BigInteger[][] rows;
    private readonly BigInteger[][]? arrangements;
    private readonly int most;
    private readonly int votes;

    /// <summary>The table of no answers.</summary>
    /// <param name="votes">The number of votes in all: the largest power of x that is kept.</param>
    /// <param name="most">The number m of votes that no answer exceeds, at least 1.</param>
    /// <param name="maxTied">The largest power of y that is kept.</param>
    /// <param name="arrangements">C(i, j) for all i up to the number of votes, or null for 1.</param>
    public VoteTable(int votes, int most, int maxTied, BigInteger[][]? arrangements)
    {
        (this.votes, this.most, this.arrangements) = (votes, most, arrangements);
        rows = new BigInteger[maxTied + 1][];
        for (var tied = 0; tied <= maxTied; tied++)
        {
            rows[tied] = new BigInteger[votes + 1];
        }

        rows[0][0] = BigInteger.One;
    }

    /// <summary>The largest power of y.</summary>
    public int MaxTied => rows.Length - 1;

    /// <summary>The coefficient of x^votes y^tied.</summary>
    public BigInteger this[int tied, int votes] => rows[tied][votes];

    /// <summary>Multiplies by the factor of an answer.</summary>
    /// <param name="weights">w(0) = 1, w(1), …; those beyond the list are 0.</param>
    public void Add(BigInteger[] weights)
    {
        // From the top down: what a coefficient is made of has smaller powers of x and is still as it was.
        for (var x = votes; x > 0; x--)
        {
            for (var tied = 0; tied < rows.Length; tied++)
            {
                rows[tied][x] += Others(weights, tied, x);
            }
        }
    }

    /// <summary>Divides by the factor of an answer that is in the product.</summary>
    /// <param name="weights">w(0) = 1, w(1), …; those beyond the list are 0.</param>
    public void Remove(BigInteger[] weights)
    {
        // From the bottom up: the factor is 1 at x = 0, so that each coefficient follows from those below it.
        for (var x = 1; x <= votes; x++)
        {
            for (var tied = 0; tied < rows.Length; tied++)
            {
                rows[tied][x] -= Others(weights, tied, x);
            }
        }
    }

    /// <summary>What the powers of x in the factor, but for the power 0, add to a coefficient.</summary>
    private BigInteger Others(BigInteger[] weights, int tied, int x)
    {
        var sum = BigInteger.Zero;
        for (var j = 1; j <= x && j < weights.Length && j <= most; j++)
        {
            var row = tied - (j == most ? 1 : 0);
            if (row >= 0 && !rows[row][x - j].IsZero)
            {
                var ways = weights[j] * rows[row][x - j];
                sum += arrangements is null ? ways : ways * arrangements[x][j];
            }
        }

        return sum;
    }
}

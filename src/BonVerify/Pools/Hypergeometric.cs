using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Pools;

/// <summary>
/// The number X of marked ones among k drawn without replacement from M of which c are marked, exactly: tails and means, as integers
/// over C(M, d), where d is the least of c, k, M − c and M − k.
/// </summary>
/// <remarks>The terms of a tail are added by halves, as numerator and denominator of their ratios: no fraction is reduced on the way.</remarks>
internal sealed class Hypergeometric
{
    private readonly int total;

    // The law of X is that of Y, or of offset − Y, with Y the marked ones among the fewest possible draws: Y has all of 0, …, draws.
    private readonly int marked;
    private readonly int draws;
    private readonly int offset;
    private readonly bool isMirrored;

    /// <summary>The law of the number of marked ones.</summary>
    /// <param name="total">The number M, at least 1.</param>
    /// <param name="marked">The number c of marked ones, from 0 to M.</param>
    /// <param name="draws">The number k of draws, from 0 to M.</param>
    public Hypergeometric(int total, int marked, int draws)
    {
        this.total = total;
        var fewest = Fewest(total, marked, draws);
        (this.draws, this.marked, offset, isMirrored) =
            fewest == draws ? (draws, marked, 0, false)
            : fewest == marked ? (marked, draws, 0, false)
            : fewest == total - draws ? (total - draws, marked, marked, true)
            : (total - marked, draws, draws, true);
    }

    /// <summary>The least of c, k, M − c and M − k: the number of terms, less one.</summary>
    public static int Fewest(int total, int marked, int draws) =>
        Math.Min(Math.Min(marked, total - marked), Math.Min(draws, total - draws));

    /// <summary>P(X ≥ least).</summary>
    public Rational AtLeast(int least) => isMirrored
        ? Rational.One - Tail((long)offset - least + 1, static _ => BigInteger.One)
        : Tail(least, static _ => BigInteger.One);

    /// <summary>E[(X − least)⁺] = Σ_{i > least} P(X ≥ i).</summary>
    public Rational MeanExcess(int least)
    {
        if (!isMirrored)
        {
            return Tail((long)least + 1, x => x - least);
        }

        // (b − Y)⁺ = b − Y + (Y − b)⁺, with E[Y] = draws·marked/M.
        var room = offset - least;
        return room <= 0
            ? Rational.Zero
            : room - new Rational((BigInteger)draws * marked, total) + Tail((long)room + 1, y => y - room);
    }

    /// <summary>Σ weight(y)·P(Y = y) over y ≥ first.</summary>
    private Rational Tail(long first, Func<int, BigInteger> weight)
    {
        if (first > draws)
        {
            return Rational.Zero;
        }

        var start = (int)Math.Max(first, 0);
        var (_, scale, sum) = Sum(start, draws + 1, weight);
        var term = Binomials.Choose(marked, start) * Binomials.Choose(total - marked, draws - start);

        // The sum of the terms is an integer; each is C(c, y)·C(M−c, k−y).
        return new Rational(term * sum / scale, Binomials.Choose(total, draws));
    }

    /// <summary>
    /// Over start ≤ y &lt; end, with r_y = up(y)/down(y) the ratio of term y + 1 to term y: the products of up and of down, and the sum of
    /// weight(y)·r_start···r_{y−1}, multiplied by the product of down.
    /// </summary>
    private (BigInteger Up, BigInteger Down, BigInteger Sum) Sum(int start, int end, Func<int, BigInteger> weight)
    {
        if (end - start == 1)
        {
            var up = (BigInteger)(marked - start) * (draws - start);
            var down = (start + BigInteger.One) * (total - marked - draws + start + 1);
            return (up, down, weight(start) * down);
        }

        var middle = start + (end - start) / 2;
        var left = Sum(start, middle, weight);
        var right = Sum(middle, end, weight);
        return (left.Up * right.Up, left.Down * right.Down, left.Sum * right.Down + left.Up * right.Sum);
    }
}

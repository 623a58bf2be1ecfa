using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <content>From a few powers F^n only, without all the masses.</content>
public static partial class TotalVariation
{
    /// <summary>TV between best-of-n and its reference policy, exactly, in the time of a few powers.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="ties">Which of several maximal-reward draws is kept.</param>
    /// <returns>A fraction in [0, 1), that of <see cref="Of(BestOfN)"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1, or D^(n−1) has more than 2^22 bits.</exception>
    /// <remarks>
    /// q/p increases from cell to cell, so TV is the largest F − F^n over the boundaries; u − u^n is strictly concave, so from
    /// any boundary the way up leads to it.
    /// </remarks>
    public static Rational Of(ReferencePolicy reference, int n, TieBreaking ties = TieBreaking.AmongDraws)
    {
        Preconditions.NotNull(reference);
        Preconditions.AtLeast(n, 1);
        var cells = reference.CellsUnder(ties);
        if (n == 1 || cells.Count == 1)
        {
            return Rational.Zero;
        }

        // F − F^n = (C D^(n−1) − C^n)/D^n at the boundary above a cell.
        var scale = Preconditions.Power(reference.Denominator, n - 1, nameof(n), Preconditions.MaxPowerBits);
        var best = Nearest(cells, Math.Exp(-Math.Log(n) / (n - 1)));
        var difference = At(best);
        foreach (var step in new[] { 1, -1 })
        {
            for (var next = best + step; next >= 0 && next < cells.Count && At(next) is var other && other > difference; next += step)
            {
                (best, difference) = (next, other);
            }
        }

        return new Rational(difference, scale * reference.Denominator);

        BigInteger At(int cell)
        {
            var cumulative = cells[cell].CumulativeWeight;
            return cumulative * scale - BigInteger.Pow(cumulative, n);
        }
    }

    /// <summary>The first cell with about so much cumulative mass, by bisection; any cell would do as a start.</summary>
    private static int Nearest(IReadOnlyList<RewardLevel> cells, double share)
    {
        var wanted = Dyadic.FromDouble(share).ToRational();
        var (low, high) = (0, cells.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (cells[middle].Cumulative < wanted)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}

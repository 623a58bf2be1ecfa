using System.Numerics;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.Policies;

namespace BonVerify.FloatingPoint.Wide;

/// <summary>The cells of a best-of-n policy in numbers of 128 bits: masses p, shares F and density ratios t = h_n(F, F₋).</summary>
/// <remarks>
/// Two kinds of cells are set apart. The lowest ones whose ratio is negligible have no ratio of their own. A cell that has nearly
/// all of the mass has a ratio next to 1, which is bounded through what it leaves to the others; then no measure loses its relative
/// accuracy, however small it is. For n of at least 2 and at least two cells.
/// </remarks>
internal sealed class WideCells
{
    /// <summary>No ratio of a negligible cell is above 2^−260.</summary>
    public const int NegligibleBits = 260;

    private const int HeavyBits = 40;

    private readonly Lazy<WideFloat[]> logarithms;
    private readonly Lazy<(WideFloat Deviation, WideFloat Kept)> moments;

    /// <summary>The cells of a policy.</summary>
    /// <param name="cells">The reward levels that compete, ascending.</param>
    /// <param name="total">The weight of all.</param>
    /// <param name="n">The number of draws.</param>
    public WideCells(IReadOnlyList<RewardLevel> cells, BigInteger total, int n)
    {
        var count = cells.Count;
        N = n;
        Masses = new WideFloat[count];
        Shares = new WideFloat[count];
        Ratios = new WideFloat[count];
        RatioUnits = ErrorBounds.Ladder(n, ErrorBounds.Share);
        (Heavy, Dominating) = (-1, -1);
        var (reciprocal, error) = (WideFloat.Reciprocal(total), WideErrors.Of(WideFloat.One, RatioUnits));
        for (var cell = 0; cell < count; cell++)
        {
            var integer = cells[cell].Weight;
            Masses[cell] = WideFloat.FromInteger(integer) * reciprocal;
            Shares[cell] = cell == count - 1 ? WideFloat.One : WideFloat.FromInteger(cells[cell].CumulativeWeight) * reciprocal;
            if (Masses[cell].Exponent >= -1)
            {
                // |t − 1| is at most n(1 − p), on either side. Twice that is a bound, and serves where the ratio itself knows no better.
                var bound = (WideFloat.FromInteger(total - integer) * reciprocal * WideFloat.FromInteger((ulong)n)).Scale(1);
                Heavy = bound.Exponent < -HeavyBits ? cell : Heavy;
                if (bound < error)
                {
                    (Dominating, DominatingDistance) = (cell, bound);
                }
            }
        }

        Negligible = CountNegligible();
        for (var cell = Negligible; cell < count; cell++)
        {
            Ratios[cell] = PowerLadder.Quotient(Shares[cell], Below(cell), WideFloat.One, n);
        }

        logarithms = new(() => [.. Ratios.Select(static ratio => ratio.IsZero ? default : WideLogarithm.Magnitude(ratio, out _))]);
        moments = new(() => (
            Sum(cell => Masses[cell] * Distance(cell), static cells => cells.NegligibleShare),
            Sum(cell => Masses[cell] * Ratios[cell], static _ => WideFloat.Zero)));
    }

    /// <summary>The number of draws.</summary>
    public int N { get; }

    /// <summary>The masses p.</summary>
    public WideFloat[] Masses { get; }

    /// <summary>The shares F up to and in each cell.</summary>
    public WideFloat[] Shares { get; }

    /// <summary>The density ratios, 0 for negligible cells.</summary>
    public WideFloat[] Ratios { get; }

    /// <summary>|ln t| of the cells that are not negligible.</summary>
    public WideFloat[] Logarithms => logarithms.Value;

    /// <summary>How many cells, from the lowest, have a ratio of at most 2^−260.</summary>
    public int Negligible { get; }

    /// <summary>The share of the negligible cells.</summary>
    public WideFloat NegligibleShare => Below(Negligible);

    /// <summary>The cell with so much of the mass p that n(1 − p) is below 2^−40, or −1.</summary>
    public int Heavy { get; }

    /// <summary>The heavy cell, where its ratio is not told from 1; else −1.</summary>
    public int Dominating { get; }

    /// <summary>A bound on |t − 1| there.</summary>
    public WideFloat DominatingDistance { get; }

    /// <summary>The error of a ratio, in units.</summary>
    public double RatioUnits { get; }

    /// <summary>Σ p |t − 1|, but for the dominating cell.</summary>
    public WideFloat Deviation => moments.Value.Deviation;

    /// <summary>Σ p t over cells that are neither negligible nor dominating.</summary>
    public WideFloat Kept => moments.Value.Kept;

    /// <summary>F below a cell.</summary>
    public WideFloat Below(int cell) => cell == 0 ? WideFloat.Zero : Shares[cell - 1];

    /// <summary>n − 1 times the mass above a cell.</summary>
    public WideFloat AboveTimes(int cell)
    {
        var above = WideFloat.Zero;
        for (var other = Masses.Length - 1; other > cell; other--)
        {
            above += Masses[other];
        }

        return above * WideFloat.FromInteger((ulong)N - 1);
    }

    /// <summary>Whether the computed ratio is below 1.</summary>
    public bool IsLow(int cell) => Ratios[cell].Exponent < 0;

    /// <summary>|t − 1|.</summary>
    public WideFloat Distance(int cell)
    {
        var ratio = Ratios[cell];
        return ratio.Exponent >= 0 ? ratio - WideFloat.One

            // Next to 1 without loss.
            : ratio.Exponent == -1 ? WideFloat.FromDistance(ratio)
            : WideFloat.One - ratio;
    }

    /// <summary>Σ of terms of at least 0 over the cells that are neither negligible nor dominating, and what the negligible ones add.</summary>
    public WideFloat Sum(Func<int, WideFloat> term, Func<WideCells, WideFloat> negligible)
    {
        var sum = new WideSum();
        for (var cell = Negligible; cell < Ratios.Length; cell++)
        {
            if (cell != Dominating)
            {
                sum.Add(term(cell));
            }
        }

        return sum.Total + negligible(this);
    }

    /// <summary>By bisection, as F increases.</summary>
    private int CountNegligible()
    {
        var (inside, outside) = (0, Shares.Length);
        while (inside < outside)
        {
            var middle = (inside + outside) / 2;
            var bound = PowerLadder.Power(Shares[middle], N - 1) * WideFloat.FromInteger((ulong)N);
            if (bound.Exponent < -NegligibleBits - 1)
            {
                inside = middle + 1;
            }
            else
            {
                outside = middle;
            }
        }

        return inside;
    }
}

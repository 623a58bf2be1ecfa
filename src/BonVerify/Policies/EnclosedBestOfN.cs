using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Policies;

/// <summary>
/// The best-of-n policy with F^n enclosed, as exp(n ln F), instead of written out: for n up to 10^9 and many outcomes.
/// </summary>
/// <remarks>
/// <para>
/// Per cell of mass P with cumulative mass F and x = P/F, the best-of-n mass is q = F^n·(−expm1(n log1p(−x))), without the
/// cancellation of F^n − F₋^n; ln F and log1p(−x) come from exact integers, next to 1 from the exact difference.
/// </para>
/// <para>
/// The density ratio t = q/P increases from cell to cell and is at most nF^(n−1) (by the convexity of u^n). Low cells
/// where that bound is far below the working precision are not evaluated one by one but charged together.
/// </para>
/// <para>Immutable and safe for use by many threads.</para>
/// </remarks>
public sealed class EnclosedBestOfN
{
    private readonly Lazy<EnclosedCell[]> evaluated;

    /// <summary>Makes the enclosed best-of-n policy of a reference policy.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="precision">The precision of the results in bits, at least 2; more bits narrow them.</param>
    /// <param name="ties">Which of several maximal-reward draws is kept.</param>
    public EnclosedBestOfN(ReferencePolicy reference, int n, int precision, TieBreaking ties = TieBreaking.AmongDraws)
    {
        Reference = Preconditions.NotNull(reference);
        N = Preconditions.AtLeast(n, 1);
        Precision = Preconditions.AtLeast(precision, 2);
        Ties = ties;
        Cells = reference.CellsUnder(ties);
        Working = precision + 32 + BitOperations.Log2((uint)Cells.Count);
        Negligible = CountNegligible();
        evaluated = new(() => Enumerable.Range(Negligible, Cells.Count - Negligible).Select(Evaluate).ToArray());
    }

    /// <summary>The reference policy.</summary>
    public ReferencePolicy Reference { get; }

    /// <summary>The number of draws n.</summary>
    public int N { get; }

    /// <summary>The precision of the results, in bits.</summary>
    public int Precision { get; }

    /// <summary>Which of several maximal-reward draws is kept.</summary>
    public TieBreaking Ties { get; }

    /// <summary>The levels that compete, ascending: reward levels, or single outcomes when listing order breaks ties.</summary>
    public IReadOnlyList<RewardLevel> Cells { get; }

    /// <summary>Bits carried through the evaluation.</summary>
    internal int Working { get; }

    /// <summary>How many cells, from the lowest, are charged together.</summary>
    internal int Negligible { get; }

    /// <summary>No density ratio q/P of a negligible cell is above this.</summary>
    internal Dyadic NegligibleRatio => Dyadic.One.ScaleByPowerOfTwo(-NegligibleBits);

    /// <summary>The reference mass of the negligible cells.</summary>
    internal Enclosure NegligibleReference => Negligible == 0
        ? Enclosure.Zero
        : Enclosure.FromRatio(Cells[Negligible - 1].CumulativeWeight, Reference.Denominator, Working);

    /// <summary>The best-of-n mass of the negligible cells: at most their largest ratio times their reference mass.</summary>
    internal Enclosure NegligibleMass => Negligible == 0 ? Enclosure.Zero : new Enclosure(Dyadic.Zero, NegligibleRatio);

    /// <summary>The other cells, ascending.</summary>
    internal IReadOnlyList<EnclosedCell> Evaluated => evaluated.Value;

    // √t counts as well as t ln t, hence the factor 2.
    private int NegligibleBits => 2 * Working + 64;

    /// <summary>The best-of-n mass of a cell.</summary>
    /// <param name="cell">An index into <see cref="Cells"/>.</param>
    /// <returns>An enclosure.</returns>
    public Enclosure Mass(int cell) => Evaluate(cell).Mass.Round(Precision);

    /// <summary>The expected reward of the kept response.</summary>
    /// <returns>An enclosure whose width is about 2^−precision of the largest reward in magnitude.</returns>
    public Enclosure ExpectedReward()
    {
        var lowest = Reward(0);
        var charged = Enclosure.Multiply(
            NegligibleMass, new Enclosure(lowest.Lower, Reward(Math.Max(0, Negligible - 1)).Upper), Working);
        return Enumerable.Range(0, Evaluated.Count)
            .Select(i => Enclosure.Multiply(Evaluated[i].Mass, Reward(Negligible + i), Working))
            .Aggregate(charged, (sum, part) => Enclosure.Add(sum, part, Working))
            .Round(Precision);

        Enclosure Reward(int cell) => Enclosure.FromRational(Cells[cell].Reward, Working);
    }

    /// <summary>The policy as <c>best of n from 2,1,1 at 128 bits</c>.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => FormattableString.Invariant($"best of {N} from {Reference} at {Precision} bits");

    /// <summary>ln(q/P) of a cell, negligible or not.</summary>
    internal Enclosure LogRatio(int cell)
    {
        if (N == 1)
        {
            return Enclosure.Zero;
        }

        var level = Cells[cell];
        return LogRatio(level, LogCumulative(level), Hit(level));
    }

    /// <summary>F^exponent of a cell.</summary>
    internal Enclosure CumulativePower(RewardLevel level, int exponent) =>
        Enclosure.Exp(Times(exponent, LogCumulative(level)), Working);

    private static Enclosure Times(int factor, Enclosure value) => new(factor * value.Lower, factor * value.Upper);

    /// <summary>Everything of one cell, negligible or not.</summary>
    internal EnclosedCell Evaluate(int index)
    {
        var level = Cells[index];
        var reference = Enclosure.FromRatio(level.Weight, Reference.Denominator, Working);
        if (N == 1)
        {
            return new EnclosedCell(level, reference, reference, Enclosure.One, Enclosure.Zero);
        }

        var (logCumulative, hit) = (LogCumulative(level), Hit(level));
        var mass = Enclosure.Multiply(Enclosure.Exp(Times(N, logCumulative), Working), hit, Working);
        return new EnclosedCell(
            level, reference, mass, Enclosure.Divide(mass, reference, Working), LogRatio(level, logCumulative, hit));
    }

    private Enclosure LogRatio(RewardLevel level, Enclosure logCumulative, Enclosure hit) => Enclosure.Add(
        Times(N - 1, logCumulative), Enclosure.Ln(Enclosure.Divide(hit, Share(level), Working), Working), Working);

    /// <summary>1 − (1 − x)^n, the chance that one of n draws up to this cell is in it.</summary>
    private Enclosure Hit(RewardLevel level) => level.Weight == level.CumulativeWeight
        ? Enclosure.One
        : -Enclosure.Expm1(Times(N, Log(level.CumulativeWeight - level.Weight, level.CumulativeWeight)), Working);

    /// <summary>x = P/F.</summary>
    private Enclosure Share(RewardLevel level) => Enclosure.FromRatio(level.Weight, level.CumulativeWeight, Working);

    private Enclosure LogCumulative(RewardLevel level) => Log(level.CumulativeWeight, Reference.Denominator);

    /// <summary>ln(numerator/denominator), with the bits that a factor n and the magnitude of the result cost the exponential.</summary>
    private Enclosure Log(BigInteger numerator, BigInteger denominator) => Enclosure.LnRatio(
        numerator, denominator, Working + 48 + BitOperations.Log2((uint)N));

    private int CountNegligible()
    {
        // The largest prefix with n F^(n−1) ≤ 2^−NegligibleBits, by bisection: F increases.
        var (inside, outside) = (0, Cells.Count);
        while (inside < outside)
        {
            var middle = (inside + outside) / 2;
            if (IsNegligible(Cells[middle]))
            {
                inside = middle + 1;
            }
            else
            {
                outside = middle;
            }
        }

        return inside;

        bool IsNegligible(RewardLevel level)
        {
            var log = Times(N - 1, Enclosure.LnRatio(level.CumulativeWeight, Reference.Denominator, 64)).Upper;

            // ln n < 22 for every n, and ln 2 < 7/8.
            return log + 22 < new Dyadic(-7 * (BigInteger)NegligibleBits, -3);
        }
    }
}

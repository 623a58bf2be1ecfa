using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Policies;

/// <summary>
/// The best-of-n policy: draw n responses independently from a reference policy and keep one with the highest reward.
/// </summary>
/// <remarks>
/// Exact: with F the cumulative reference mass, a reward level has best-of-n mass F^n − F₋^n (Beirami et al.,
/// arXiv 2401.01879, Lemma 2.2, extended to ties). Two are equal when reference policy, n and tie convention are. Immutable
/// and safe for use by many threads.
/// </remarks>
public sealed partial class BestOfN : IEquatable<BestOfN>
{
    /// <summary>The default budget for the exact masses: 2^30 bits, 128 MiB.</summary>
    public const long DefaultMaxBits = 1L << 30;

    private readonly RewardLevel[] cells;
    private readonly BigInteger[] numerators;

    /// <summary>Makes the best-of-n policy of a reference policy.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="ties">Which of several maximal-reward draws is kept.</param>
    /// <param name="maxBits">The budget for writing out all F^n exactly, in bits.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1, or the exact masses exceed the budget.</exception>
    public BestOfN(
        ReferencePolicy reference, int n, TieBreaking ties = TieBreaking.AmongDraws, long maxBits = DefaultMaxBits)
    {
        Reference = Preconditions.NotNull(reference);
        N = Preconditions.AtLeast(n, 1);
        Ties = ties;
        cells = [.. reference.CellsUnder(ties)];
        var size = SizeInBits(reference, n, ties);
        if (size > maxBits)
        {
            throw new ArgumentOutOfRangeException(
                nameof(n),
                $"n is {n}; the exact masses of {cells.Length} levels would take {size} bits, above the budget maxBits = {maxBits}.");
        }

        Denominator = BigInteger.Pow(reference.Denominator, n);
        numerators = new BigInteger[cells.Length];
        var below = BigInteger.Zero;
        for (var i = 0; i < cells.Length; i++)
        {
            var power = i == cells.Length - 1 ? Denominator : BigInteger.Pow(cells[i].CumulativeWeight, n);
            numerators[i] = power - below;
            below = power;
        }
    }

    /// <summary>The size of the exact masses: how many bits all F^n take, written out.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="ties">Which of several maximal-reward draws is kept.</param>
    /// <returns>The number of cells times n times the bits of the common denominator.</returns>
    public static BigInteger SizeInBits(ReferencePolicy reference, int n, TieBreaking ties = TieBreaking.AmongDraws) =>
        (BigInteger)Preconditions.NotNull(reference).CellsUnder(ties).Count
        * Preconditions.AtLeast(n, 1) * reference.Denominator.GetBitLength();

    /// <summary>The reference policy.</summary>
    public ReferencePolicy Reference { get; }

    /// <summary>The number of draws n.</summary>
    public int N { get; }

    /// <summary>Which of several maximal-reward draws is kept.</summary>
    public TieBreaking Ties { get; }

    /// <summary>
    /// The levels that compete, ascending: reward levels, or single outcomes when listing order breaks ties. KL is a sum
    /// over them.
    /// </summary>
    public IReadOnlyList<RewardLevel> Cells => cells.AsReadOnly();

    /// <summary>The common denominator D^n of the masses, D being that of the reference policy.</summary>
    public BigInteger Denominator { get; }

    /// <summary>The masses of <see cref="Cells"/> as integers over <see cref="Denominator"/>; not in lowest terms.</summary>
    public IReadOnlyList<BigInteger> CellNumerators => numerators.AsReadOnly();

    /// <summary>The mass of the top cell under the reference policy, ε_∞.</summary>
    public Rational TopMass => cells[^1].Probability;

    /// <summary>The probability mass of each outcome, in listing order.</summary>
    /// <returns>Exact masses that sum to 1; 0 for outcomes of mass 0.</returns>
    public IReadOnlyList<Rational> Probabilities()
    {
        var masses = Enumerable.Repeat(Rational.Zero, Reference.Count).ToArray();
        for (var i = 0; i < cells.Length; i++)
        {
            foreach (var outcome in cells[i].Outcomes)
            {
                masses[outcome] = new Rational(
                    numerators[i] * Reference.Weights[outcome], Denominator * cells[i].Weight);
            }
        }

        return masses;
    }

    /// <summary>The probability mass of each reward level of the reference policy, in ascending reward.</summary>
    /// <returns>Exact masses that sum to 1.</returns>
    public IReadOnlyList<Rational> LevelProbabilities() =>
        LevelNumerators().Select(numerator => new Rational(numerator, Denominator)).ToArray();

    /// <summary>The probability of a reward of at most that of each level: F^n.</summary>
    /// <returns>Exact cumulative masses; the last is 1.</returns>
    public IReadOnlyList<Rational> Cumulative()
    {
        var sum = BigInteger.Zero;
        return LevelNumerators().Select(numerator => new Rational(sum += numerator, Denominator)).ToArray();
    }

    /// <summary>The expected reward of the kept response.</summary>
    /// <returns>The exact expectation, a rational number since all rewards are.</returns>
    public Rational ExpectedReward()
    {
        var levels = Reference.Levels;
        var sum = Rational.Zero;
        foreach (var (numerator, i) in LevelNumerators().Select(static (value, i) => (value, i)))
        {
            sum += levels[i].Reward * numerator;
        }

        return new Rational(sum.Numerator, sum.Denominator * Denominator);
    }

    /// <summary>This policy as a reference policy on the same outcomes, to draw from in turn.</summary>
    /// <returns>A policy with the best-of-n masses, the same rewards and labels.</returns>
    public ReferencePolicy ToReferencePolicy() => Reference.WithProbabilities(Probabilities());

    /// <summary>The best of m draws from this policy; equal to the best of m·n draws from the reference policy.</summary>
    /// <param name="m">The number of draws, at least 1.</param>
    /// <returns>The composed policy, with the same tie convention.</returns>
    public BestOfN Then(int m) => new(ToReferencePolicy(), m, Ties);

    /// <summary>The policy as <c>best of n from 2,1,1 @ 0,1,1</c>.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"best of {N} from {Reference}{Ties switch
        {
            TieBreaking.FirstListed => " (of ties the first listed)",
            TieBreaking.LastListed => " (of ties the last listed)",
            _ => "",
        }}");

    /// <summary>Masses of the reward levels over <see cref="Denominator"/>; cells of one reward are added up.</summary>
    internal IEnumerable<BigInteger> LevelNumerators()
    {
        var cell = 0;
        foreach (var level in Reference.Levels)
        {
            var sum = BigInteger.Zero;
            for (var outcomes = 0; outcomes < level.Outcomes.Count; cell++)
            {
                sum += numerators[cell];
                outcomes += cells[cell].Outcomes.Count;
            }

            yield return sum;
        }
    }
}

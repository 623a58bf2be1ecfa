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
    /// <summary>The default budget for the exact masses: 2^20 bits, which are written out in milliseconds. Claims have the same.</summary>
    public const long DefaultMaxBits = 1L << 20;

    private readonly RewardLevel[] cells;
    private readonly long maxBits;
    private volatile ExactMasses? masses;
    private volatile LowestTerms? lowest;
    private volatile Rational[]? cellMasses;
    private volatile LogarithmArgument[]? densityRatios;

    /// <summary>Makes the best-of-n policy of a reference policy; the masses are written out when they are first asked for.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="ties">Which of several maximal-reward draws is kept.</param>
    /// <param name="maxBits">
    /// The budget for writing out all F^n exactly, in bits. Above the default, writing them out and measuring them may take long:
    /// see <see cref="WriteMasses"/>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1, or the exact masses exceed the budget.</exception>
    public BestOfN(
        ReferencePolicy reference, int n, TieBreaking ties = TieBreaking.AmongDraws, long maxBits = DefaultMaxBits)
    {
        Reference = Preconditions.NotNull(reference);
        N = Preconditions.AtLeast(n, 1);
        Ties = ties;
        this.maxBits = maxBits;
        cells = [.. reference.CellsUnder(ties)];
        var size = SizeInBits(reference, n, ties);
        if (size > maxBits)
        {
            throw new ArgumentOutOfRangeException(
                nameof(n),
                $"n is {n}; the exact masses of {cells.Length} levels would take {size} bits, above the budget maxBits = {maxBits}. "
                + $"{nameof(EnclosedBestOfN)} takes every n, by enclosures.");
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
    public BigInteger Denominator => Masses.Denominator;

    /// <summary>The masses of <see cref="Cells"/> as integers over <see cref="Denominator"/>; not in lowest terms.</summary>
    public IReadOnlyList<BigInteger> CellNumerators => Masses.Numerators.AsReadOnly();

    /// <summary>The mass of the top cell under the reference policy, ε_∞.</summary>
    public Rational TopMass => cells[^1].Probability;

    /// <summary>q/p on each of <see cref="Cells"/>, in lowest terms. Forms of one policy share their logarithms.</summary>
    internal IReadOnlyList<LogarithmArgument> DensityRatios =>
        densityRatios ??= [.. CellMasses.Zip(cells, static (mass, cell) => new LogarithmArgument(mass / cell.Probability))];

    private Rational[] CellMasses => cellMasses ??= Array.ConvertAll(Masses.Numerators, Lowest.Of);

    private LowestTerms Lowest => lowest ??= new LowestTerms(Denominator, Reference.Denominator, N, BigInteger.One);

    private ExactMasses Masses => masses ??= WriteOut(CancellationToken.None);

    /// <summary>Writes the exact masses out now, unless they are already.</summary>
    /// <remarks>Worth a call only with a budget far above <see cref="DefaultMaxBits"/>: 2^30 bits take minutes.</remarks>
    /// <param name="cancellationToken">Stops it, between two multiplications.</param>
    /// <exception cref="OperationCanceledException">It was stopped; the policy is as before.</exception>
    public void WriteMasses(CancellationToken cancellationToken) => masses ??= WriteOut(cancellationToken);

    /// <summary>The probability mass of each outcome, in listing order.</summary>
    /// <returns>Exact masses that sum to 1; 0 for outcomes of mass 0.</returns>
    public IReadOnlyList<Rational> Probabilities()
    {
        var masses = CellMasses;
        var probabilities = Enumerable.Repeat(Rational.Zero, Reference.Count).ToArray();
        for (var i = 0; i < cells.Length; i++)
        {
            var (cell, mass) = (cells[i], masses[i]);
            foreach (var outcome in cell.Outcomes)
            {
                // Of ties each has its share of the level.
                probabilities[outcome] = cell.Outcomes.Count == 1 ? mass : mass * new Rational(Reference.Weights[outcome], cell.Weight);
            }
        }

        return probabilities;
    }

    /// <summary>The probability mass of each reward level of the reference policy, in ascending reward.</summary>
    /// <returns>Exact masses that sum to 1.</returns>
    public IReadOnlyList<Rational> LevelProbabilities() =>
        LevelNumerators().Select(Lowest.Of).ToArray();

    /// <summary>The probability of a reward of at most that of each level: F^n.</summary>
    /// <returns>Exact cumulative masses; the last is 1.</returns>
    public IReadOnlyList<Rational> Cumulative()
    {
        var sum = BigInteger.Zero;
        return LevelNumerators().Select(numerator => Lowest.Of(sum += numerator)).ToArray();
    }

    /// <summary>The expected reward of the kept response.</summary>
    /// <returns>The exact expectation, a rational number since all rewards are.</returns>
    public Rational ExpectedReward() => MeanOf([.. Reference.Levels.Select(static level => level.Reward)]);

    /// <summary>This policy as a reference policy on the same outcomes, to draw from in turn.</summary>
    /// <returns>A policy with the best-of-n masses, the same rewards and labels.</returns>
    public ReferencePolicy ToReferencePolicy() => Reference.WithProbabilities(Probabilities());

    /// <summary>The best of m draws from this policy; equal to the best of m·n draws from the reference policy.</summary>
    /// <param name="m">The number of draws, at least 1.</param>
    /// <returns>The composed policy, with the same tie convention and budget.</returns>
    public BestOfN Then(int m) => new(ToReferencePolicy(), m, Ties, maxBits);

    /// <summary>The policy as <c>best of n from 2,1,1 @ 0,1,1</c>.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"best of {N} from {Reference}{Ties switch
        {
            TieBreaking.FirstListed => " (of ties the first listed)",
            TieBreaking.LastListed => " (of ties the last listed)",
            _ => "",
        }}");

    /// <summary>The mean of values of the reward levels.</summary>
    /// <param name="values">One for each level, ascending in reward.</param>
    internal Rational MeanOf(IReadOnlyList<Rational> values)
    {
        var sum = LevelNumerators().Zip(values, static (numerator, value) => value * numerator).Aggregate(Rational.Zero, static (sum, part) => sum + part);
        return OverPower(sum.Numerator, sum.Denominator * Denominator, sum.Denominator);
    }

    /// <summary>Masses of the reward levels over <see cref="Denominator"/>; cells of one reward are added up.</summary>
    internal IEnumerable<BigInteger> LevelNumerators()
    {
        var cell = 0;
        foreach (var level in Reference.Levels)
        {
            var sum = BigInteger.Zero;
            for (var outcomes = 0; outcomes < level.Outcomes.Count; cell++)
            {
                sum += Masses.Numerators[cell];
                outcomes += cells[cell].Outcomes.Count;
            }

            yield return sum;
        }
    }

    /// <summary>A fraction over Dⁿ times a factor in lowest terms, without a long common divisor where there is none: a prime of Dⁿ is one of D.</summary>
    private Rational OverPower(BigInteger numerator, BigInteger denominator, BigInteger? factor = null)
    {
        var primes = Reference.Denominator * (factor ?? BigInteger.One);
        return BigInteger.GreatestCommonDivisor(numerator % primes, primes).IsOne
            ? Rational.InLowestTerms(numerator, denominator)
            : new Rational(numerator, denominator);
    }

    private ExactMasses WriteOut(CancellationToken cancellationToken)
    {
        var numerators = new BigInteger[cells.Length];
        var below = BigInteger.Zero;
        for (var i = 0; i < cells.Length; i++)
        {
            // The last cumulative weight is the denominator.
            var power = Power(cells[i].CumulativeWeight, N, cancellationToken);
            numerators[i] = power - below;
            below = power;
        }

        return new(below, numerators);
    }

    /// <summary>value^n, by squaring from the highest bit of n down.</summary>
    private static BigInteger Power(BigInteger value, int n, CancellationToken cancellationToken)
    {
        var power = value;
        for (var bit = BitOperations.Log2((uint)n) - 1; bit >= 0; bit--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            power *= power;
            power = (n >> bit & 1) == 0 ? power : power * value;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return power;
    }

    private sealed record ExactMasses(BigInteger Denominator, BigInteger[] Numerators);
}

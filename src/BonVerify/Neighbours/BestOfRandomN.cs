using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Neighbours;

/// <summary>Best-of-n with a random n: the number of draws has a finite law and does not depend on the draws.</summary>
/// <remarks>
/// Exact: a mixture of best-of-n policies. Its KL divergence is at most the mean of theirs, and its win rate at most m/(m+1)
/// with m the mean number of draws. Immutable and safe for use by many threads.
/// </remarks>
public sealed class BestOfRandomN
{
    private readonly Lazy<Rational[]> masses;

    /// <summary>Makes the mixture of the best-of-n policies of a reference policy.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="chances">The chance of each number of draws; they must sum to exactly 1. Numbers of chance 0 count for nothing.</param>
    /// <param name="maxBits">The budget for writing out the masses of one best-of-n exactly, in bits.</param>
    /// <exception cref="ArgumentException">A number of draws is below 1, a chance is negative, or the chances do not sum to 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The exact masses exceed the budget.</exception>
    public BestOfRandomN(ReferencePolicy reference, IReadOnlyDictionary<int, Rational> chances, long maxBits = BestOfN.DefaultMaxBits)
    {
        Reference = Preconditions.NotNull(reference);
        var law = new SortedDictionary<int, Rational>();
        var total = Rational.Zero;
        foreach (var (n, chance) in Preconditions.NotNull(chances))
        {
            if (n < 1 || chance.Sign < 0)
            {
                throw new ArgumentException(
                    $"{nameof(chances)} gives {n} draws the chance {Preconditions.Shown(chance)}; there must be at least 1 draw, and no chance below 0.", nameof(chances));
            }

            total += chance;
            if (!chance.IsZero)
            {
                law.Add(n, chance);
            }
        }

        if (total != Rational.One)
        {
            throw new ArgumentException($"{nameof(chances)} sum to {Preconditions.Shown(total)}, not 1.", nameof(chances));
        }

        BestOfN[] parts = [.. law.Keys.Select(n => new BestOfN(reference, n, maxBits: maxBits))];
        Chances = law;
        masses = new(() => Mixture(parts));
    }

    /// <summary>The reference policy.</summary>
    public ReferencePolicy Reference { get; }

    /// <summary>The chance of each number of draws, ascending; only positive ones.</summary>
    public IReadOnlyDictionary<int, Rational> Chances { get; }

    /// <summary>The mean number of draws m.</summary>
    public Rational MeanDraws => Chances.Aggregate(Rational.Zero, static (sum, pair) => sum + pair.Value * pair.Key);

    /// <summary>The probability mass of each outcome, in listing order.</summary>
    /// <returns>Exact masses that sum to 1; 0 for outcomes of mass 0.</returns>
    public IReadOnlyList<Rational> Probabilities() => Array.AsReadOnly(masses.Value);

    /// <summary>This policy as masses on the outcomes of the reference policy, with the same rewards and labels.</summary>
    /// <returns>The policy.</returns>
    public ReferencePolicy ToReferencePolicy() => Reference.WithProbabilities(masses.Value);

    /// <summary>The policy as <c>best of a random number of draws, 3/2 on average, from 2,1,1</c>.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => $"best of a random number of draws, {MeanDraws.ToString()} on average, from {Reference}";

    /// <summary>Σ chance · mass, over one denominator: that of the chances times that of the most draws.</summary>
    private Rational[] Mixture(BestOfN[] parts)
    {
        var (root, most) = (Reference.Denominator, parts[^1]);
        var common = Chances.Values.Aggregate(BigInteger.One, static (lcm, chance) =>
            lcm / BigInteger.GreatestCommonDivisor(lcm, chance.Denominator) * chance.Denominator);
        var numerators = new BigInteger[Reference.Levels.Count];
        foreach (var part in parts)
        {
            var chance = Chances[part.N];
            var factor = chance.Numerator * (common / chance.Denominator) * BigInteger.Pow(root, most.N - part.N);
            for (var i = 0; i < numerators.Length; i++)
            {
                numerators[i] += factor * part.CellNumerators[i];
            }
        }

        var lowest = new LowestTerms(common * most.Denominator, root, most.N, common);
        var sums = new Rational[Reference.Count];
        foreach (var (level, numerator) in Reference.Levels.Zip(numerators))
        {
            var mass = lowest.Of(numerator);
            foreach (var outcome in level.Outcomes)
            {
                sums[outcome] = level.Outcomes.Count == 1 ? mass : mass * new Rational(Reference.Weights[outcome], level.Weight);
            }
        }

        return sums;
    }
}

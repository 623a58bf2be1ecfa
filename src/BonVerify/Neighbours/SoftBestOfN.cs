using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Neighbours;

/// <summary>
/// Soft best-of-n: draw n responses independently from a reference policy and keep one of them with a chance in proportion to a
/// positive weight of its outcome (as reported in arXiv 2505.03156).
/// </summary>
/// <remarks>
/// Exact for rational weights: q(y) = E[c(y) w(y)/W] with c(y) the number of draws that are y and W the total weight of the n draws,
/// summed over the multisets of different weights. Its density ratio is at most n and its KL divergence at most ln n − (n−1)/n. For the weights
/// e^(r/λ) see <see cref="EnclosedSoftBestOfN"/>. Immutable and safe for use by many threads.
/// </remarks>
public sealed class SoftBestOfN
{
    /// <summary>The default budget: 10,000 multisets.</summary>
    public const int DefaultMaxMultisets = Multisets.DefaultMaximum;

    private readonly IGrouping<Rational, int>[] classes;
    private readonly Lazy<ReferencePolicy> policy;

    /// <summary>Makes the soft best-of-n policy of a reference policy.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1; it is also the mean number of draws.</param>
    /// <param name="weights">A weight > 0 for each outcome in listing order; only their ratios matter.</param>
    /// <param name="maxMultisets">The budget: how many multisets n draws from the different weights may have.</param>
    /// <exception cref="ArgumentException">The number of weights is not the number of outcomes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1, a weight is not > 0, or the multisets exceed the budget.</exception>
    public SoftBestOfN(ReferencePolicy reference, int n, IEnumerable<Rational> weights, int maxMultisets = DefaultMaxMultisets)
    {
        Reference = Preconditions.NotNull(reference);
        Rational[] given = [.. Preconditions.NotNull(weights)];
        if (given.Length != reference.Count)
        {
            throw new ArgumentException($"{nameof(weights)} has {given.Length} entries; it must have one per outcome, {reference.Count}.", nameof(weights));
        }

        foreach (var weight in given)
        {
            Parameters.Positive(weight, nameof(weights));
        }

        classes = [.. Enumerable.Range(0, given.Length).Where(i => !reference.Weights[i].IsZero).GroupBy(i => given[i])];
        Multisets.Require(n, classes.Length, maxMultisets);
        N = n;
        Weights = Array.AsReadOnly(given);
        policy = new(Make);
    }

    /// <summary>The reference policy.</summary>
    public ReferencePolicy Reference { get; }

    /// <summary>The number of draws n.</summary>
    public int N { get; }

    /// <summary>The weights in listing order.</summary>
    public IReadOnlyList<Rational> Weights { get; }

    /// <summary>The probability mass of each outcome, in listing order.</summary>
    /// <returns>Exact masses that sum to 1; 0 for outcomes of mass 0.</returns>
    public IReadOnlyList<Rational> Probabilities() => policy.Value.Probabilities;

    /// <summary>This policy as masses on the outcomes of the reference policy, with the same rewards and labels.</summary>
    /// <returns>The policy.</returns>
    public ReferencePolicy ToReferencePolicy() => policy.Value;

    /// <summary>The policy as <c>soft best of 2 with weights 1,2,4 from 2,1,1</c>.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"soft best of {N} with weights {string.Join(',', Weights.Select(static weight => weight.ToString()))} from {Reference}");

    private ReferencePolicy Make()
    {
        var common = classes.Aggregate(
            BigInteger.One, static (lcm, weight) => lcm / BigInteger.GreatestCommonDivisor(lcm, weight.Key.Denominator) * weight.Key.Denominator);
        var weights = Array.ConvertAll(classes, weight => weight.Key.Numerator * (common / weight.Key.Denominator));
        var drawn = Array.ConvertAll(classes, weight => weight.Aggregate(BigInteger.Zero, (sum, outcome) => sum + Reference.Weights[outcome]));

        // Different multisets may have the same total weight; all classes share the denominators.
        var totals = new Dictionary<BigInteger, BigInteger[]>();
        Multisets.Visit(N, drawn, (counts, mass) =>
        {
            var total = BigInteger.Zero;
            for (var i = 0; i < weights.Length; i++)
            {
                total += counts[i] * weights[i];
            }

            if (!totals.TryGetValue(total, out var sums))
            {
                totals.Add(total, sums = new BigInteger[weights.Length]);
            }

            for (var i = 0; i < weights.Length; i++)
            {
                sums[i] += counts[i] * mass;
            }
        });
        var (numerators, _) = Sum([.. totals]);
        var kept = new BigInteger[Reference.Count];
        for (var i = 0; i < classes.Length; i++)
        {
            // c(y) has the mean n p(y): each numerator has the mass of its class as a factor.
            var density = weights[i] * (numerators[i] / drawn[i]);
            foreach (var outcome in classes[i])
            {
                kept[outcome] = Reference.Weights[outcome] * density;
            }
        }

        return Reference.WithWeights(kept);
    }

    /// <summary>Σ numerators/total, not in lowest terms, by halves: numbers of equal length are multiplied fastest.</summary>
    private static (BigInteger[] Numerators, BigInteger Denominator) Sum(ReadOnlySpan<KeyValuePair<BigInteger, BigInteger[]>> totals)
    {
        if (totals.Length == 1)
        {
            return (totals[0].Value, totals[0].Key);
        }

        var (left, a) = Sum(totals[..(totals.Length / 2)]);
        var (right, b) = Sum(totals[(totals.Length / 2)..]);
        return ([.. left.Zip(right, (x, y) => x * b + y * a)], a * b);
    }
}

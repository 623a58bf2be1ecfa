using System.Numerics;
using System.Text.Json;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking.Cases;

/// <summary>A reference policy with rewards, as doubles, and n.</summary>
/// <remarks>
/// The doubles sum to exactly 1 or, beside masses too small for that, to so nearly 1 that n times the difference is below
/// 2^−60: then the truth is that of the masses rescaled, and no arithmetic in doubles can tell the difference.
/// </remarks>
internal sealed record SentPolicy(double[] Probabilities, double[] Rewards, int N) : SentCase
{
    /// <summary>Weights up to this are integers in every language that reads numbers as doubles.</summary>
    private static readonly BigInteger LargestSafeWeight = BigInteger.One << 53;

    private ReferencePolicy? reference;

    // A copy may come to have other rewards: what was computed from these must not travel with it.
    private SentPolicy(SentPolicy other)
        : base(other) => (Probabilities, Rewards, N) = (other.Probabilities, other.Rewards, other.N);

    /// <inheritdoc/>
    public override OracleCase Exactly => new PolicyCase(Reference, N);

    /// <inheritdoc/>
    public override int Draws => N;

    /// <summary>The policy that these doubles are.</summary>
    public ReferencePolicy Reference => reference ??= ReferencePolicy.FromWeights(Probabilities).WithRewards(Rewards);

    /// <summary>The smallest positive mass.</summary>
    public double SmallestMass => Probabilities.Where(static p => p > 0).Min();

    /// <inheritdoc/>
    public override (BigInteger Total, int Count, int Draws, double Plainness) Size =>
        (Reference.Denominator, Probabilities.Length, N, Plainness(Rewards));

    /// <summary>Integers in the same proportions, where they can be sent as numbers; null beyond.</summary>
    public IReadOnlyList<BigInteger>? Weights => Reference.Denominator <= LargestSafeWeight ? Reference.Weights : null;

    /// <summary>How far rewards are from the listing order 0, 1, 2, …</summary>
    public static double Plainness(double[] rewards) =>
        rewards.Select(static (reward, i) => reward == i ? 0 : 1 + Math.Min(1e6, Math.Abs(reward)) + (reward == Math.Floor(reward) ? 0 : 1)).Sum();

    /// <summary>Plainer rewards: the listing order, the ranks, and one reward at a time made the next lower rank.</summary>
    public static IEnumerable<double[]> PlainerRewards(double[] rewards)
    {
        yield return [.. rewards.Select(static (_, i) => (double)i)];
        var ranks = rewards.Distinct().Order().ToList();
        var ranked = rewards.Select(reward => (double)ranks.IndexOf(reward)).ToArray();
        yield return ranked;
        for (var i = 0; i < rewards.Length; i++)
        {
            foreach (var other in new[] { i, i - 1, i + 1 })
            {
                if (other >= 0 && ranked[i] != other)
                {
                    yield return [.. ranked.Select((reward, j) => j == i ? other : reward)];
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void WriteFields(Utf8JsonWriter writer)
    {
        WriteNumbers(writer, "probabilities", Probabilities);
        if (Weights is { } weights)
        {
            WriteNumbers(writer, "weights", weights.Select(static w => (double)w));
        }

        WriteNumbers(writer, "rewards", Rewards);
        writer.WriteNumber("n", N);
    }

    /// <inheritdoc/>
    public bool Equals(SentPolicy? other) =>
        other is not null && N == other.N && Probabilities.AsSpan().SequenceEqual(other.Probabilities) && Rewards.AsSpan().SequenceEqual(other.Rewards);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(N, Probabilities.Length, Probabilities[0], Probabilities[^1], Rewards[0], Rewards[^1]);

    /// <inheritdoc/>
    protected override IEnumerable<SentCase> Candidates()
    {
        foreach (var n in FewerThan(N))
        {
            yield return new SentPolicy(Probabilities, Rewards, n);
        }

        foreach (var plainer in PlainerRewards(Rewards))
        {
            yield return new SentPolicy(Probabilities, plainer, N);
        }

        // Pairs of neighbours together.
        if (Probabilities.Length > 3)
        {
            yield return new SentPolicy(
                [.. Probabilities.Chunk(2).Select(static pair => pair.Sum())], [.. Rewards.Chunk(2).Select(static pair => pair[0])], N);
        }

        // An outcome gives its mass to its neighbour: the sum stays what it is.
        var count = Probabilities.Length;
        for (var i = 0; i < count; i++)
        {
            foreach (var heir in new[] { i - 1, i + 1 }.Where(heir => heir >= 0 && heir < count))
            {
                var merged = Probabilities.ToArray();
                merged[heir] += merged[i];
                yield return new SentPolicy(Without(merged, i), Without(Rewards, i), N);
            }
        }

        // Coarser masses over 2^bits, the largest taking what is left.
        var finest = Math.Min(60, (int)Reference.Denominator.GetBitLength());
        foreach (var bits in new[] { 1, 2, 3, 4, 8, 16, finest / 2, finest - 1 }.Where(bits => bits >= 0 && bits <= 52).Distinct())
        {
            if (Masses.OnGrid(Probabilities, bits) is { } coarser)
            {
                yield return new SentPolicy(coarser, Rewards, N);
            }
        }
    }

    private static double[] Without(double[] items, int index) => [.. items.Where((_, i) => i != index)];
}

using System.Numerics;
using System.Text.Json;
using BonVerify.Interchange;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>A reference policy with rewards, in doubles, and n.</summary>
/// <remarks>
/// The doubles that are generated sum to exactly 1 or, beside masses too small for that, to so nearly 1 that n times the
/// difference is below 2^−60: then the truth is that of the masses rescaled, and no arithmetic in doubles can tell the difference.
/// </remarks>
public sealed partial record PolicyInput : Input
{
    /// <summary>Weights up to this are integers in every language that reads numbers as doubles.</summary>
    private static readonly BigInteger LargestSafeWeight = BigInteger.One << 53;

    private readonly double[] probabilities;
    private readonly double[] rewards;
    private ReferencePolicy? reference;

    /// <summary>Makes the input.</summary>
    /// <param name="probabilities">The reference mass of each outcome, in listing order.</param>
    /// <param name="rewards">The reward of each outcome.</param>
    /// <param name="n">The number of draws.</param>
    public PolicyInput(double[] probabilities, double[] rewards, int n) => (this.probabilities, this.rewards, N) = (probabilities, rewards, n);

    /// <summary>The reference mass of each outcome, in listing order.</summary>
    public IReadOnlyList<double> Probabilities => probabilities;

    /// <summary>The reward of each outcome; equal ones are ties.</summary>
    public IReadOnlyList<double> Rewards => rewards;

    /// <summary>The number of draws.</summary>
    public int N { get; }

    internal override InputForm Form => Definition;

    /// <inheritdoc/>
    public override int Draws => N;

    /// <inheritdoc/>
    public override OracleCase Exactly => new PolicyCase(Reference, N);

    /// <inheritdoc/>
    public override string? WhyUndefined =>
        probabilities.Length == 0 ? "there are no outcomes"
        : rewards.Length != probabilities.Length ? "there is not one reward per outcome"
        : !probabilities.All(static p => double.IsFinite(p) && p >= 0) ? "a probability is negative or not a number"
        : probabilities.All(static p => p == 0) ? "all probabilities are 0"
        : !rewards.All(double.IsFinite) ? "a reward is not a finite number"
        : N is < 1 or > PolicyCase.MaxN ? FormattableString.Invariant($"n is not from 1 to {PolicyCase.MaxN}")
        : null;

    /// <summary>The policy that these doubles are.</summary>
    internal ReferencePolicy Reference => reference ??= ReferencePolicy.FromWeights(probabilities).WithRewards(rewards);

    internal double[] Masses => probabilities;

    internal override double[] ReferenceArray => probabilities;

    internal override double[] RewardArray => rewards;

    internal override double? SmallestMass => probabilities.Where(static p => p > 0).Min();

    internal override int Count => probabilities.Length;

    internal override InputSize Size =>
        new(probabilities.Count(static p => p == 0), Reference.Denominator, probabilities.Length, N, Plain.Plainness(rewards));

    /// <inheritdoc/>
    public bool Equals(PolicyInput? other) =>
        other is not null && N == other.N && probabilities.AsSpan().SequenceEqual(other.probabilities) && rewards.AsSpan().SequenceEqual(other.rewards);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(N);
        foreach (var p in probabilities)
        {
            hash.Add(p);
        }

        foreach (var reward in rewards)
        {
            hash.Add(reward);
        }

        return hash.ToHashCode();
    }

    internal override void WriteFields(Utf8JsonWriter writer, bool isShort = false)
    {
        ProtocolJson.WriteNumbers(writer, "probabilities", probabilities);
        if (!isShort && WhyUndefined is null && Reference.Denominator <= LargestSafeWeight)
        {
            writer.WriteStartArray("weights");
            foreach (var weight in Reference.Weights)
            {
                writer.WriteNumberValue((long)weight);
            }

            writer.WriteEndArray();
        }

        ProtocolJson.WriteNumbers(writer, "rewards", rewards);
        writer.WriteNumber("n", N);
    }

    internal override Input WithRewards(double[] rewards) => new PolicyInput(probabilities, rewards, N);

    internal override Input? WithDraws(int draws) => draws is >= 1 and <= PolicyCase.MaxN ? new PolicyInput(probabilities, rewards, draws) : null;

    internal override IEnumerable<Dimension> Dimensions() => [new("n", N, 1, WithDraws)];

    internal override IEnumerable<Input> Candidates()
    {
        foreach (var n in Plain.FewerThan(N))
        {
            yield return new PolicyInput(probabilities, rewards, n);
        }

        foreach (var plainer in Plain.Rewards(rewards))
        {
            yield return new PolicyInput(probabilities, plainer, N);
        }

        // Pairs of neighbours together.
        if (probabilities.Length > 3)
        {
            yield return new PolicyInput(
                [.. probabilities.Chunk(2).Select(static pair => pair.Sum())], [.. rewards.Chunk(2).Select(static pair => pair[0])], N);
        }

        // An outcome gives its mass to its neighbour: the sum stays what it is.
        var count = probabilities.Length;
        foreach (var i in Plain.SomeIndices(count))
        {
            foreach (var heir in new[] { i - 1, i + 1 }.Where(heir => heir >= 0 && heir < count))
            {
                var merged = probabilities.ToArray();
                merged[heir] += merged[i];
                yield return new PolicyInput(Plain.Without(merged, i), Plain.Without(rewards, i), N);
            }
        }

        // Coarser masses over 2^bits, the largest taking what is left.
        var finest = Math.Min(60, (int)Reference.Denominator.GetBitLength());
        foreach (var bits in new[] { 1, 2, 3, 4, 8, 16, finest / 2, finest - 1 }.Where(static bits => bits is >= 0 and <= 52).Distinct())
        {
            if (MassesInDoubles.OnGrid(probabilities, bits) is { } coarser)
            {
                yield return new PolicyInput(coarser, rewards, N);
            }
        }

        // Equal masses where there are as many as a power of two.
        if (BitOperations.IsPow2(count))
        {
            yield return new PolicyInput(Plain.Uniform(count), rewards, N);
        }
    }
}

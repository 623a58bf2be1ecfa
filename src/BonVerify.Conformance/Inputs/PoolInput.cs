using System.Numerics;
using System.Text.Json;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>A pool of draws, given by their rewards, and n.</summary>
public sealed record PoolInput : Input
{
    private readonly double[] rewards;

    /// <summary>Makes the input.</summary>
    /// <param name="rewards">The reward of each draw, in any order.</param>
    /// <param name="n">The number of draws that are taken.</param>
    public PoolInput(double[] rewards, int n) => (this.rewards, N) = (rewards, n);

    /// <summary>The reward of each draw; equal ones are ties.</summary>
    public IReadOnlyList<double> Rewards => rewards;

    /// <summary>The number of draws that are taken.</summary>
    public int N { get; }

    /// <inheritdoc/>
    public override CaseKind Kind => CaseKind.Pool;

    /// <inheritdoc/>
    public override int Draws => N;

    /// <inheritdoc/>
    public override OracleCase Exactly => new PoolCase(rewards.Select(Rational.FromDouble), N);

    /// <inheritdoc/>
    public override string? WhyUndefined =>
        rewards.Length == 0 ? "the pool is empty"
        : !rewards.All(double.IsFinite) ? "a reward is not a finite number"
        : N < 1 ? "n is below 1"
        : N > rewards.Length ? "n is larger than the pool"
        : null;

    internal override double[] RewardArray => rewards;

    internal override int Count => rewards.Length;

    internal override bool IsWithinBudget => rewards.Length <= PoolCase.MaxSize;

    internal override InputSize Size => new(0, BigInteger.One, rewards.Length, N, Plain.Plainness(rewards));

    /// <inheritdoc/>
    public bool Equals(PoolInput? other) => other is not null && N == other.N && rewards.AsSpan().SequenceEqual(other.rewards);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(N);
        foreach (var reward in rewards)
        {
            hash.Add(reward);
        }

        return hash.ToHashCode();
    }

    internal override void WriteFields(Utf8JsonWriter writer, bool isShort = false)
    {
        if (!isShort)
        {
            writer.WriteNumber("pool_size", rewards.Length);
        }

        ProtocolJson.WriteNumbers(writer, "rewards", rewards);
        writer.WriteNumber("n", N);
    }

    internal override Input WithRewards(double[] rewards) => new PoolInput(rewards, N);

    internal override Input? WithDraws(int draws) => draws >= 1 && draws <= rewards.Length ? new PoolInput(rewards, draws) : null;

    internal override IEnumerable<Dimension> Dimensions() =>
    [
        new("pool_size", rewards.Length, N, size => new PoolInput(rewards[..size], N)),
        new("pool_size with n in the middle", rewards.Length, 1, size => new PoolInput(rewards[..size], (size + 1) / 2)),
        new("n", N, 1, WithDraws),
    ];

    internal override IEnumerable<Input> Candidates() =>
        Plain.FewerThan(N).Select(n => new PoolInput(rewards, n))
            .Concat(new[] { rewards.Length / 2 }.Where(half => half >= N).Select(half => new PoolInput(rewards[..half], N)))
            .Concat((rewards.Length > N ? Plain.SomeIndices(rewards.Length) : []).Select(i => new PoolInput(Plain.Without(rewards, i), N)))
            .Concat(Plain.Rewards(rewards).Select(plainer => new PoolInput(plainer, N)));
}

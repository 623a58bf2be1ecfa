using System.Numerics;
using System.Text.Json;

namespace BonVerify.Cli.Checking.Cases;

/// <summary>A pool of draws, given by their rewards, and n.</summary>
internal sealed record PoolCase(double[] Rewards, int N) : CheckCase
{
    /// <inheritdoc/>
    public override CaseKind Kind => CaseKind.Pool;

    /// <inheritdoc/>
    public override int Draws => N;

    /// <inheritdoc/>
    public override (BigInteger Total, int Count, int Draws, double Plainness) Size =>
        (BigInteger.One, Rewards.Length, N, PolicyCheckCase.Plainness(Rewards));

    /// <inheritdoc/>
    public override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteNumber("pool_size", Rewards.Length);
        WriteNumbers(writer, "rewards", Rewards);
        writer.WriteNumber("n", N);
    }

    /// <inheritdoc/>
    public bool Equals(PoolCase? other) => other is not null && N == other.N && Rewards.AsSpan().SequenceEqual(other.Rewards);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(N, Rewards.Length, Rewards.Length > 0 ? Rewards[^1] : 0);

    /// <inheritdoc/>
    protected override IEnumerable<CheckCase> Candidates() =>
        FewerThan(N).Select(n => new PoolCase(Rewards, n))
            .Concat(new[] { Rewards.Length / 2 }.Where(half => half >= N).Select(half => new PoolCase(Rewards[..half], N)))
            .Concat(Enumerable.Range(0, Rewards.Length > N ? Rewards.Length : 0)
                .Select(i => new PoolCase([.. Rewards.Where((_, j) => j != i)], N)))
            .Concat(PolicyCheckCase.PlainerRewards(Rewards).Select(plainer => new PoolCase(plainer, N)));
}

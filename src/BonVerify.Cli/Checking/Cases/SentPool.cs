using System.Numerics;
using System.Text.Json;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking.Cases;

/// <summary>A pool of draws, given by their rewards, and n.</summary>
internal sealed record SentPool(double[] Rewards, int N) : SentCase
{
    /// <inheritdoc/>
    public override OracleCase Exactly => new PoolCase(Rewards.Select(Rational.FromDouble), N);

    /// <inheritdoc/>
    public override int Draws => N;

    /// <inheritdoc/>
    public override (BigInteger Total, int Count, int Draws, double Plainness) Size =>
        (BigInteger.One, Rewards.Length, N, SentPolicy.Plainness(Rewards));

    /// <inheritdoc/>
    public override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteNumber("pool_size", Rewards.Length);
        WriteNumbers(writer, "rewards", Rewards);
        writer.WriteNumber("n", N);
    }

    /// <inheritdoc/>
    public bool Equals(SentPool? other) => other is not null && N == other.N && Rewards.AsSpan().SequenceEqual(other.Rewards);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(N, Rewards.Length, Rewards.Length > 0 ? Rewards[^1] : 0);

    /// <inheritdoc/>
    protected override IEnumerable<SentCase> Candidates() =>
        FewerThan(N).Select(n => new SentPool(Rewards, n))
            .Concat(new[] { Rewards.Length / 2 }.Where(half => half >= N).Select(half => new SentPool(Rewards[..half], N)))
            .Concat(Enumerable.Range(0, Rewards.Length > N ? Rewards.Length : 0)
                .Select(i => new SentPool([.. Rewards.Where((_, j) => j != i)], N)))
            .Concat(SentPolicy.PlainerRewards(Rewards).Select(plainer => new SentPool(plainer, N)));
}

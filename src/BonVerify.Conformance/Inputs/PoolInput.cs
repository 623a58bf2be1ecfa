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

    /// <summary>How such a case is written in a request, and which are put to an implementation.</summary>
    internal static InputForm Definition { get; } = new()
    {
        Kind = CaseKind.Pool,
        Fields =
        [
            new("pool_size", FieldType.Integer, "the number of draws in the pool, which is that of the rewards") { IsOptional = true },
            new("rewards", FieldType.Numbers, "the reward of each draw, in any order; equal rewards are ties"),
            new("n", FieldType.Integer, "how many of them are taken without replacement"),
        ],
        Reader = static fields => new PoolInput(InputForm.Numbers(fields["rewards"]), fields["n"].GetInt32()),
        Nearest = static given => given is not PoolCase pool ? null : new PoolInput(
            pool.Rewards?.Select(static reward => reward.ToDouble()).ToArray() ?? Plain.ListingOrder(pool.PoolSize), pool.N),
        Small = SmallPools,
        Adversarial = static () => [.. LargePools(), .. ClosePools()],
        Generate = MakePool,
        GeneratedShare = 4,
        WithoutAnswer = static () =>
        [
            new PoolInput([0, 1], 3), new PoolInput([0, 1], 0), new PoolInput([], 1), new PoolInput([0, double.NaN], 1),
        ],
    };

    internal override InputForm Form => Definition;

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

    private static IEnumerable<Input> SmallPools()
    {
        double[][] pools = [[0], [0, 1], [1, 0], [0, 0], [0, 1, 2], [2, 0, 1], [0, 1, 1], [1, 0, 1], [0, 1, 2, 3], [1, 0, 1, 0], [0, 0, 0, 1]];
        return from pool in pools from n in Enumerable.Range(1, pool.Length) select new PoolInput(pool, n);
    }

    private static IEnumerable<Input> LargePools()
    {
        foreach (var size in new[] { 10, 50, 200 })
        {
            foreach (var levels in new[] { 2, 7, 1000 })
            {
                foreach (var n in new[] { 1, 2, size / 2, size })
                {
                    yield return new PoolInput([.. Enumerable.Range(0, size).Select(i => (double)(i * 37 % size % levels))], n);
                }
            }
        }

        // Here binomial coefficients leave the range of doubles.
        foreach (var (size, n) in new[] { (1000, 500), (1040, 520), (1500, 30), (2000, 1000) })
        {
            yield return new PoolInput([.. Enumerable.Range(0, size).Select(i => (double)(i * 37 % size))], n);
        }

        yield return new PoolInput([.. Enumerable.Range(0, 2000).Select(static i => (double)(i % 5))], 64);
    }

    private static IEnumerable<Input> ClosePools() =>
        InputSource.ClosePairs.Select(static pair => new PoolInput([pair.Low, pair.High, pair.Low - 1], 2));

    private static PoolInput MakePool(Dice dice)
    {
        var size = dice.Of(dice.Within(1, 6), dice.Within(2, 12), dice.Within(13, 64));
        var rewards = dice.Of<Func<double>>(() => dice.Within(0, 1), () => dice.Within(0, 4), () => dice.Within(-999, 999) / 10.0);
        return new PoolInput([.. Enumerable.Range(0, size).Select(_ => rewards())], dice.Within(1, size));
    }
}

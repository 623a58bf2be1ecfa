using BonVerify.Numerics;


namespace BonVerify.Quantities;

/// <summary>A pool of draws, of which n are taken without replacement; with the rewards of the draws, or sorted ascending.</summary>
public sealed record PoolCase : OracleCase
{
    /// <summary>The largest pool.</summary>
    public const int MaxSize = 10_000;

    /// <summary>Makes the case of a pool without ties, sorted by ascending reward.</summary>
    /// <param name="poolSize">The size of the pool, from 1 to <see cref="MaxSize"/>.</param>
    /// <param name="n">The number of draws, from 1 to the size of the pool.</param>
    /// <param name="id">A name for the case, or <see langword="null"/>.</param>
    /// <param name="context">Free text, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size or n is out of range.</exception>
    public PoolCase(int poolSize, int n, string? id = null, string? context = null)
        : base(id, context)
    {
        if (FaultOf(poolSize, n) is { } fault)
        {
            throw fault.ToException();
        }

        (PoolSize, N) = (poolSize, n);
    }

    /// <summary>Makes the case of a pool with given rewards.</summary>
    /// <param name="rewards">The rewards of the draws, in any order; equal ones are ties.</param>
    /// <param name="n">The number of draws, from 1 to the size of the pool.</param>
    /// <param name="id">A name for the case, or <see langword="null"/>.</param>
    /// <param name="context">Free text, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size or n is out of range, or a reward is not a number.</exception>
    public PoolCase(IEnumerable<Rational> rewards, int n, string? id = null, string? context = null)
        : this(Preconditions.NotNull(rewards).ToArray(), n, id, context)
    {
    }

    private PoolCase(Rational[] rewards, int n, string? id, string? context)
        : this(rewards.Length, n, id, context) => Rewards = rewards.AsReadOnly();

    /// <summary>The number of draws in the pool.</summary>
    public int PoolSize { get; }

    /// <summary>The number of draws that are taken.</summary>
    public int N { get; }

    /// <summary>The rewards of the draws, or <see langword="null"/> for a pool sorted by ascending reward without ties.</summary>
    public IReadOnlyList<Rational>? Rewards { get; }

    /// <inheritdoc/>
    public override CaseKind Kind => CaseKind.Pool;

    /// <inheritdoc/>
    public override string Summary => FormattableString.Invariant($"pool of {PoolSize}, n = {N}");

    /// <summary>Whether both are the same pool with the same n, id and text.</summary>
    /// <param name="other">The other case.</param>
    /// <returns>Whether they are equal, reward by reward.</returns>
    public bool Equals(PoolCase? other) => base.Equals(other) && PoolSize == other.PoolSize && N == other.N
        && (Rewards, other.Rewards) switch
        {
            (null, null) => true,
            ({ } here, { } there) => here.SequenceEqual(there),
            _ => false,
        };

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), PoolSize, N);

    internal static CaseKind Definition { get; } = new(
        "pool",
        "A pool of draws and n: the weights of the draws.",
        new CaseReading
        {
            Mark = "a pool",
            IsToldBy = static given => given.Has("pool_size") || (given.Has("rewards") && !given.Has("weights") && !given.Has("probabilities")),
            Make = static given => given.Numbers("rewards") is { } rewards
                ? Make(rewards, given.Has("pool_size") ? given.WholeNumber("pool_size") : rewards.Length, given)
                : Make(null, given.WholeNumber("pool_size"), given),
        },
        CaseField.Integer<PoolCase>("pool_size", 1, MaxSize, static c => c.PoolSize)
            .Means("The size of the pool, sorted by ascending reward unless rewards are given.").Alternatively("rewards"),
        CaseField.Numbers<PoolCase>("rewards", static c => c.Rewards?.Select(static reward => reward.ToString()))
            .Means("One per draw; equal rewards are ties.").Alternatively("pool_size"),
        CaseField.Integer<PoolCase>("n", 1, MaxSize, static c => c.N).Means("The number of draws that are taken, at most the size of the pool.").Repeated());

    private static Parsed<OracleCase> Make(Rational[]? rewards, int size, CaseValues given) =>
        rewards is not null && rewards.Length != size
            ? new Fault(FormattableString.Invariant($"rewards has {rewards.Length} entries; it must have one per draw, pool_size = {size}."), "rewards")
            : FaultOf(size, given.WholeNumber("n")) is { } fault ? fault
            : rewards is null ? new PoolCase(size, given.WholeNumber("n"), given.Id, given.Context)
            : new PoolCase(rewards, given.WholeNumber("n"), given.Id, given.Context);

    private static Fault? FaultOf(int poolSize, int n) =>
        Preconditions.OutOfRange(poolSize, 1, MaxSize, "pool_size") ?? Preconditions.OutOfRange(n, 1, poolSize, nameof(n));
}

using BonVerify.Numerics;
using BonVerify.Pools;

namespace BonVerify.Quantities;

/// <summary>A pool of draws, of which n are taken without replacement; with the rewards of the draws, or sorted ascending.</summary>
public sealed record PoolCase : OracleCase
{
    /// <summary>The largest pool.</summary>
    public const int MaxSize = 100_000;

    /// <summary>The largest M·log2 C(M, n): the bits of a weight for each draw. At the limit they take some seconds.</summary>
    internal const double MaxListBits = 2e8;

    /// <summary>The largest M·n·log2 M: the bits of the powers of the plug-in estimate.</summary>
    internal const double MaxPlugInBits = 1e9;

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
    /// <param name="gold">A second reward of each draw, in the order of the rewards, or <see langword="null"/>.</param>
    /// <param name="m">The number of draws of an opponent, from 1 to <see cref="MaxSize"/>, or <see langword="null"/>.</param>
    /// <param name="opponent">The rewards of the pool that the opponent draws from, or <see langword="null"/>: then it is this pool.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size, n or m is out of range.</exception>
    /// <exception cref="ArgumentException">There are more or fewer gold rewards than draws.</exception>
    public PoolCase(
        IEnumerable<Rational> rewards,
        int n,
        string? id = null,
        string? context = null,
        IEnumerable<Rational>? gold = null,
        int? m = null,
        IEnumerable<Rational>? opponent = null)
        : this(Preconditions.NotNull(rewards).ToArray(), gold?.ToArray(), opponent?.ToArray(), n, m, id, context)
    {
    }

    private PoolCase(Rational[] rewards, Rational[]? gold, Rational[]? opponent, int n, int? m, string? id, string? context)
        : this(rewards.Length, n, id, context)
    {
        if (FaultOf(rewards, gold, opponent, m) is { } fault)
        {
            throw fault.ToException();
        }

        (Rewards, Gold, Opponent, M) = (rewards.AsReadOnly(), gold?.AsReadOnly(), opponent?.AsReadOnly(), m);
    }

    /// <summary>The number of draws in the pool.</summary>
    public int PoolSize { get; }

    /// <summary>The number of draws that are taken.</summary>
    public int N { get; }

    /// <summary>The rewards of the draws, or <see langword="null"/> for a pool sorted by ascending reward without ties.</summary>
    public IReadOnlyList<Rational>? Rewards { get; }

    /// <summary>A second reward of each draw, or <see langword="null"/>.</summary>
    public IReadOnlyList<Rational>? Gold { get; }

    /// <summary>The rewards of the pool of an opponent, or <see langword="null"/>.</summary>
    public IReadOnlyList<Rational>? Opponent { get; }

    /// <summary>The number of draws of an opponent, or <see langword="null"/>.</summary>
    public int? M { get; }

    /// <inheritdoc/>
    public override CaseKind Kind => CaseKind.Pool;

    /// <inheritdoc/>
    public override string Summary => FormattableString.Invariant($"pool of {PoolSize}, n = {N}");

    /// <summary>Whether both are the same pool with the same n, id and text.</summary>
    /// <param name="other">The other case.</param>
    /// <returns>Whether they are equal, reward by reward.</returns>
    public bool Equals(PoolCase? other) => base.Equals(other) && PoolSize == other.PoolSize && N == other.N && M == other.M
        && AreSame(Rewards, other.Rewards) && AreSame(Gold, other.Gold) && AreSame(Opponent, other.Opponent);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), PoolSize, N, M);

    internal static CaseKind Definition { get; } = new(
        "pool",
        "A pool of draws and n: the weights of the draws.",
        new CaseReading
        {
            Mark = "a pool",
            IsToldBy = static given => given.Has("pool_size") || (given.Has("rewards") && !given.Has("weights") && !given.Has("probabilities")),
            Make = static given => given.Numbers("rewards") is { } rewards
                ? Make(rewards, given.Has("pool_size") ? given.WholeNumber("pool_size") : rewards.Length, given)
                : Make(given.WholeNumber("pool_size"), given),
        },
        CaseField.Integer<PoolCase>("pool_size", 1, MaxSize, static c => c.PoolSize)
            .Means("The size of the pool, sorted by ascending reward unless rewards are given.").Alternatively("rewards"),
        CaseField.Numbers<PoolCase>("rewards", static c => c.Rewards?.Select(static reward => reward.ToString()))
            .Means("One per draw; equal rewards are ties.").Alternatively("pool_size"),
        CaseField.Numbers<PoolCase>("gold", static c => c.Gold?.Select(static reward => reward.ToString()))
            .Means("A second reward of each draw, in the order of the rewards.").Optional(),
        CaseField.Numbers<PoolCase>("opponent", static c => c.Opponent?.Select(static reward => reward.ToString()))
            .Means("The rewards of the pool that an opponent draws from.").Optional(),
        CaseField.Integer<PoolCase>("n", 1, MaxSize, static c => c.N).Means("The number of draws that are taken, at most the size of the pool.").Repeated(),
        CaseField.Integer<PoolCase>("m", 1, MaxSize, static c => c.M).Means("The number of draws of an opponent, from the same pool or from its own.").Optional().Repeated());

    /// <summary>M·log2 C(M, n), or a little more: log2 C(M, n) is at most M times the entropy of n/M in bits.</summary>
    internal double ListBits
    {
        get
        {
            var share = (double)N / PoolSize;
            return share is 1 ? 0 : -(double)PoolSize * PoolSize * (share * Math.Log2(share) + (1 - share) * Math.Log2(1 - share));
        }
    }

    internal double PlugInBits => (double)PoolSize * N * Math.Log2(PoolSize);

    /// <summary>The rewards as a pool, with the gold rewards if there are any; null for a case without rewards.</summary>
    internal Pool? ToPool() => Rewards is null ? null : Gold is null ? Pool.Of(Rewards) : Pool.Of(Rewards).WithGold(Gold);

    private static Parsed<OracleCase> Make(int size, CaseValues given) =>
        given.Has("gold") || given.Has("opponent") || given.Has("m") ? new Fault("rewards is missing; a pool with gold, opponent or m needs rewards.", "rewards")
        : FaultOf(size, given.WholeNumber("n")) is { } fault ? fault
        : new PoolCase(size, given.WholeNumber("n"), given.Id, given.Context);

    private static Parsed<OracleCase> Make(Rational[] rewards, int size, CaseValues given)
    {
        if (rewards.Length != size)
        {
            return new Fault(FormattableString.Invariant($"rewards has {rewards.Length} entries; it must have one per draw, pool_size = {size}."), "rewards");
        }

        var (n, m) = (given.WholeNumber("n"), given.Has("m") ? given.WholeNumber("m") : default(int?));
        var (gold, opponent) = (given.Numbers("gold"), given.Numbers("opponent"));
        return (FaultOf(size, n) ?? FaultOf(rewards, gold, opponent, m)) is { } fault
            ? fault
            : new PoolCase(rewards, gold, opponent, n, m, given.Id, given.Context);
    }

    private static Fault? FaultOf(int poolSize, int n) =>
        Preconditions.OutOfRange(poolSize, 1, MaxSize, "pool_size") ?? Preconditions.OutOfRange(n, 1, poolSize, nameof(n));

    private static Fault? FaultOf(Rational[] rewards, Rational[]? gold, Rational[]? opponent, int? m) =>
        gold is not null && gold.Length != rewards.Length
            ? new Fault(FormattableString.Invariant($"gold has {gold.Length} entries; it must have one per draw, {rewards.Length}."), "gold")
            : (opponent is null ? null : Preconditions.OutOfRange(opponent.Length, 1, MaxSize, "the size of opponent"))
                ?? (m is { } draws ? Preconditions.OutOfRange(draws, 1, MaxSize, nameof(m)) : null);

    private static bool AreSame(IReadOnlyList<Rational>? here, IReadOnlyList<Rational>? there) =>
        here is null || there is null ? here is null && there is null : here.SequenceEqual(there);
}

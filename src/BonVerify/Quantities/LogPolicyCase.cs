using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Quantities;

/// <summary>
/// A reference policy by the logarithms of its masses, and n: outcome i has the mass e^(x_i)/Σ e^(x_j). Log-probabilities of a
/// language model are such numbers, and may be too small for any double.
/// </summary>
/// <remarks>
/// The masses are not rational: its quantities are enclosed, to any precision, as those of a rational policy next to it, widened by
/// what that can change. Two cases are equal when their logarithms, rewards, labels, n, id and text are.
/// </remarks>
public sealed record LogPolicyCase : OracleCase
{
    /// <summary>The largest difference of two logarithms, in nats.</summary>
    public const int MaxSpread = 10_000;

    /// <summary>The largest product of outcomes and that difference, in nats: so long are the masses over one denominator.</summary>
    public const int MaxLength = 10_000_000;

    private readonly Rational[] logWeights;
    private readonly Rational largest;
    private readonly ReferencePolicy uniform;

    /// <summary>Makes the case.</summary>
    /// <param name="logWeights">One per outcome, in nats; a common constant makes no difference.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="rewards">One per outcome, or <see langword="null"/> for the listing order; equal rewards are ties.</param>
    /// <param name="labels">One per outcome, or <see langword="null"/>.</param>
    /// <param name="id">A name for the case, or <see langword="null"/>.</param>
    /// <param name="context">Free text, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">There are none, more or fewer rewards or labels, or the logarithms are over the budget.</exception>
    public LogPolicyCase(
        IEnumerable<Rational> logWeights,
        int n,
        IEnumerable<Rational>? rewards = null,
        IEnumerable<string>? labels = null,
        string? id = null,
        string? context = null)
        : this([.. Preconditions.NotNull(logWeights)], rewards?.ToArray(), labels?.ToArray(), n, id, context)
    {
    }

    private LogPolicyCase(Rational[] logWeights, Rational[]? rewards, string[]? labels, int n, string? id, string? context)
        : this(logWeights, Uniform(logWeights, rewards, labels).OrThrow(), n, id, context)
    {
    }

    private LogPolicyCase(Rational[] logWeights, ReferencePolicy uniform, int n, string? id, string? context)
        : base(id, context)
    {
        N = Preconditions.AtLeast(n, 1);
        (this.logWeights, this.uniform, largest) = (logWeights, uniform, logWeights.Max());
    }

    /// <summary>The logarithms of the masses, up to a common constant, in nats.</summary>
    public IReadOnlyList<Rational> LogWeights => logWeights.AsReadOnly();

    /// <summary>The rewards, one per outcome.</summary>
    public IReadOnlyList<Rational> Rewards => uniform.Rewards;

    /// <summary>The labels, one per outcome, or <see langword="null"/>.</summary>
    public IReadOnlyList<string>? Labels => uniform.Labels;

    /// <summary>The number of draws.</summary>
    public int N { get; }

    /// <inheritdoc/>
    public override CaseKind Kind => CaseKind.LogPolicy;

    /// <inheritdoc/>
    public override string Summary => FormattableString.Invariant($"log-weights {Cut(string.Join(",", logWeights))}, n = {N}");

    /// <summary>Whether all masses are equal, and so rational.</summary>
    internal bool IsUniform => logWeights.All(weight => weight == largest);

    internal static CaseKind Definition { get; } = new(
        "log_policy",
        "A reference policy by the logarithms of its masses, and n: best-of-n itself.",
        new CaseReading
        {
            Mark = "log_weights",
            IsToldBy = static given => given.Has("log_weights"),
            Make = static given => Make(given.Numbers("log_weights")!, given),
        },
        CaseField.Numbers<LogPolicyCase>("log_weights", static c => c.logWeights.Select(static weight => weight.ToString()))
            .Means("Numbers x for masses e^x, one per outcome; rescaled to sum to 1."),
        CaseField.Numbers<LogPolicyCase>("rewards", static c => c.Rewards.Select(static reward => reward.ToString()))
            .Means("One per outcome; the listing order by default. Equal rewards are ties.").Optional(),
        CaseField.Texts<LogPolicyCase>("labels", static c => c.Labels).Means("One per outcome.").Optional(),
        CaseField.Integer<LogPolicyCase>("n", 1, CaseField.MaxInteger, static c => c.N).Means("The number of draws.").Repeated());

    /// <summary>Whether both are the same policy with the same n, id and text.</summary>
    /// <param name="other">The other case.</param>
    /// <returns>Whether they are equal, number by number.</returns>
    public bool Equals(LogPolicyCase? other) => base.Equals(other) && N == other.N
        && logWeights.AsSpan().SequenceEqual(other.logWeights) && uniform.Equals(other.uniform);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), logWeights.Length, N);

    /// <summary>
    /// A rational policy next to this one: its weights are at most e^(x_i), up to a common constant, and e^(x_i) is at most 1 + 2^−bits
    /// times that. Where all masses are equal it is this policy.
    /// </summary>
    internal PolicyCase Near(int bits)
    {
        // The argument is a few units of 2^-guard off, the exponential as many in relative terms.
        const int Guard = 40;
        var weights = logWeights.Select(weight =>
        {
            var power = Enclosure.Exp(Enclosure.FromRational(weight - largest, bits + Guard), bits + Guard);
            return power.Upper <= power.Lower + power.Lower.ScaleByPowerOfTwo(-bits)
                ? power.Lower.ToRational()
                : throw new InvalidOperationException("the exponential is not as narrow as it must be.");
        });
        var reference = ReferencePolicy.FromWeights(weights).With([.. Rewards]).Value;
        return new PolicyCase(reference, N);
    }

    private static Parsed<OracleCase> Make(Rational[] logWeights, CaseValues given) =>
        Uniform(logWeights, given.Numbers("rewards"), given.Texts("labels"))
            .Then<OracleCase>(uniform => new LogPolicyCase(logWeights, uniform, given.WholeNumber("n"), given.Id, given.Context));

    /// <summary>The rewards and labels with equal masses, or what is wrong with them or with the logarithms.</summary>
    private static Parsed<ReferencePolicy> Uniform(Rational[] logWeights, Rational[]? rewards, string[]? labels)
    {
        if (logWeights.Length == 0)
        {
            return new Fault("log_weights is empty; there must be at least one outcome.", "log_weights");
        }

        var spread = logWeights.Max() - logWeights.Min();
        var most = new Rational(Math.Min(MaxSpread, MaxLength / logWeights.Length));
        if (spread > most)
        {
            return new Fault(
                FormattableString.Invariant($"log_weights spread over {spread:F0} nats; {logWeights.Length} of them must spread over at most {most} (the budget)."),
                "log_weights");
        }

        return ReferencePolicy.Normalised([.. logWeights.Select(static _ => Rational.One)], "log_weights")
            .Then(reference => rewards is null ? reference : reference.With(rewards))
            .Then(reference => labels is null ? reference : reference.With(labels));
    }
}

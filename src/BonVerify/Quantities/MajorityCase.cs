using System.Globalization;
using BonVerify.Numerics;
using BonVerify.Pools;

namespace BonVerify.Quantities;

/// <summary>How many samples have each answer, and k: the case of the plurality vote among k samples.</summary>
public sealed record MajorityCase : OracleCase
{
    private readonly int[] counts;

    /// <summary>Makes the case.</summary>
    /// <param name="counts">How many samples have each answer, each at least 0.</param>
    /// <param name="k">The number of samples that vote, from 1 to the sum of the counts.</param>
    /// <param name="id">A name for the case, or <see langword="null"/>.</param>
    /// <param name="context">Free text, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or k is out of range, or the value is over the budget of <see cref="MajorityAtK"/>.</exception>
    public MajorityCase(IEnumerable<int> counts, int k, string? id = null, string? context = null)
        : this([.. Preconditions.NotNull(counts)], k, id, context)
    {
    }

    private MajorityCase(int[] counts, int k, string? id, string? context)
        : base(id, context)
    {
        if (FaultOf(counts, k) is { } fault)
        {
            throw fault.ToException();
        }

        (this.counts, K) = (counts, k);
    }

    /// <summary>How many samples have each answer.</summary>
    public IReadOnlyList<int> Counts => counts.AsReadOnly();

    /// <summary>The number of samples that vote.</summary>
    public int K { get; }

    /// <inheritdoc/>
    public override CaseKind Kind => CaseKind.Majority;

    /// <inheritdoc/>
    public override string Summary => FormattableString.Invariant($"counts {Cut(string.Join(",", counts))}, k = {K}");

    internal static CaseKind Definition { get; } = new(
        "majority",
        "How many samples have each answer, and k: the plurality vote.",
        new CaseReading
        {
            Mark = "counts and k",
            IsToldBy = static given => given.Has("counts"),
            Make = static given => Make(given.Numbers("counts")!, given.WholeNumber("k"), given),
        },
        CaseField.Numbers<MajorityCase>("counts", static c => c.counts.Select(static count => count.ToString(CultureInfo.InvariantCulture)))
            .Means("How many samples have each answer: whole numbers."),
        CaseField.Integer<MajorityCase>("k", 1, CaseField.MaxInteger, static c => c.K).Means("How many samples vote, at most all.").Repeated());

    /// <summary>Whether both have the same counts, k, id and text.</summary>
    /// <param name="other">The other case.</param>
    /// <returns>Whether they are equal, count by count.</returns>
    public bool Equals(MajorityCase? other) => base.Equals(other) && K == other.K && counts.AsSpan().SequenceEqual(other.counts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), counts.Length, K);

    private static Parsed<OracleCase> Make(Rational[] given, int k, CaseValues values)
    {
        var counts = new int[given.Length];
        for (var i = 0; i < given.Length; i++)
        {
            if (!given[i].IsInteger || given[i].Sign < 0 || given[i] > new Rational(Pool.MaxSize))
            {
                return new Fault(
                    Preconditions.Message(FormattableString.Invariant($"counts[{i}]"), given[i], $"must be a whole number from 0 to {Pool.MaxSize}"), "counts");
            }

            counts[i] = (int)given[i].Numerator;
        }

        return FaultOf(counts, k) is { } fault ? fault : new MajorityCase(counts, k, values.Id, values.Context);
    }

    private static Fault? FaultOf(int[] counts, int k)
    {
        if (MajorityAtK.WrongCount(counts) is { } wrong)
        {
            return new Fault(wrong, nameof(counts), IsOutOfRange: true);
        }

        var total = counts.Sum();
        return total == 0
            ? new Fault("counts has no sample; there must be at least one.", nameof(counts))
            : Preconditions.OutOfRange(k, 1, total, nameof(k))
                ?? (MajorityAtK.IsWithinBudget(counts, k) ? null : new Fault(MajorityAtK.OverBudget(k), nameof(k), IsOutOfRange: true));
    }
}

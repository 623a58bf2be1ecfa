using System.Text.Json;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>How many samples have each answer, and how many vote.</summary>
public sealed record MajorityInput : Input
{
    private readonly int[] counts;

    /// <summary>Makes the input.</summary>
    /// <param name="counts">How many samples have each answer.</param>
    /// <param name="k">The number of samples that vote.</param>
    public MajorityInput(int[] counts, int k) => (this.counts, K) = (counts, k);

    /// <summary>How many samples have each answer.</summary>
    public IReadOnlyList<int> Counts => counts;

    /// <summary>The number of samples that vote.</summary>
    public int K { get; }

    /// <summary>How such a case is written in a request, and which are put to an implementation.</summary>
    internal static InputForm Definition { get; } = new()
    {
        Kind = CaseKind.Majority,
        Fields =
        [
            new("counts", FieldType.Integers, "how many samples have each answer"),
            new("k", FieldType.Integer, "how many samples vote, drawn without replacement"),
        ],
        Reader = static fields => new MajorityInput([.. fields["counts"].EnumerateArray().Select(static count => count.GetInt32())], fields["k"].GetInt32()),
        Nearest = static given => given is MajorityCase majority ? new MajorityInput([.. majority.Counts], majority.K) : null,
        Small = SmallVotes,
        Adversarial = LargeVotes,
        Generate = MakeVote,
        GeneratedShare = 4,
        WithoutAnswer = static () =>
        [
            new MajorityInput([], 1), new MajorityInput([0, 0], 1), new MajorityInput([1, 1], 3), new MajorityInput([1, 1], 0), new MajorityInput([1, -1, 1], 1),
        ],
    };

    internal override InputForm Form => Definition;

    /// <inheritdoc/>
    public override int Draws => K;

    /// <inheritdoc/>
    public override OracleCase Exactly => new MajorityCase(counts, K);

    /// <inheritdoc/>
    public override string? WhyUndefined =>
        counts.Any(static count => count < 0) ? "a count is negative"
        : counts.Sum() == 0 ? "there are no samples"
        : K < 1 ? "k is below 1"
        : K > counts.Sum() ? "k is larger than the number of samples"
        : null;

    internal override int Count => counts.Length;

    internal override bool IsWithinBudget => Pools.MajorityAtK.IsWithinBudget(counts, K);

    internal override InputSize Size => new(0, counts.Sum(), counts.Length, K, 0);

    /// <inheritdoc/>
    public bool Equals(MajorityInput? other) => other is not null && K == other.K && counts.AsSpan().SequenceEqual(other.counts);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(K);
        foreach (var count in counts)
        {
            hash.Add(count);
        }

        return hash.ToHashCode();
    }

    internal override void WriteFields(Utf8JsonWriter writer, bool isShort = false)
    {
        writer.WriteStartArray("counts");
        foreach (var count in counts)
        {
            writer.WriteNumberValue(count);
        }

        writer.WriteEndArray();
        writer.WriteNumber("k", K);
    }

    internal override Input? WithDraws(int draws) => draws >= 1 && draws <= counts.Sum() ? new MajorityInput(counts, draws) : null;

    internal override IEnumerable<Dimension> Dimensions() => [new("k", K, 1, WithDraws)];

    internal override IEnumerable<Input> Candidates()
    {
        var fewer =
            from i in Plain.SomeIndices(counts.Length)
            from count in Plain.FewerThan(counts[i]).Append(0)
            select counts.Select((old, j) => j == i ? count : old).ToArray();
        return from changed in fewer.Concat(Plain.SomeIndices(counts.Length).Select(i => Plain.Without(counts, i))).Append(counts)
               from k in Plain.FewerThan(K).Append(K)
               where k >= 1 && k <= changed.Sum()
               select new MajorityInput(changed, k);
    }

    private static IEnumerable<Input> SmallVotes()
    {
        int[][] answers = [[1], [1, 1], [2, 1], [1, 2], [1, 1, 1], [2, 2, 1], [3, 1, 1], [0, 2], [2, 0, 2], [1, 1, 1, 1]];
        return from counts in answers from k in Enumerable.Range(1, counts.Sum()) select new MajorityInput(counts, k);
    }

    private static IEnumerable<Input> LargeVotes()
    {
        int[][] answers =
        [
            [8, 7, 5], [10, 10], [30, 20, 10, 4], [1, 1, 1, 1, 1, 1, 1, 1], [60, 1, 1, 1, 1], [40, 39], [100, 50, 25, 12, 6, 3, 1], [5, 5, 5, 5, 5, 5],
        ];
        return from counts in answers
               from k in new[] { 1, 2, 3, 8, counts.Sum() / 2, counts.Sum() - 1, counts.Sum() }.Distinct()
               where k >= 1 && k <= counts.Sum()
               select new MajorityInput(counts, k);
    }

    private static MajorityInput MakeVote(Dice dice)
    {
        int[] counts = [dice.Within(1, 6), .. Enumerable.Range(0, dice.Within(0, 5)).Select(_ => dice.Within(0, 6))];
        return new MajorityInput(counts, dice.Within(1, counts.Sum()));
    }
}

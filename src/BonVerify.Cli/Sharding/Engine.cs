using System.Globalization;

namespace BonVerify.Cli.Sharding;

/// <summary>
/// What an engine that runs many copies of a command tells each of them by variables of the environment: which one it is, and of how
/// many. The first that is set counts.
/// </summary>
/// <remarks>
/// A variable of an engine without the count is passed over: whoever has it may run inside an engine by chance. Our own without its
/// partner is an error: whoever sets it means it. The count of a Slurm array is that of the tasks of one submission, so that an array of
/// the tasks that failed would be taken for a smaller run: it counts only where the array begins at 0 or 1 and has no gap.
/// </remarks>
internal static class Engine
{
    private const string Own = "BONVERIFY_SHARD";
    private const string OwnCount = "BONVERIFY_SHARDS";
    private const string SlurmIndex = "SLURM_ARRAY_TASK_ID";
    private const string SlurmLeast = "SLURM_ARRAY_TASK_MIN";
    private const string SlurmMost = "SLURM_ARRAY_TASK_MAX";
    private const string SlurmCount = "SLURM_ARRAY_TASK_COUNT";

    // Each with the index of its first copy.
    private static readonly (string Index, string Count, long First)[] Known =
    [
        (SlurmIndex, OwnCount, 1),
        ("JOB_COMPLETION_INDEX", OwnCount, 0),
        ("CIRCLE_NODE_INDEX", "CIRCLE_NODE_TOTAL", 0),
        ("CI_NODE_INDEX", "CI_NODE_TOTAL", 1),
    ];

    /// <summary>The shard that the environment names, with the variable that tells the index; null where none is named.</summary>
    /// <param name="variable">The value of a variable, or null.</param>
    /// <exception cref="InputException">A variable is not what it must be.</exception>
    public static (Shard Shard, string Source)? Find(Func<string, string?> variable)
    {
        if (Value(Own) is { } text)
        {
            return (Shard.Parse(Own, text), Own);
        }

        if (Value(SlurmIndex) is not null && Value(SlurmCount) is not null && Value(OwnCount) is null)
        {
            var least = Number(SlurmLeast);
            return least <= 1 && Number(SlurmMost) - least + 1 == Number(SlurmCount)
                ? Of(SlurmIndex, SlurmCount, least)
                : throw new InputException($"{SlurmLeast} is '{Value(SlurmLeast)}' and {SlurmCount} is '{Value(SlurmCount)}'; an array must begin at 0 or 1 and have no gap, or {OwnCount} must say how many shards there are.");
        }

        foreach (var (index, count, first) in Known)
        {
            if (Value(index) is not null && Value(count) is not null)
            {
                return Of(index, count, first);
            }
        }

        return Value(OwnCount) is { } alone
            ? throw new InputException($"{OwnCount} is '{alone}', and no variable tells which of them this is; set {Own} to I/N, or use --shard.")
            : null;

        string? Value(string name) => variable(name) is { Length: > 0 } value ? value : null;

        long Number(string name) => long.TryParse(Value(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InputException($"{name} is '{Value(name)}'; it must be a whole number, or --shard must say which shard this is.");

        (Shard, string) Of(string index, string count, long first)
        {
            var (position, total) = (Number(index) - first, Number(count));
            return position >= 0 && position < total && total <= Shard.MaxCount
                ? (new Shard((int)position + 1, (int)total), index)
                : throw new InputException(FormattableString.Invariant(
                    $"{index} is '{Value(index)}' and {count} is '{Value(count)}'; with so many shards the index runs from {first} to {total + first - 1}, or --shard must say which shard this is."));
        }
    }
}

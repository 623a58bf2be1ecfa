using System.Security.Cryptography;
using System.Text;

namespace BonVerify.Cli.Sharding;

/// <summary>Reads the reports of all parts of one run, one after the other, and refuses what does not belong together.</summary>
/// <param name="paths">The files; of a folder, its files that end in .json.</param>
internal sealed class MergedParts(IReadOnlyList<string> paths)
{
    private const int MaxNamed = 20;

    /// <summary>How many parts were read.</summary>
    public int Count { get; private set; }

    /// <summary>The time of all parts together.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>The parts, each in memory until the next is asked for. At the end, that none is missing.</summary>
    /// <exception cref="InputException">A file is no report of a part, or the parts are not those of one run.</exception>
    public IEnumerable<RunPart> Read()
    {
        RunPart? first = null;
        var places = new Dictionary<Shard, string>();
        var states = new Dictionary<string, string>();
        foreach (var path in Files())
        {
            var part = RunPart.Read(path);
            first ??= part;
            if (first.DifferenceTo(part) is { } difference)
            {
                throw new InputException($"{first.Place} and {path} are not of one run: {difference}.");
            }

            if (!part.IsFinished)
            {
                throw new InputException($"{path}: {part.Name} has not come to its end; start it again.");
            }

            if (part.Shard is { } shard && !places.TryAdd(shard, path))
            {
                throw new InputException($"{places[shard]} and {path} are both of {part.Name}; each shard counts once.");
            }

            // Parts without numbers are told apart by what they found, if it is anything.
            if (part.Shard is null && part.Understood(static state => state.GetProperty("statistics").GetProperty("prompts").GetInt64()) > 0)
            {
                var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(part.State.GetRawText())));
                if (!states.TryAdd(hash, path))
                {
                    throw new InputException($"{states[hash]} and {path} found the same to the last digit: they are of the same part, which counts once.");
                }
            }

            Count++;
            Elapsed += part.Elapsed;
            yield return part;
        }

        if (first!.Shard is var (_, count) && places.Count < count)
        {
            var missing = Enumerable.Range(1, count).Select(index => new Shard(index, count)).Where(shard => !places.ContainsKey(shard)).ToArray();
            throw new InputException($"missing: {string.Join(", ", missing.Take(MaxNamed))}{(missing.Length > MaxNamed ? FormattableString.Invariant($" and {missing.Length - MaxNamed} more") : "")}; the report of every shard is needed.");
        }
    }

    private IEnumerable<string> Files()
    {
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                yield return path;
                continue;
            }

            var files = Directory.GetFiles(path, "*.json");
            if (files.Length == 0)
            {
                throw new InputException($"{path} is a folder without files that end in .json.");
            }

            foreach (var file in files.Order(StringComparer.Ordinal))
            {
                yield return file;
            }
        }
    }
}

using System.Diagnostics;
using System.Globalization;

namespace BonVerify.Cli.Sharding;

/// <summary>
/// The file in which a run keeps what it has found, so that one that was killed goes on from there. It is written whole or not at all,
/// and only between cases, so that nothing is lost and nothing counts twice.
/// </summary>
internal sealed class Checkpoint
{
    /// <summary>The variable with the least number of seconds between two writes.</summary>
    private const string IntervalVariable = "BONVERIFY_CHECKPOINT_SECONDS";
    private const double DefaultInterval = 2;

    // A large one is written more rarely, so that writing takes a twentieth of the time at most.
    private const int LeastShare = 20;

    private readonly string path;
    private readonly TimeSpan interval = TimeSpan.FromSeconds(
        double.TryParse(Environment.GetEnvironmentVariable(IntervalVariable), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e9
            ? seconds
            : DefaultInterval);

    private readonly Stopwatch sinceLast = Stopwatch.StartNew();
    private TimeSpan lastTook;

    private Checkpoint(string path, RunPart? found) => (this.path, Found) = (path, found);

    /// <summary>What was kept by a run before; null when there was none.</summary>
    public RunPart? Found { get; }

    /// <summary>Opens the checkpoint of a run.</summary>
    /// <param name="folder">The folder, which is made if need be; null for no checkpoint.</param>
    /// <param name="part">The part of the run, with its settings.</param>
    /// <exception cref="InputException">The folder cannot be used, or has the checkpoint of another run.</exception>
    public static Checkpoint? Open(string? folder, RunPart part)
    {
        if (folder is null)
        {
            return null;
        }

        var name = part.Shard is { IsPart: true } shard ? FormattableString.Invariant($"{part.Command}-{shard.Index}-of-{shard.Count}.json") : $"{part.Command}.json";
        var path = Path.Combine(folder, name);
        try
        {
            Directory.CreateDirectory(folder);

            // What was being written when the run was killed.
            foreach (var rest in Directory.GetFiles(folder, $".{name}.*.tmp"))
            {
                if (!IsBeingWritten(rest))
                {
                    File.Delete(rest);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"--checkpoint is '{folder}'; cannot write there: {e.Message}");
        }

        if (!File.Exists(path))
        {
            return new Checkpoint(path, null);
        }

        var found = RunPart.Read(path);
        return found.DifferenceTo(part) is { } difference
            ? throw new InputException($"--checkpoint is '{folder}'; {path} is of another run: {difference}. Take another folder, or delete the file.")
            : new Checkpoint(path, found);
    }

    /// <summary>Whether a run has the file open, which is then its own.</summary>
    private static bool IsBeingWritten(string file)
    {
        try
        {
            using var alone = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Keeps what is found, unless the last time is too recent.</summary>
    public void SaveIfDue(Func<RunPart> part)
    {
        if (sinceLast.Elapsed >= interval && sinceLast.Elapsed >= LeastShare * lastTook)
        {
            Save(part());
        }
    }

    /// <summary>Keeps what is found.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public void Save(RunPart part)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            NewFile.Write(path, JsonText.OfOrdinal(writer =>
            {
                writer.WriteStartObject();
                part.Write(writer);
                writer.WriteEndObject();
            }) + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot write the checkpoint {path}: {e.Message}");
        }

        lastTook = clock.Elapsed;
        sinceLast.Restart();
    }
}

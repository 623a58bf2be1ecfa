using BonVerify.Cli.Estimation.Files;
using BonVerify.Cli.Sharding;
using BonVerify.Cli.Terminal;

namespace BonVerify.Cli.Estimation;

/// <summary>What came of a piece of the input.</summary>
/// <param name="Pools">Its prompts.</param>
/// <param name="Statistics">What is kept of them.</param>
/// <param name="Lines">Their values as JSON lines, when these are asked for.</param>
internal sealed record PoolChunk(IReadOnlyList<SamplePool> Pools, PoolStatistics Statistics, ReadOnlyMemory<byte> Lines);

/// <summary>
/// Reads the files of one system. Files of one prompt a record are answered piece by piece while they are read; of files of one
/// sample a record the samples are kept, since those of a prompt may be anywhere.
/// </summary>
/// <param name="options">What is asked.</param>
/// <param name="progress">Where progress is shown.</param>
/// <param name="cancellation">Ends the reading early.</param>
/// <param name="start">Where reading goes on; null for the beginning.</param>
internal sealed class PoolIntake(EstimateOptions options, ProgressLine progress, CancellationToken cancellation, ReadingPosition? start = null)
{
    private const int SamplesPerPiece = 1 << 14;

    // All that grows with the number of prompts when a record is a prompt: to find those that come again.
    private readonly HashSet<ulong> seen = [.. (start ?? ReadingPosition.Start).Seen];
    private readonly long started = Environment.TickCount64;
    private long bytes;
    private long? total;
    private FieldMap? map;
    private ReadingOptions reading = options.Reading with { Shard = options.Shard ?? Shard.Whole };
    private (int File, int Pieces) done = start is var (file, pieces, _) ? (file, pieces) : (0, 0);
    private PoolStore? store;

    public ReadingCounts Counts { get; } = new();

    /// <summary>Where reading would go on after the chunk that came last; null of files whose samples are all kept to the end.</summary>
    public ReadingPosition? Position => store is null ? new ReadingPosition(done.File, done.Pieces, seen) : null;

    /// <summary>How the first file was read, or null when nothing was.</summary>
    public string? Description { get; private set; }

    /// <summary>The map of the first file.</summary>
    public FieldMap? Map => map;

    /// <summary>Why the reading stopped before the end, or null.</summary>
    public string? Error { get; private set; }

    /// <summary>The prompts of the files, in order.</summary>
    public IEnumerable<PoolChunk> Read(IReadOnlyList<string> files, bool withLines)
    {
        // Pipes and devices have no length.
        var lengths = files.Select(static file => File.Exists(file) ? new FileInfo(file).Length : 0).ToArray();
        total = lengths.All(static length => length > 0) ? lengths.Sum() : null;
        for (var i = 0; i < files.Count && Error is null && !cancellation.IsCancellationRequested; i++)
        {
            if (i < done.File)
            {
                // The first one says how all are read.
                using var opened = map is null ? Open(files[i]) : null;
                continue;
            }

            done = i == done.File ? done : (i, 0);
            foreach (var chunk in ReadFile(files[i], i, withLines))
            {
                yield return chunk;
            }
        }

        progress.Clear();
        if (store is null)
        {
            yield break;
        }

        foreach (var (chunk, empty) in OrderedWork.Run(
            store.Work(SamplesPerPiece).Select(work => (Func<(PoolChunk, long)>)(() =>
            {
                var (pools, none) = work();
                return (ChunkOf(pools, withLines), none);
            })),
            options.Jobs))
        {
            Counts.EmptyPrompts += empty;
            yield return chunk;
        }
    }

    private IEnumerable<PoolChunk> ReadFile(string path, int number, bool withLines)
    {
        if (Open(path) is not { } file)
        {
            yield break;
        }

        using (file)
        {
            using var results = OrderedWork.Run(
                file.Work(map!, reading).Skip(done.Pieces).Select(work => (Func<(SampleBatch, PoolChunk?)>)(() =>
                {
                    var batch = work();
                    return (batch, map!.IsGrouped || map.IsCounts ? ChunkOf([.. batch.Pools.Select(static pool => pool.Pool)], withLines) : null);
                })),
                options.Jobs).GetEnumerator();
            while (Error is null && !cancellation.IsCancellationRequested && Next(results) is var (batch, chunk))
            {
                bytes += batch.Bytes;
                if (chunk is null)
                {
                    Error = store!.Add(batch, number);
                }
                else
                {
                    var kept = WithoutDuplicates(batch);
                    chunk = kept.Count == batch.Pools.Count ? chunk : ChunkOf(kept, withLines);
                }

                Counts.Add(batch.Counts);
                Error ??= batch.Error;
                done = done with { Pieces = done.Pieces + 1 };
                if (chunk is not null)
                {
                    yield return chunk;
                }

                progress.Report(Progress);
            }
        }
    }

    private (SampleBatch Batch, PoolChunk? Chunk)? Next(IEnumerator<(SampleBatch, PoolChunk?)> results)
    {
        try
        {
            return results.MoveNext() ? results.Current : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception e) when (e is InputException or InvalidDataException or IOException)
        {
            Error = e.Message;
            return null;
        }
    }

    private SampleFile? Open(string path)
    {
        try
        {
            var file = SampleFile.Open(path, options.Fields, cancellation);
            if (file.First is not { } first)
            {
                // A part may be empty.
                Error = options.IsPart ? null : $"{file.Name}: there is no record in the file.";
                file.Dispose();
                return null;
            }

            if (map is null)
            {
                (map, var steps) = options.Fields.Resolve(file.Name, first);
                reading = reading.Steps == StepRule.None ? reading with { Steps = steps } : reading;
                store = map.IsGrouped || map.IsCounts ? null : new PoolStore(map, reading);
                Description = map.Description;
                Console.Error.WriteLine($"bonverify: reading {file.Name} as {Description}");
            }

            return file;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception e) when (e is InputException or InvalidDataException or IOException)
        {
            Error = e.Message;
            return null;
        }
    }

    private List<SamplePool> WithoutDuplicates(SampleBatch batch)
    {
        var kept = new List<SamplePool>(batch.Pools.Count);
        foreach (var (pool, line, key) in batch.Pools)
        {
            if (map!.GroupSlots.Length == 0 || options.Reading.Duplicates == DuplicateRule.Keep || seen.Add(key))
            {
                kept.Add(pool);
                continue;
            }

            if (options.Reading.Duplicates == DuplicateRule.Error)
            {
                Error = FormattableString.Invariant(
                    $"{batch.File}:{line}: {map.Fields[map.GroupSlots[0]].Path.Text} is there already; a prompt must be given once, or --duplicates must be skip or keep.");
                break;
            }

            batch.Counts.Duplicates++;
        }

        return kept;
    }

    private PoolChunk ChunkOf(IReadOnlyList<SamplePool> pools, bool withLines)
    {
        var statistics = new PoolStatistics(options.Counts);
        foreach (var pool in pools)
        {
            statistics.Add(pool);
        }

        return new PoolChunk(pools, statistics, withLines ? PromptLines.Of(pools, options.Counts) : default);
    }

    private string Progress()
    {
        var seconds = Math.Max(Environment.TickCount64 - started, 1) / 1000.0;
        var (of, left) = total is { } all && bytes > 0
            ? (FormattableString.Invariant($" of {all / 1e6:N0}"), FormattableString.Invariant($", about {Math.Max(all - bytes, 0) * (seconds / bytes):N0} s left"))
            : ("", "");
        return FormattableString.Invariant($"{Counts.Records:N0} records, {bytes / 1e6:N0}{of} MB, {Counts.Records / seconds:N0} records/s{left}");
    }
}

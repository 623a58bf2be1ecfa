using System.Diagnostics;
using BonVerify.Cli.Estimation.Figures;
using BonVerify.Cli.Estimation.Files;
using BonVerify.Cli.Sharding;
using BonVerify.Cli.Terminal;

namespace BonVerify.Cli.Estimation;

/// <summary>One run of <c>estimate</c>.</summary>
internal static class EstimateRun
{
    public static EstimateResult Execute(EstimateOptions options, Stream? perPrompt, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var isSplit = options.Shard is not null || options.IsPart;
        var begun = new RunPart
        {
            Command = EstimateState.Command,
            Shard = options.IsPart ? null : options.Shard ?? Shard.Whole,
            Settings = isSplit || options.CheckpointFolder is not null ? SettingsOf(options) : [],
            IsFinished = false,
            Elapsed = TimeSpan.Zero,
            WriteState = static _ => { },
        };
        var checkpoint = Checkpoint.Open(options.CheckpointFolder, begun);
        var before = checkpoint?.Found is { } found ? found.Understood(json => EstimateState.Read(json, options.Counts)) : null;
        if (before is { Position: null })
        {
            return Conclude(options, before, null, isComplete: true) with { Part = isSplit ? checkpoint!.Found! with { WriteState = before.Write } : null };
        }

        var progress = new ProgressLine();
        var intake = new PoolIntake(options, progress, cancellation, before?.Position);
        var statistics = before?.Statistics ?? new PoolStatistics(options.Counts);
        var pools = new List<SamplePool>();
        foreach (var chunk in intake.Read(options.Files, perPrompt is not null))
        {
            statistics.Add(chunk.Statistics);
            perPrompt?.Write(chunk.Lines.Span);
            if (options.Against is not null)
            {
                pools.AddRange(chunk.Pools);
            }
            else if (intake.Position is not null && intake.Error is null)
            {
                checkpoint?.SaveIfDue(() => PartOf(StateSoFar() with { Position = intake.Position }, isFinished: false));
            }
        }

        perPrompt?.Flush();
        var (comparison, error) = (default(PairState), intake.Error);
        if (options.Against is not null && error is null && !cancellation.IsCancellationRequested)
        {
            (comparison, error) = Compare(options, pools, progress, cancellation);
        }

        var isComplete = error is null && !cancellation.IsCancellationRequested;
        var state = StateSoFar() with { Comparison = comparison };
        var part = PartOf(state, isComplete);
        if (isComplete)
        {
            checkpoint?.Save(part);
        }

        return Conclude(options, state, error, isComplete) with { Part = isSplit ? part : null };

        EstimateState StateSoFar()
        {
            var counts = new ReadingCounts();
            counts.Add(intake.Counts);
            if (before is not null)
            {
                counts.Add(before.Counts);
            }

            return new EstimateState(statistics, counts)
            {
                Files = options.Files,
                Against = options.Against,
                Description = intake.Description,
                ComparesAnswers = intake.Map is { } map && map.Has(Role.Answer) && !map.Has(Role.Correct),
            };
        }

        RunPart PartOf(EstimateState found, bool isFinished) => begun with
        {
            IsFinished = isFinished,
            Elapsed = (checkpoint?.Found?.Elapsed ?? TimeSpan.Zero) + clock.Elapsed,
            WriteState = found.Write,
        };
    }

    /// <summary>What follows from the sums over prompts.</summary>
    public static EstimateResult Conclude(EstimateOptions options, EstimateState state, string? error, bool isComplete) => new()
    {
        Options = options,
        Description = state.Description,
        ComparesAnswers = state.ComparesAnswers,
        Counts = state.Counts,
        Statistics = state.Statistics,
        Rows = state.Statistics.Prompts == 0 ? [] : [.. Rows(options, state.Statistics)],
        Ties = TiesOf(options, state.Statistics),
        Comparison = state.Comparison is var (pairs, onlyFirst, onlySecond, counts)
            ? new Comparison(pairs.Prompts == 0 ? [] : [.. DifferenceRows(options, pairs)], pairs.Prompts, onlyFirst, onlySecond, counts)
            : null,
        Error = error,
        IsComplete = isComplete,
    };

    private static IReadOnlyList<(string Name, string Value)> SettingsOf(EstimateOptions options)
    {
        var inputs = options.IsPart ? [] : ShardOptions.Inputs("file", options.Files)
            .Concat(options.Against is { } against ? ShardOptions.Inputs("against", [against]) : []);
        return [.. options.Given.Concat(inputs).OrderBy(static setting => setting.Name, StringComparer.Ordinal)];
    }

    private static IEnumerable<int> Reported(DrawCounts counts, int smallest) =>
        Enumerable.Range(0, counts.IsDefault ? counts.CountUpTo(smallest) : counts.Values.Count);

    private static IEnumerable<EstimateRow> Rows(EstimateOptions options, PoolStatistics statistics)
    {
        for (var measure = default(Measure); (int)measure < Measures.Count; measure++)
        {
            foreach (var i in Reported(options.Counts, statistics.Smallest).Where(_ => statistics.Has(measure)))
            {
                var (n, moments) = (options.Counts.Values[i], statistics.MomentsOf(measure, i));
                var range = RangeOf(measure, n, options);
                var isBernoulli = statistics.IsBernoulli && Measures.IsChance(measure);
                var total = Measures.IsExact(measure) ? statistics.Total(measure, n) : null;
                yield return RowOf(measure, n, moments, total, range, isBernoulli, statistics.Prompts, options) with
                {
                    Bootstrap = options.Biased && Measures.IsExact(measure) && moments.Count > 0
                        ? statistics.Total(measure, n, isBootstrap: true).DividedBy(moments.Count)
                        : null,
                };
            }
        }
    }

    private static EstimateRow RowOf(
        Measure measure,
        int n,
        Moments moments,
        FractionSum? total,
        (double Low, double High)? range,
        bool isBernoulli,
        long prompts,
        EstimateOptions options)
    {
        if (moments.Count == 0)
        {
            return new EstimateRow(measure, n, null, null, null, null, 0, prompts, null);
        }

        var mean = total?.DividedBy(moments.Count) ?? moments.Mean;
        return new EstimateRow(
            measure,
            n,
            mean,
            total?.ExactlyDividedBy(moments.Count),
            moments.StandardError,
            Interval.Of(mean, moments, range, isBernoulli, options.Interval, options.Confidence),
            moments.Count,
            prompts - moments.Count,
            null);
    }

    /// <summary>Where a value of a measure must lie, as far as it is known.</summary>
    private static (double Low, double High)? RangeOf(Measure measure, int n, EstimateOptions options) => measure switch
    {
        Measure.Best => options.Reading.Range,
        Measure.Gold => options.Reading.GoldRange,
        Measure.Kl => (0, KlGap.Formula(n)),
        _ => (0, 1),
    };

    private static TieReport? TiesOf(EstimateOptions options, PoolStatistics statistics)
    {
        var moments = statistics.Ties;
        if (moments.Count == 0)
        {
            return null;
        }

        var share = statistics.TotalOfTies().DividedBy(moments.Count);
        var method = options.Interval == IntervalMethod.ClopperPearson ? IntervalMethod.Auto : options.Interval;
        var interval = Interval.Of(share, moments, (0, 1), isBernoulli: false, method, options.Confidence);
        return new TieReport(
            share,
            moments.StandardError,
            interval,
            moments.Count,
            [
                .. Reported(options.Counts, statistics.Smallest).Select(i =>
                {
                    var n = options.Counts.Values[i];
                    return new FormulaRow(
                        n,
                        KlGap.Formula(n),
                        KlGap.Bound(n, share),
                        moments.StandardError * KlGap.Slope(n),
                        interval is { } known ? KlGap.Bound(n, known.High) : null);
                }),
            ]);
    }

    private static (PairState? Comparison, string? Error) Compare(
        EstimateOptions options, List<SamplePool> pools, ProgressLine progress, CancellationToken cancellation)
    {
        var intake = new PoolIntake(options, progress, cancellation);
        var second = new Dictionary<string, SamplePool>();
        foreach (var pool in intake.Read([options.Against!], withLines: false).SelectMany(static chunk => chunk.Pools))
        {
            if (!second.TryAdd(pool.Key, pool))
            {
                return (null, $"{options.Against}: the prompt '{pool.Key}' is there twice; for --against it must be there once.");
            }
        }

        var pairs = new PairStatistics(options.Counts);
        var matched = new HashSet<string>();
        var onlyFirst = 0L;
        foreach (var pool in pools)
        {
            if (!second.TryGetValue(pool.Key, out var other))
            {
                onlyFirst++;
            }
            else if (!matched.Add(pool.Key))
            {
                return (null, $"the prompt '{pool.Key}' is there twice; for --against it must be there once.");
            }
            else
            {
                pairs.Add(pool, other);
            }
        }

        return (new PairState(pairs, onlyFirst, second.Count - matched.Count, intake.Counts), intake.Error);
    }

    private static IEnumerable<EstimateRow> DifferenceRows(EstimateOptions options, PairStatistics pairs)
    {
        for (var measure = default(Measure); (int)measure < Measures.Count; measure++)
        {
            foreach (var i in Reported(options.Counts, pairs.Smallest).Where(_ => pairs.Has(measure)))
            {
                var n = options.Counts.Values[i];
                var width = RangeOf(measure, n, options) is var (low, high) ? high - low : default(double?);
                yield return RowOf(
                    measure,
                    n,
                    pairs.MomentsOf(measure, i),
                    Measures.IsExact(measure) ? pairs.Total(measure, n) : null,
                    width is { } size ? (-size, size) : null,
                    isBernoulli: false,
                    pairs.Prompts,
                    options);
            }
        }
    }
}

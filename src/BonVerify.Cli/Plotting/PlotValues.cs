using System.Collections.Concurrent;
using BonVerify.Cli.Terminal;
using BonVerify.FloatingPoint;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Cli.Plotting;

/// <summary>The quantities of cases over n: the same numbers as those of the oracle. What several figures show is computed once.</summary>
internal sealed class PlotValues(CancellationToken cancellation)
{
    private readonly ConcurrentDictionary<(PlotCase Case, Quantity Quantity, int N), PlottedValue?> known = new();
    private readonly ProgressLine progress = new();

    /// <summary>Computes quantities of cases for some numbers of draws, on all processors.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Prepare(IReadOnlyList<PlotCase> cases, IReadOnlyList<Quantity> quantities, IReadOnlyList<int> draws)
    {
        // The largest n first: those take longest.
        var work = draws.Reverse().SelectMany(n => cases.Select(one => (Case: one, N: n))).ToArray();
        var done = 0;
        ForEach(work, item =>
        {
            Compute(item.Case, quantities, item.N);
            Interlocked.Increment(ref done);
            lock (progress)
            {
                progress.Report(() => FormattableString.Invariant($"bonverify: {done} of {work.Length} points"));
            }
        });
        progress.Clear();
    }

    /// <summary>The quantity of a case with n draws; null where it is not defined.</summary>
    public PlottedValue? Find(PlotCase plotCase, Quantity quantity, int n)
    {
        Compute(plotCase, [quantity], n);
        return known[(plotCase, quantity, n)];
    }

    /// <summary>Numbers that are no quantities, on all processors, in the order given.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public PlottedValue[] Evaluate(IReadOnlyList<Func<ComputableReal>> numbers)
    {
        var values = new PlottedValue[numbers.Count];
        ForEach([.. Enumerable.Range(0, numbers.Count)], i => values[i] = PlottedValue.Of(numbers[i]()));
        return values;
    }

    private void ForEach<T>(IReadOnlyList<T> items, Action<T> action) => Parallel.ForEach(
        Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering),
        new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
        action);

    private void Compute(PlotCase plotCase, IReadOnlyList<Quantity> quantities, int n)
    {
        foreach (var isSoft in new[] { false, true })
        {
            var missing = quantities.Where(quantity => quantity.Kind == CaseKind.Soft == isSoft && !known.ContainsKey((plotCase, quantity, n)))
                .ToArray();
            if (missing.Length == 0)
            {
                continue;
            }

            // Several quantities of one case share their work.
            var evaluation = plotCase.With(n, isSoft) is { } given ? new CaseEvaluation(given, PlottedValue.Options) : null;
            foreach (var quantity in missing)
            {
                known[(plotCase, quantity, n)] =
                    quantity == Quantity.WinRate && plotCase.Reference is { } reference && ByResidues(reference, n) is { } exact ? PlottedValue.Of(exact)
                    : evaluation?.Evaluate(quantity) is { Values: [var value] } ? PlottedValue.Of(value)
                    : null;
            }
        }
    }

    /// <summary>The win rate of many levels and few draws, exactly: the same number as the quantity, in far less time. Null elsewhere.</summary>
    private static Rational? ByResidues(ReferencePolicy reference, int n)
    {
        const int ManyLevels = 32;
        const long MaxBits = 1 << 14;
        var bits = (n + 1L) * (long)reference.Denominator.GetBitLength();
        return reference.Levels.Count >= ManyLevels && bits <= MaxBits && reference.Denominator <= long.MaxValue
            ? ExactWinRate.Of([.. reference.Levels.Select(static level => (long)level.Weight)], n, MaxBits)
            : null;
    }
}

using System.Runtime.CompilerServices;

namespace BonVerify.Cli.Estimation.Files;

/// <summary>Makes pools of columns: worst values are filled in, then the samples are put in ascending order of reward.</summary>
internal sealed class PoolBuilder(ReadingOptions options)
{
    /// <summary>The pool of a prompt, or null when none of its samples has a value that a missing one could be worse than.</summary>
    public SamplePool? Build(string key, int size, SampleColumns columns)
    {
        var (rewardColumn, goldColumn, correctColumn, logColumn, answerColumn) =
            (Column(columns.Rewards), Column(columns.Gold), Column(columns.Correct), Column(columns.LogProbabilities), Column(columns.Answers));
        if (size == 0 || !Fill(rewardColumn, options.Range) || !Fill(goldColumn, options.GoldRange))
        {
            return null;
        }

        Replace(correctColumn, 0);
        Replace(logColumn, double.MinValue);
        Replace(answerColumn, -1);
        if (rewardColumn is not null)
        {
            Sort(rewardColumn, goldColumn, correctColumn, logColumn, answerColumn);
        }

        return new SamplePool
        {
            Key = key,
            Size = size,
            Rewards = rewardColumn,
            Gold = goldColumn,
            Correct = correctColumn,
            LogProbabilities = logColumn,
            Answers = answerColumn,
            CorrectCount = correctColumn is null ? -1 : (int)correctColumn.Sum(),
        };
    }

    private static double[]? Column(List<double> values) => values.Count == 0 ? null : [.. values];

    private static bool Fill(double[]? column, (double Low, double High)? range)
    {
        if (column is null || !Array.Exists(column, double.IsNaN))
        {
            return true;
        }

        var lowest = range?.Low ?? column.Where(static value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Min();
        Replace(column, lowest);
        return !double.IsNaN(lowest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Replace(double[]? column, double value)
    {
        for (var i = 0; i < column?.Length; i++)
        {
            column[i] = double.IsNaN(column[i]) ? value : column[i];
        }
    }

    private static void Sort(double[] rewards, params ReadOnlySpan<double[]?> others)
    {
        var order = new int[rewards.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(rewards, order);
        var copy = new double[rewards.Length];
        foreach (var column in others)
        {
            if (column is not null)
            {
                column.CopyTo(copy, 0);
                for (var i = 0; i < order.Length; i++)
                {
                    column[i] = copy[order[i]];
                }
            }
        }
    }
}

using System.Numerics;
using BonVerify.Cli.Estimation.Figures;
using BonVerify.Numerics;
using BonVerify.Pools;

namespace BonVerify.Cli.Estimation;

/// <summary>
/// Everything that exact means need of the prompts with pools of the same size: sums by rank, sums by level of tied draws, counts
/// by number of correct draws. It does not grow with the number of prompts.
/// </summary>
/// <param name="size">The size M of the pools.</param>
internal sealed partial class PoolClass(int size)
{
    private readonly SortedDictionary<int, long> correctCounts = [];
    private readonly Dictionary<(Measure Measure, int Start, int End), ExactSum> levels = [];
    private ExactSum[]? ranks;
    private BigInteger tiedPairs;

    public int Size { get; } = size;

    public long Prompts { get; private set; }

    public void Add(SamplePool pool)
    {
        Prompts++;
        if (pool.CorrectCount >= 0)
        {
            correctCounts[pool.CorrectCount] = correctCounts.GetValueOrDefault(pool.CorrectCount) + 1;
        }

        if (pool.Rewards is not { } rewards)
        {
            return;
        }

        ranks ??= NewRanks();
        for (var i = 0; i < rewards.Length; i++)
        {
            ranks[i].Add(rewards[i]);
        }

        tiedPairs += PoolFormulas.TiedPairs(rewards);
        AddLevels(Measure.Gold, rewards, pool.Gold);
        AddLevels(Measure.Pick, rewards, pool.Correct);
    }

    public void Add(PoolClass other)
    {
        Prompts += other.Prompts;
        tiedPairs += other.tiedPairs;
        foreach (var (correct, count) in other.correctCounts)
        {
            correctCounts[correct] = correctCounts.GetValueOrDefault(correct) + count;
        }

        for (var i = 0; i < other.ranks?.Length; i++)
        {
            (ranks ??= NewRanks())[i].Add(other.ranks[i]);
        }

        foreach (var (level, sum) in other.levels)
        {
            LevelOf(level).Add(sum);
        }
    }

    /// <summary>Adds the sum over the prompts of a measure, without replacement or, for the bootstrap, with it.</summary>
    public void AddTotal(FractionSum total, Measure measure, int n, bool isBootstrap)
    {
        if (measure is Measure.PassAt or Measure.PassAll)
        {
            AddPasses(total, measure, n, isBootstrap);
            return;
        }

        if (ranks is null)
        {
            return; // None of these prompts has rewards.
        }

        var weights = isBootstrap ? PoolFormulas.BootstrapWeights(Size, n) : PoolFormulas.SubsetWeights(Size, n);
        var subsets = weights.Aggregate(BigInteger.Zero, static (sum, weight) => sum + weight);
        if (measure == Measure.Best)
        {
            var sum = Dyadic.Zero;
            for (var i = 0; i < Size; i++)
            {
                sum += ranks[i].Value() * weights[i];
            }

            total.Add(sum, subsets);
            return;
        }

        // By the length of a level first: one denominator each.
        foreach (var length in levels.Where(level => level.Key.Measure == measure).GroupBy(static level => level.Key.End - level.Key.Start))
        {
            var sum = Dyadic.Zero;
            foreach (var ((_, start, end), scores) in length)
            {
                var weight = BigInteger.Zero;
                for (var i = start; i < end; i++)
                {
                    weight += weights[i];
                }

                sum += scores.Value() * weight;
            }

            total.Add(sum, subsets * length.Key);
        }
    }

    /// <summary>Adds the sum over the prompts of the shares of tied pairs.</summary>
    public void AddTies(FractionSum total) => total.Add(tiedPairs, (BigInteger)Size * (Size - 1) / 2);

    private void AddPasses(FractionSum total, Measure measure, int k, bool isBootstrap)
    {
        // pass@k from the wrong draws of which none is right, pass^k from the right ones.
        BigInteger Ways(int marked) => isBootstrap ? BigInteger.Pow(marked, k) : Binomials.Choose(marked, k);
        var all = Ways(Size);
        var sum = BigInteger.Zero;
        foreach (var (correct, count) in correctCounts)
        {
            sum += count * (measure == Measure.PassAt ? all - Ways(Size - correct) : Ways(correct));
        }

        total.Add(sum, all);
    }

    private void AddLevels(Measure measure, double[] rewards, double[]? scores)
    {
        if (scores is null)
        {
            return;
        }

        for (var start = 0; start < rewards.Length;)
        {
            var end = PoolFormulas.LevelEnd(rewards, start);
            var sum = LevelOf((measure, start, end));
            for (var i = start; i < end; i++)
            {
                sum.Add(scores[i]);
            }

            start = end;
        }
    }

    private ExactSum LevelOf((Measure Measure, int Start, int End) level)
    {
        if (!levels.TryGetValue(level, out var sum))
        {
            levels.Add(level, sum = new ExactSum());
        }

        return sum;
    }

    private ExactSum[] NewRanks() => [.. Enumerable.Range(0, Size).Select(static _ => new ExactSum())];
}

using BonVerify.Cli.Estimation.Figures;

namespace BonVerify.Cli.Estimation;

/// <summary>
/// What is kept of the prompts of a file: exact sums by size of the pool, and mean and spread of every measure over prompts.
/// All sums are exact, so that the result does not depend on the order of the prompts, nor on who reads which.
/// </summary>
internal sealed partial class PoolStatistics(DrawCounts counts)
{
    private readonly SortedDictionary<(int Size, int Cap), PoolClass> classes = [];
    private readonly List<Moments>[] moments = [.. Enumerable.Range(0, Measures.Count).Select(static _ => new List<Moments>())];
    private readonly Moments ties = new();

    public long Prompts { get; private set; }

    public long Samples { get; private set; }

    public int Smallest { get; private set; } = int.MaxValue;

    public int Largest { get; private set; }

    /// <summary>The share of tied pairs per prompt, over the prompts with two draws or more.</summary>
    public Moments Ties => ties;

    public bool IsBernoulli => Largest == 1;

    public void Add(SamplePool pool) => Add(pool, pool.Size);

    /// <summary>Adds a prompt that answers for n up to a cap of at most its size.</summary>
    public void Add(SamplePool pool, int cap)
    {
        Count(pool, cap);
        ClassOf((pool.Size, cap)).Add(pool);
        var answered = counts.CountUpTo(cap);
        for (var measure = default(Measure); (int)measure < Measures.Count; measure++)
        {
            for (var i = 0; pool.Has(measure) && i < answered; i++)
            {
                At(moments[(int)measure], i).Add(PoolValues.Of(pool, measure, counts.Values[i]));
            }
        }

        if (pool.Rewards is not null && pool.Size >= 2)
        {
            ties.Add(PoolFormulas.TiedPairs(pool.Rewards) / (pool.Size * (pool.Size - 1.0) / 2));
        }
    }

    public void Add(PoolStatistics other)
    {
        Prompts += other.Prompts;
        Samples += other.Samples;
        Smallest = Math.Min(Smallest, other.Smallest);
        Largest = Math.Max(Largest, other.Largest);
        ties.Add(other.ties);
        foreach (var (key, part) in other.classes)
        {
            ClassOf(key).Add(part);
        }

        for (var measure = 0; measure < Measures.Count; measure++)
        {
            for (var i = 0; i < other.moments[measure].Count; i++)
            {
                At(moments[measure], i).Add(other.moments[measure][i]);
            }
        }
    }

    public bool Has(Measure measure) => moments[(int)measure].Count > 0;

    /// <summary>Number, mean and spread in doubles for the n of an index.</summary>
    public Moments MomentsOf(Measure measure, int index) => index < moments[(int)measure].Count ? moments[(int)measure][index] : new Moments();

    /// <summary>The sum of a measure over the prompts with n draws or more, exactly.</summary>
    public FractionSum Total(Measure measure, int n, bool isBootstrap = false)
    {
        var total = new FractionSum();
        foreach (var ((_, cap), part) in classes)
        {
            if (cap >= n)
            {
                part.AddTotal(total, measure, n, isBootstrap);
            }
        }

        return total;
    }

    /// <summary>The sum of the shares of tied pairs over the prompts with two draws or more, exactly.</summary>
    public FractionSum TotalOfTies()
    {
        var total = new FractionSum();
        foreach (var part in classes.Values.Where(static part => part.Size >= 2))
        {
            part.AddTies(total);
        }

        return total;
    }

    internal static Moments At(List<Moments> list, int index)
    {
        while (list.Count <= index)
        {
            list.Add(new Moments());
        }

        return list[index];
    }

    private void Count(SamplePool pool, int cap)
    {
        Prompts++;
        Samples += pool.Size;
        Smallest = Math.Min(Smallest, cap);
        Largest = Math.Max(Largest, pool.Size);
    }

    private PoolClass ClassOf((int Size, int Cap) key)
    {
        if (!classes.TryGetValue(key, out var found))
        {
            classes.Add(key, found = new PoolClass(key.Size));
        }

        return found;
    }
}

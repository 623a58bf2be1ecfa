using BonVerify.Cli.Estimation.Figures;

namespace BonVerify.Cli.Estimation;

/// <summary>Two systems on the same prompts: the difference of every measure, prompt by prompt.</summary>
internal sealed partial class PairStatistics(DrawCounts counts)
{
    private readonly List<Moments>[] differences = [.. Enumerable.Range(0, Measures.Count).Select(static _ => new List<Moments>())];
    private readonly PoolStatistics first = new(counts);
    private readonly PoolStatistics second = new(counts);

    /// <summary>Prompts that both files have.</summary>
    public long Prompts => first.Prompts;

    public int Smallest => first.Smallest;

    public void Add(SamplePool one, SamplePool other)
    {
        var cap = Math.Min(one.Size, other.Size);
        first.Add(one, cap);
        second.Add(other, cap);
        var answered = counts.CountUpTo(cap);
        for (var measure = default(Measure); (int)measure < Measures.Count; measure++)
        {
            for (var i = 0; one.Has(measure) && other.Has(measure) && i < answered; i++)
            {
                var n = counts.Values[i];
                PoolStatistics.At(differences[(int)measure], i).Add(PoolValues.Of(one, measure, n) - PoolValues.Of(other, measure, n));
            }
        }
    }

    public bool Has(Measure measure) => differences[(int)measure].Count > 0;

    public Moments MomentsOf(Measure measure, int index) => index < differences[(int)measure].Count ? differences[(int)measure][index] : new Moments();

    /// <summary>The sum of the differences over prompts, exactly.</summary>
    public FractionSum Total(Measure measure, int n)
    {
        var total = first.Total(measure, n);
        total.Subtract(second.Total(measure, n));
        return total;
    }
}

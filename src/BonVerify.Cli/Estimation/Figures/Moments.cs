namespace BonVerify.Cli.Estimation.Figures;

/// <summary>
/// Mean and spread of values over prompts, one after another (Welford) or joined block by block (Chan, Golub and LeVeque), in doubles.
/// </summary>
internal struct Moments
{
    private double mean;
    private double squares;

    public long Count { get; private set; }

    public readonly double Mean => mean;

    /// <summary>The sample variance over prompts, with Count − 1 below; null for fewer than two prompts.</summary>
    public readonly double? Variance => Count < 2 ? null : squares / (Count - 1);

    /// <summary>The standard error of the mean.</summary>
    public readonly double? StandardError => Variance is { } variance ? Math.Sqrt(variance / Count) : null;

    public void Add(double value)
    {
        Count++;
        var difference = value - mean;
        mean += difference / Count;
        squares += difference * (value - mean);
    }

    public void Add(Moments other)
    {
        if (other.Count == 0)
        {
            return;
        }

        var count = Count + other.Count;
        var difference = other.mean - mean;
        squares += other.squares + difference * difference * ((double)Count * other.Count / count);
        mean += difference * ((double)other.Count / count);
        Count = count;
    }
}

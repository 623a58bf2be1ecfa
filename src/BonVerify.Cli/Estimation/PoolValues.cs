using BonVerify.FloatingPoint;

namespace BonVerify.Cli.Estimation;

/// <summary>
/// The measures of one pool in doubles, off by a few units in the last place per draw: for the spread over prompts. Means and the
/// values of single prompts that are printed come from exact numbers.
/// </summary>
internal static class PoolValues
{
    public static double Of(SamplePool pool, Measure measure, int n) => measure switch
    {
        Measure.Best => Judged(pool.Rewards!, pool.Rewards!, n),
        Measure.Gold => Judged(pool.Rewards!, pool.Gold!, n),
        Measure.Pick => Judged(pool.Rewards!, pool.Correct!, n),
        Measure.PassAt => 1 - AllAmong(pool.Size, pool.Size - pool.CorrectCount, n),
        Measure.PassAll => AllAmong(pool.Size, pool.CorrectCount, n),
        Measure.Majority => Vote.Of(pool.Votes, n),
        Measure.Kl => Judged(pool.Rewards!, Estimators(pool.LogProbabilities!, n), n),
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };

    /// <summary>C(marked, k)/C(size, k).</summary>
    private static double AllAmong(int size, int marked, int k)
    {
        var (factors, others) = size - marked < k ? (size - marked, k) : (k, size - marked);
        var product = 1.0;
        for (var i = 0; i < factors && product > 0; i++)
        {
            product *= Math.Max(size - others - i, 0) / (double)(size - i);
        }

        return product;
    }

    private static double Judged(double[] ascending, double[] scores, int n)
    {
        // From the top: the weight of rank i is that of rank i + 1 times (i + 1 − n)/i.
        var size = ascending.Length;
        var weight = (double)n / size;
        var sum = 0.0;
        for (var end = size; end > 0 && weight > 0;)
        {
            var (start, levelWeight, levelScore) = (end, 0.0, 0.0);
            do
            {
                start--;
                levelWeight += weight;
                levelScore += scores[start];
                weight = start == 0 ? 0 : weight * Math.Max(start + 1 - n, 0) / start;
            }
            while (start > 0 && ascending[start - 1] == ascending[end - 1]);
            sum += levelWeight * (levelScore / (end - start));
            end = start;
        }

        return sum;
    }

    /// <summary>d_n(p) for each log p; where p underflows, the limit ln n − (n−1)/n that d_n then agrees with.</summary>
    private static double[] Estimators(double[] logProbabilities, int n)
    {
        var masses = Array.ConvertAll(logProbabilities, static log => Math.Max(Math.Exp(log), double.Epsilon));
        return FastBestOfN.Estimators(n, masses);
    }
}

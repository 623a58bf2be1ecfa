namespace BonVerify.Cli.Estimation.Figures;

/// <summary>A confidence interval of the mean over the population of prompts.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="Method">How it was made, and thereby what it assumes.</param>
internal readonly record struct Interval(double Low, double High, IntervalMethod Method)
{
    // Below about so many prompts Hoeffding's interval is the shorter one for most spreads. To choose by the spread that was
    // seen would take the guarantee away.
    private const long BernsteinFrom = 1000;

    /// <summary>The interval of a mean, or null where the method has none.</summary>
    /// <param name="mean">The mean over prompts.</param>
    /// <param name="moments">Number and spread of the values.</param>
    /// <param name="range">The range in which values must lie, when it is known.</param>
    /// <param name="isBernoulli">Whether every prompt contributes one draw that is 0 or 1.</param>
    /// <param name="method">The wanted method.</param>
    /// <param name="confidence">The wanted chance of covering.</param>
    public static Interval? Of(
        double mean, Moments moments, (double Low, double High)? range, bool isBernoulli, IntervalMethod method, double confidence)
    {
        var chosen = method != IntervalMethod.Auto ? method
            : isBernoulli ? IntervalMethod.ClopperPearson
            : range is null ? IntervalMethod.StudentT
            : moments.Count < BernsteinFrom ? IntervalMethod.Hoeffding
            : IntervalMethod.Bernstein;
        var miss = 1 - confidence;
        switch (chosen)
        {
            case IntervalMethod.ClopperPearson when isBernoulli && moments.Count > 0:
                var (low, high) = ClopperPearson(moments.Count, Math.Round(mean * moments.Count), miss);
                return new(low, high, chosen);
            case IntervalMethod.Hoeffding when range is not null && moments.Count > 0:
                return Around(mean, (range.Value.High - range.Value.Low) * Math.Sqrt(Math.Log(2 / miss) / (2.0 * moments.Count)), range, chosen);
            case IntervalMethod.Bernstein when range is not null && moments.Variance is { } variance:
                var log = Math.Log(4 / miss);
                return Around(
                    mean,
                    Math.Sqrt(2 * variance * log / moments.Count) + 7 * (range.Value.High - range.Value.Low) * log / (3.0 * (moments.Count - 1)),
                    range,
                    chosen);
            case IntervalMethod.StudentT when moments.StandardError is { } error:
                return Around(mean, StudentT(moments.Count - 1, confidence) * error, null, chosen);
            default:
                return null;
        }
    }

    /// <summary>The t that a variable with Student's distribution exceeds in magnitude with chance 1 − confidence.</summary>
    public static double StudentT(long degrees, double confidence)
    {
        // t²/(ν + t²) has the beta distribution with parameters 1/2 and ν/2.
        var y = IncompleteBeta.Inverse(0.5, degrees / 2.0, confidence);
        return Math.Sqrt(degrees * y / (1 - y));
    }

    /// <summary>The chances of success for which neither so many successes nor so few have a chance below miss/2.</summary>
    public static (double Low, double High) ClopperPearson(long count, double successes, double miss) => (
        successes == 0 ? 0 : IncompleteBeta.Inverse(successes, count - successes + 1, miss / 2),
        successes >= count ? 1 : IncompleteBeta.Inverse(successes + 1, count - successes, 1 - miss / 2));

    private static Interval Around(double mean, double half, (double Low, double High)? range, IntervalMethod method) => range is var (low, high)
        ? new(Math.Max(mean - half, low), Math.Min(mean + half, high), method)
        : new(mean - half, mean + half, method);
}

using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>What the random answers of a quantity, taken together, say.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="Kind">What was answered: counts, intervals or estimates.</param>
/// <param name="Answers">How many answers were judged.</param>
/// <param name="Misses">How many of them are off: intervals without the true value, estimates far from it, counts that do not fit.</param>
/// <param name="PValue">An upper bound of the chance of so bad a result when all is right.</param>
/// <param name="IsRejected">Whether that chance is at most the share of the run's false-alarm probability.</param>
/// <param name="Worst">The answer that is furthest off.</param>
public sealed record SampledResult(Quantity Quantity, string Kind, int Answers, int Misses, double PValue, bool IsRejected, Judgement Worst)
{
    /// <summary>The result in a sentence.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Quantity}: {Answers} {Kind}, {Misses} of them off; the chance of so many is at most {PValue:G2}{(IsRejected ? ", so they are wrong" : "")}.");
}

/// <summary>
/// Judges random answers over the whole run, with an exact bound of the probability of a false alarm: binomial tails for intervals
/// and (by Chebyshev's inequality, so without assuming normality) for estimates, and the goodness-of-fit test for counts.
/// </summary>
internal static class Statistics
{
    /// <summary>The probability that any right implementation is rejected by chance.</summary>
    public const double FalseAlarm = 1e-6;

    // An estimate is off when it is this many standard errors from the truth: by Chebyshev that happens once in 16 times at most.
    private const int FarErrors = 4;
    private const long ExactBits = 1 << 20;

    public static IReadOnlyList<SampledResult> Of(IReadOnlyList<Judgement> judgements)
    {
        var groups = judgements.Where(static judgement => judgement.Assessment == Assessment.Sampled)
            .GroupBy(static judgement => (judgement.Request.Quantity, Kind: judgement.Answer switch
            {
                Answer.Counts => "counts",
                Answer.Interval interval => FormattableString.Invariant($"intervals of confidence {interval.Confidence:R}"),
                _ => "estimates",
            }))
            .ToArray();
        var level = FalseAlarm / Math.Max(1, groups.Length);
        return [.. groups.Select(group => Test(group.Key.Quantity, group.Key.Kind, [.. group], level)).OfType<SampledResult>()];
    }

    private static SampledResult? Test(Quantity quantity, string kind, IReadOnlyList<Judgement> judgements, double level) => judgements[0].Answer switch
    {
        Answer.Counts => TestCounts(quantity, kind, judgements, level),
        Answer.Interval { Confidence: var confidence } => TestTail(
            quantity, kind, judgements, level, Rational.One - Rational.FromDouble(confidence), static judgement => IntervalMiss(judgement)),
        _ => TestTail(quantity, kind, judgements, level, new Rational(1, FarErrors * FarErrors), static judgement => EstimateMiss(judgement)),
    };

    /// <summary>How far off an interval is: 0 when it holds the truth.</summary>
    private static double IntervalMiss(Judgement judgement)
    {
        var (interval, truth) = ((Answer.Interval)judgement.Answer, judgement.Truth[0]);
        return truth.IsWithin(interval.Lower, interval.Upper)
            ? 0
            : Math.Max(double.Epsilon, Math.Max(interval.Lower - truth.Nearest, truth.Nearest - interval.Upper));
    }

    /// <summary>How many times the allowed distance an estimate is off: 0 when it is not.</summary>
    private static double EstimateMiss(Judgement judgement)
    {
        var estimate = (Answer.Estimate)judgement.Answer;
        var allowed = FarErrors * Math.Sqrt(estimate.Numbers.Count);
        var worst = 0.0;
        for (var i = 0; i < estimate.Numbers.Count; i++)
        {
            var distance = Math.Abs(estimate.Numbers[i] - judgement.Truth[i].Nearest);
            var ratio = distance == 0 ? 0 : distance / (allowed * estimate.StandardErrors[i]);
            worst = Math.Max(worst, double.IsNaN(ratio) ? double.PositiveInfinity : ratio);
        }

        return worst > 1 ? worst : 0;
    }

    private static SampledResult TestTail(
        Quantity quantity, string kind, IReadOnlyList<Judgement> judgements, double level, Rational chance, Func<Judgement, double> miss)
    {
        var misses = judgements.Select(judgement => (Judgement: judgement, Miss: miss(judgement))).ToArray();
        var count = misses.Count(static item => item.Miss > 0);
        var expected = chance * judgements.Count;
        var p = count <= expected || chance.Sign <= 0 || chance >= 1
            ? count > 0 && chance.Sign <= 0 ? 0 : 1
            : GoodnessOfFit.Tail(judgements.Count, count, chance).Upper.ToDouble();

        // One estimate that is off by far is enough, however few there are: by Chebyshev once more.
        var furthest = kind == "estimates" ? misses.Max(static item => item.Miss) : 0;
        var alone = furthest > 0 ? Math.Min(1, judgements.Count / (FarErrors * FarErrors * furthest * furthest)) : 1;
        var least = Math.Min(1, 2 * Math.Min(p, alone));
        return new SampledResult(quantity, kind, judgements.Count, count, least, least <= level, misses.MaxBy(static item => item.Miss).Judgement);
    }

    private static SampledResult? TestCounts(Quantity quantity, string kind, IReadOnlyList<Judgement> judgements, double level)
    {
        var results = judgements.Select(static judgement => (Judgement: judgement, P: PValueOf(judgement))).Where(static item => item.P is not null).ToArray();
        if (results.Length == 0)
        {
            return null;
        }

        var worst = results.MinBy(static item => item.P);
        var p = Math.Min(1, worst.P!.Value * results.Length);
        return new SampledResult(
            quantity, kind, results.Length, results.Count(item => item.P * results.Length <= level), p, p <= level, worst.Judgement);
    }

    /// <summary>The p-value of counts against the exact masses; null where these are too long to be written out.</summary>
    private static double? PValueOf(Judgement judgement)
    {
        var counts = ((Answer.Counts)judgement.Answer).Numbers;
        IReadOnlyList<Rational>? masses = judgement.Request.Input switch
        {
            PolicyInput input when BestOfN.SizeInBits(input.Reference, input.N) <= ExactBits =>
                new BestOfN(input.Reference, input.N, judgement.Ties.ToBreaking(), maxBits: long.MaxValue).Probabilities(),
            PoolInput => [.. judgement.Truth.Select(static value => value.Value.Number.TryMakeExact()!.Constant)],
            _ => null,
        };
        return masses is null ? null : GoodnessOfFit.PValue(counts, masses).Upper.ToDouble();
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using BonVerify.FloatingPoint;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Benchmarks;

/// <summary>One quantity on one file of weights, timed as the peers time themselves: the fastest of many repeats.</summary>
internal static class Measurement
{
    private const double ShortestRepeat = 1e-5;

    /// <summary>Prints the seconds of the fastest repeat and the value.</summary>
    public static int Run(string quantity, string path, int n, double seconds)
    {
        var integers = Weights.Read(path);
        var isLarge = integers.Any(static weight => weight > long.MaxValue);
        var weights = isLarge ? [] : Array.ConvertAll(integers, static weight => (long)weight);
        var doubles = Array.ConvertAll(integers, static weight => (double)weight);

        // In another order than the weights, as the peer has them.
        double[] rewards = [.. Enumerable.Range(0, doubles.Length).Select(i => (double)(i * 7919L % doubles.Length) / doubles.Length)];
        var reference = new Lazy<ReferencePolicy>(() => ReferencePolicy.FromWeights(integers));
        var numerator = BigInteger.Zero;
        Func<double>? evaluate = quantity switch
        {
            "fast" => () => FastBestOfN.KullbackLeibler(doubles, n),
            "certified" when isLarge => () => CertifiedKullbackLeibler.ToDouble(reference.Value, n),
            "certified" => () => CertifiedKullbackLeibler.ToDouble(weights, n),
            "reverse_kl" => () => CertifiedBestOfN.ReverseKullbackLeibler(doubles, n),
            "chi_squared" => () => CertifiedBestOfN.ChiSquared(doubles, n),
            "total_variation" => () => CertifiedBestOfN.TotalVariation(doubles, n),
            "win_rate" => () => CertifiedBestOfN.WinRate(doubles, n),
            "estimator_mean" => () => CertifiedBestOfN.EstimatorMean(doubles, n),
            "expected_reward" => () => CertifiedBestOfN.ExpectedReward(doubles, rewards, n),
            "enclosed" => () => KullbackLeibler.Of(new EnclosedBestOfN(reference.Value, n, 128)).Lower.ToDouble(),
            "win-rate" => () =>
            {
                numerator = ExactWinRate.Numerator(weights, n, long.MaxValue);
                return 0;
            },
            "exact-chi-squared" => () =>
            {
                numerator = ExactChiSquared.Numerator(weights, n, long.MaxValue);
                return 0;
            },
            "pmf" => () => (double)ExactMasses.Numerators(weights, n, long.MaxValue)[^1].GetBitLength(),
            _ => null,
        };
        if (evaluate is null)
        {
            Console.Error.WriteLine($"quantity is {quantity}; it must be fast, certified, enclosed, win-rate, exact-chi-squared, pmf, or a measure such as chi_squared.");
            return 2;
        }

        // Several at a time when they are short, because the clock shows no less than 100 ns.
        var value = evaluate();
        var (best, times) = (double.MaxValue, 1);
        var clock = Stopwatch.StartNew();
        do
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < times; i++)
            {
                value = evaluate();
            }

            var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            best = Math.Min(best, elapsed / times);
            times = elapsed < ShortestRepeat ? 2 * times : times;
        }
        while (clock.Elapsed.TotalSeconds < seconds);
        if (quantity == "win-rate")
        {
            value = CorrectRounding.ToDouble(numerator, 2 * BigInteger.Pow(reference.Value.Denominator, n + 1));
        }

        if (quantity == "exact-chi-squared")
        {
            value = CorrectRounding.ToDouble(numerator, BigInteger.Pow(reference.Value.Denominator, 2 * n - 1));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{best:R} {value:R}"));
        return 0;
    }
}

using BonVerify.Numerics;
using BonVerify.Quantities;
using static BonVerify.Cli.Vectors.VectorFlag;

namespace BonVerify.Cli.Vectors;

/// <content>The cases of estimates from a pool, and of rates of passing.</content>
internal static partial class VectorCases
{
    /// <summary>The cases of estimates from a pool with rewards.</summary>
    public static IReadOnlyList<VectorCase> PoolEstimates { get; } =
    [
        PoolOf("a single draw", "7/3", "2", 1, null, PoolEstimate, Boundary),
        PoolOf("one right of two", "0,1", "1,0", 1, 1, PoolEstimate),
        PoolOf("one right of two, both drawn", "0,1", "1,0", 2, null, PoolEstimate, Boundary),
        PoolOf("one right of four, all drawn", "0,1,0,0", "0,1,0,0", 4, null, PoolEstimate, Ties, Boundary),
        PoolOf("one right of eight", "0,0,0,1,0,0,0,0", "0,0,0,1,0,0,0,0", 4, 4, PoolEstimate, Ties),
        PoolOf("three of eight", "1,0,1,0,0,1,0,0", "0,1,2,3,4,5,6,7", 3, 2, PoolEstimate, Ties),
        PoolOf("gold that is not in the order of the rewards", "0,1,1", "5,0,3", 2, 1, PoolEstimate, Ties),
        PoolOf("gold that falls as the reward rises", "3,1,4,2,5", "3,5,2,4,1", 3, 2, PoolEstimate),
        PoolOf("all tied", "5,5,5,5", "0,1,2,3", 2, 2, PoolEstimate, Ties, AllTied),
        PoolOf("no ties, descending", "6,5,4,3,2,1", "1,0,1,0,1,0", 2, 4, PoolEstimate),
        PoolOf("negative and fractional rewards", "-1/2,1/3,-1/7,1/3,2", "-1,1/2,1/3,-1/4,0", 2, 3, PoolEstimate, Ties, NonIntegerRewards),
        PoolOf("rewards that cancel", "-3,-1,1,3", "1,-1,1,-1", 1, 2, PoolEstimate),
        PoolOf("rewards that differ by 10^-30", "1,1.000000000000000000000000000001,1", "1,2,3", 2, 1, PoolEstimate, Ties, NonIntegerRewards),
        PoolOf("grades of ten responses", "3,5,2,5,4,1,3,5,2,4", "1,0,0,1,1,0,0,1,0,1", 4, 4, PoolEstimate, Ties),
        PoolOf("grades of ten responses, one more than half", "3,5,2,5,4,1,3,5,2,4", "1,0,0,1,1,0,0,1,0,1", 6, 4, PoolEstimate, Ties),
        PoolOf("n + m above the size of the pool", "0,1,2", "2,1,0", 2, 2, PoolEstimate),
    ];

    /// <summary>The cases of rates of passing among k samples.</summary>
    public static IReadOnlyList<VectorCase> PassRates { get; } =
    [
        PassOf(1, 0, 1, "1", PassRate, Boundary),
        PassOf(1, 1, 1, "1/2", PassRate, Boundary),
        PassOf(2, 1, 2, "1/2", PassRate, VectorFlag.Threshold, Boundary),
        PassOf(4, 2, 2, "1/2", PassRate, VectorFlag.Threshold),
        PassOf(5, 5, 3, "1", PassRate, Boundary),
        PassOf(5, 5, 5, "1", PassRate, Boundary),
        PassOf(8, 5, 3, "2/3", PassRate, VectorFlag.Threshold),
        PassOf(10, 3, 2, "0.75", PassRate),
        PassOf(10, 3, 4, "0.5", PassRate, VectorFlag.Threshold),
        PassOf(10, 7, 5, "0.5", PassRate),
        PassOf(10, 9, 9, "0.9", PassRate),
        PassOf(16, 8, 8, "0.75", PassRate, VectorFlag.Threshold),
        PassOf(50, 14, 25, "0.28", PassRate, VectorFlag.Threshold),
        PassOf(100, 30, 25, "0.28", PassRate, VectorFlag.Threshold),
        PassOf(200, 16, 100, "0.07", PassRate, VectorFlag.Threshold),
        PassOf(200, 150, 64, "0.75", PassRate, VectorFlag.Threshold),
        PassOf(200, 37, 10, null, PassRate),
        PassOf(1000, 990, 500, "0.99", PassRate, VectorFlag.Threshold),
        PassOf(1030, 0, 515, "1/1000", PassRate, Boundary),
        PassOf(1030, 515, 515, "0.5", PassRate),
        PassOf(1_000_000, 999_999, 2, "1", PassRate),
        PassOf(1_000_000, 600_000, 30, "0.6", PassRate, VectorFlag.Threshold),
        PassOf(1_000_000_000, 1, 1, "1", PassRate),
        PassOf(1_000_000_000, 500_000_000, 8, "0.25", PassRate, VectorFlag.Threshold),
    ];

    /// <summary>A pool with gold; an opponent draws from the same pool, or from one whose rewards are the gold ones.</summary>
    private static VectorCase PoolOf(string comment, string rewards, string gold, int n, int? m, params VectorFlag[] flags)
    {
        Rational[] second = [.. gold.Split(',').Select(Rational.Parse)];
        return new(comment, flags, new PoolCase(rewards.Split(',').Select(Rational.Parse), n, gold: second, m: m, opponent: second));
    }

    private static VectorCase PassOf(int total, int correct, int k, string? tau, params VectorFlag[] flags) => new(
        FormattableString.Invariant($"{correct} of {total} correct, k = {k}{(tau is null ? "" : $", tau = {tau}")}"),
        flags,
        new PassAtKCase(total, correct, k, tau: tau is null ? null : Rational.Parse(tau)));
}

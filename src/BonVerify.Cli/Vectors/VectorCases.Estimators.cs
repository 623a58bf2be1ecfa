using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Quantities;
using static BonVerify.Cli.Vectors.VectorFlag;

namespace BonVerify.Cli.Vectors;

/// <content>The cases of the estimator, of pools and of pass@k.</content>
internal static partial class VectorCases
{
    private static readonly Rational TwoToMinus53 = new(BigInteger.One, BigInteger.One << 53);

    private static readonly (string Comment, Rational Epsilon, VectorFlag Flag)[] Epsilons =
    [
        ("epsilon = 1", Rational.One, EpsilonNearOne),
        ("epsilon = 1 - 2^-53", Rational.One - TwoToMinus53, EpsilonNearOne),
        ("epsilon = 1 - 10^-3", new Rational(999, 1000), EpsilonNearOne),
        ("epsilon = 1/2", new Rational(1, 2), Ordinary),
        ("epsilon = 1/3", new Rational(1, 3), Ordinary),
        ("epsilon = 1/10", new Rational(1, 10), Ordinary),
        ("epsilon = 10^-3", new Rational(1, 1000), Ordinary),
        ("epsilon = 10^-6", Rational.Parse("1e-6"), TinyEpsilon),
        ("epsilon = 10^-9", Rational.Parse("1e-9"), TinyEpsilon),
        ("epsilon = 10^-17", Rational.Parse("1e-17"), TinyEpsilon),
        ("epsilon = 10^-300", Rational.Parse("1e-300"), TinyEpsilon),
        ("epsilon = 2^-1074", new Rational(BigInteger.One, Smallest), TinyEpsilon),
    ];

    private static readonly int[] EstimatorDraws = [1, 2, 3, 10, 64, 1000, 1_000_000, 1_000_000_000];

    /// <summary>The cases of the estimator d_n(ε).</summary>
    public static IReadOnlyList<VectorCase> Estimators { get; } = Epsilons
        .SelectMany(static e => EstimatorDraws.Select(n => new VectorCase(
            FormattableString.Invariant($"{e.Comment}, n = {n}"),
            n == 1 ? [e.Flag, NEquals1] : n >= 1_000_000 ? [e.Flag, LargeN] : [e.Flag],
            new EstimatorCase(n, e.Epsilon))))
        .ToArray();

    /// <summary>The cases of pools.</summary>
    public static IReadOnlyList<VectorCase> Pools { get; } =
    [
        .. new[] { 1, 2, 3, 5, 8, 13, 30 }.SelectMany(static size => new[] { 1, 2, 3, (size + 1) / 2, size - 1, size }
            .Where(n => n >= 1 && n <= size)
            .Distinct()
            .Select(n => new VectorCase(
                FormattableString.Invariant($"{n} of {size}"), n == 1 || n == size ? [Pool, Boundary] : [Pool], new PoolCase(size, n)))),
        .. new[] { "0,1,1", "1,0,1,0", "3,1,2", "1/2,2/4,0,7", "5,5,5,5", "-1,-1,0,2,2,2" }.SelectMany(static rewards => new[] { 2, 3 }
            .Select(n => new VectorCase(
                FormattableString.Invariant($"{n} of the rewards {rewards}"), [Pool, Ties], new PoolCase(rewards.Split(',').Select(Rational.Parse), n)))),
    ];

    /// <summary>The cases of pass@k.</summary>
    public static IReadOnlyList<VectorCase> PassesAtK { get; } = new[]
    {
        (1, 0, 1), (1, 1, 1), (2, 1, 1), (2, 1, 2), (5, 0, 3), (5, 5, 2), (5, 2, 3), (5, 2, 4), (10, 3, 1), (10, 3, 2), (10, 3, 5), (10, 3, 7),
        (10, 3, 8), (10, 9, 1), (20, 1, 10), (20, 10, 10), (20, 19, 20), (100, 1, 10), (100, 7, 10), (100, 50, 50), (100, 99, 1), (100, 1, 99),
        (200, 4, 100), (200, 37, 10), (200, 37, 1), (1000, 1, 1), (1000, 3, 100), (1000, 500, 10), (10_000, 7, 100), (1_000_000, 3, 100),
        (1_000_000, 1, 500_000), (1_000_000_000, 2, 1000), (1_000_000_000, 1, 1), (1_000_000_000, 999_999_999, 2),
    }.Select(static c => new VectorCase(
        FormattableString.Invariant($"{c.Item2} of {c.Item1} correct, k = {c.Item3}"),
        c.Item2 == 0 || c.Item1 - c.Item2 < c.Item3 ? [VectorFlag.PassAtK, Boundary] : [VectorFlag.PassAtK],
        new PassAtKCase(c.Item1, c.Item2, c.Item3))).ToArray();
}

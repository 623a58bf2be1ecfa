using System.Numerics;

namespace BonVerify.Tests.Support;

/// <summary>Weights on which best-of-n is hard to evaluate: dominating and tiny masses, many equal ones, all shapes of decay.</summary>
internal sealed class NastyWeights(int seed)
{
    public static readonly IReadOnlyList<int> Draws =
        [2, 3, 4, 7, 10, 16, 64, 100, 255, 1000, 65_536, 1_000_000, 999_999_999, 1_000_000_000];

    private readonly Random random = new(seed);

    public int Int(int from, int below) => random.Next(from, below);

    public double Unit() => random.NextDouble();

    public int N() => random.Next(3) == 0 ? random.Next(2, 300) : Draws[random.Next(Draws.Count)];

    /// <summary>Doubles whose sum is far from the ends of the range, of every size and shape, some as far apart as the proof allows.</summary>
    public double[] DoublesInRange() => Int(0, 4) switch
    {
        0 => [.. FewLongs().Select(weight => weight * Math.ScaleB(1, Int(-80, -20)))],
        1 => [.. Enumerable.Range(0, Int(2, 9)).Select(_ => Math.ScaleB(1 + Unit(), Int(-150, 20)))],
        2 => [.. Enumerable.Range(0, Int(2, 9)).Select(_ => Math.ScaleB(1 + Unit(), Int(-1070, 0))), 0.75],
        _ => Doubles(),
    };

    /// <summary>At least two positive doubles, sometimes zeros among them.</summary>
    public double[] Doubles() => random.Next(9) switch
    {
        0 => Make(random.Next(2, 6), _ => Math.Pow(10, -random.NextDouble() * random.Next(1, 30))),
        1 => WithOne(Make(random.Next(2, 100), _ => random.NextDouble()), Math.Pow(10, random.Next(0, 17))),
        2 => Make(random.Next(2, 300), _ => 1.0 / 3),
        3 => random.Next(2) == 0 ? [1, Tiny()] : [Tiny(), 1],
        4 => Make(random.Next(2, 200), i => Math.Pow(i + 1, -2)),
        5 => Make(random.Next(2, 200), i => Math.Pow(0.7, i)),
        6 => Make(random.Next(50, 400), _ => random.NextDouble()),
        7 => [.. Make(random.Next(50, 400), _ => random.Next(4) == 0 ? 0 : -Math.Log(random.NextDouble())), 0.3, 0.2],
        _ => WithOne(Make(random.Next(100, 300), _ => 1e-9 * random.NextDouble()), 1),
    };

    /// <summary>At least two positive integers with a total of at most 2^53.</summary>
    public long[] Longs() => random.Next(8) switch
    {
        0 => [(1L << 53) - 1, 1],
        1 => [1, (1L << 53) - 1],
        2 => Longs(random.Next(2, 6), () => 1L << random.Next(50)),
        3 => Longs(random.Next(2, 40), () => random.NextInt64(1, 1L << random.Next(1, 47))),
        4 => Longs(random.Next(2, 60), static () => 1),
        5 => [.. Longs(random.Next(1, 30), () => random.NextInt64(1, 1000)), 1L << random.Next(20, 52), .. Longs(random.Next(0, 30), () => random.NextInt64(1, 1000))],
        6 => [.. Longs(random.Next(2, 20), () => random.Next(3) == 0 ? 0 : random.NextInt64(1, 1 << 20)), 5, 7],
        _ => Longs(random.Next(60, 300), () => random.NextInt64(1, 1 << 20)),
    };

    /// <summary>As <see cref="Longs()"/>, at most a dozen.</summary>
    public long[] FewLongs() => random.Next(6) switch
    {
        0 => [(1L << 53) - 1, 1],
        1 => [1, (1L << 53) - 1],
        2 => Longs(random.Next(2, 6), () => 1L << random.Next(50)),
        3 => Longs(random.Next(2, 12), () => random.NextInt64(1, 1L << random.Next(1, 49))),
        4 => [random.Next(3), 1L << random.Next(53), 1 + random.Next(3)],
        _ => [.. Longs(random.Next(1, 5), () => random.NextInt64(1, 1000)), 1L << random.Next(20, 52), .. Longs(random.Next(0, 5), () => random.NextInt64(0, 1000))],
    };

    /// <summary>At least two positive integers of up to 2,000 bits: masses down to 10^−600, cumulative masses as near to 1.</summary>
    public BigInteger[] Integers() => random.Next(9) switch
    {
        0 => [BigInteger.One, Power(random.Next(30, 500)), Below(200)],
        1 => [Power(random.Next(30, 500)), BigInteger.One],
        2 => Integers(random.Next(2, 12), () => Below(128)),
        3 => Integers(random.Next(2, 5), () => Below(2000)),
        4 => Integers(random.Next(2, 9), () => Power(random.Next(400))),
        5 => [.. Integers(random.Next(1, 8), () => Below(130)), BigInteger.One << random.Next(100, 1700), .. Integers(random.Next(0, 8), () => Below(130))],
        6 => Integers(random.Next(2, 12), () => random.Next(3) == 0 ? 0 : random.NextInt64(long.MaxValue)).Append(1).Append(long.MaxValue).ToArray(),
        7 => Integers(random.Next(2, 9), () => (BigInteger.One << random.Next(100, 140)) - 1),
        _ => Integers(random.Next(2, 30), () => Power(random.Next(20, 30)) + Below(60)),
    };

    /// <summary>A positive integer of at most so many bits, often far fewer.</summary>
    public BigInteger Below(int bits) => Uniform(8 * (1 + random.Next(bits / 8)));

    /// <summary>A uniform integer from 1 to 2^bits, bits a multiple of 8.</summary>
    public BigInteger Uniform(int bits)
    {
        var bytes = new byte[bits / 8];
        random.NextBytes(bytes);
        return 1 + new BigInteger(bytes, isUnsigned: true);
    }

    private static BigInteger Power(int exponent) => BigInteger.Pow(10, exponent);

    private static BigInteger[] Integers(int count, Func<BigInteger> next) => [.. Enumerable.Range(0, count).Select(_ => next())];

    private static long[] Longs(int count, Func<long> next) => [.. Enumerable.Range(0, count).Select(_ => next())];

    private static double[] Make(int count, Func<int, double> next) => [.. Enumerable.Range(0, count).Select(next)];

    private double Tiny() => Math.Pow(10, -random.NextDouble() * 25);

    private double[] WithOne(double[] weights, double large)
    {
        weights[random.Next(3) * (weights.Length - 1) / 2] = large;
        return weights;
    }
}

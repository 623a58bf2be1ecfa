using System.Numerics;
using BonVerify.Policies;

namespace BonVerify.Benchmarks;

/// <summary>Random integer weights, the same in every run and for every peer.</summary>
internal static class Weights
{
    /// <summary>Uniform weights from 1 to 2^bits.</summary>
    public static long[] Make(int count, int bits)
    {
        var random = new Random(20240103);
        return [.. Enumerable.Range(0, count).Select(_ => 1 + random.NextInt64(1L << bits))];
    }

    /// <summary>Uniform weights from 1 to 2^bits, of any size.</summary>
    public static BigInteger[] MakeLarge(int count, int bits)
    {
        var random = new Random(20240103);
        var bytes = new byte[bits / 8];
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            random.NextBytes(bytes);
            return 1 + new BigInteger(bytes, isUnsigned: true);
        })];
    }

    public static int Write(TextWriter output, int count, int bits)
    {
        foreach (var weight in bits < 63 ? Make(count, bits).Select(static weight => (BigInteger)weight) : MakeLarge(count, bits))
        {
            output.WriteLine(weight);
        }

        return 0;
    }

    public static BigInteger[] Read(string path) => [.. File.ReadLines(path).Select(BigInteger.Parse)];

    public static ReferencePolicy Policy(long[] weights) =>
        ReferencePolicy.FromWeights(weights.Select(static weight => (BigInteger)weight));
}

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

    public static int Write(TextWriter output, int count, int bits)
    {
        foreach (var weight in Make(count, bits))
        {
            output.WriteLine(weight);
        }

        return 0;
    }

    public static long[] Read(string path) => [.. File.ReadLines(path).Select(long.Parse)];

    public static ReferencePolicy Policy(long[] weights) =>
        ReferencePolicy.FromWeights(weights.Select(static weight => (System.Numerics.BigInteger)weight));
}

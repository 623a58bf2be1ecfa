using System.Numerics;
using BonVerify.FloatingPoint.Integers;

namespace BonVerify.Tests.FloatingPoint.Integers;

public class IntegerWeightsTest
{
    [Fact]
    public void Read_TellsTheTotal_UpToTheLargest()
    {
        // Within a chunk of 256, over several, and with weights at their ends.
        foreach (var count in new[] { 1, 2, 7, 8, 9, 255, 256, 257, 600 })
        {
            for (var place = 0; place < count; place += 1 + count / 9)
            {
                var weights = new long[count];
                (weights[place], weights[count - 1]) = (1L << 52, (1L << 52) + weights[count - 1]);
                if (place == count - 1)
                {
                    weights[place] = 1L << 53;
                }

                Check(weights, 1L << 53);
                weights[count / 2]++;
                Check(weights, null);
            }
        }

        Check([5], 5);
        Check([0, 0, 3, 0], 3);
    }

    [Fact]
    public void Read_OfSumsThatWrapRound_KnowsThatTheyAreLarge()
    {
        // 16 times 2^60 and 4 times 2^62 are 0 in 64 bits, and so are their bits where they are not gathered but added without carry.
        foreach (var (weight, count) in new[] { (1L << 60, 16), (1L << 62, 4), (1L << 62, 400), (long.MaxValue, 2), (long.MaxValue, 300), (1L << 54, 1024) })
        {
            Check(Enumerable.Repeat(weight, count).ToArray(), null);
            Check([.. Enumerable.Repeat(weight, count), 3], null);
            Check([3, .. Enumerable.Repeat(weight, count)], null);
        }
    }

    [Fact]
    public void Read_RefusesWhatIsNoWeight()
    {
        Refused("w is empty", []);
        Refused("w have total mass 0", [0, 0]);
        for (var count = 1; count < 300; count += 23)
        {
            for (var place = 0; place < count; place += 5)
            {
                var weights = Enumerable.Repeat(long.MaxValue, count).ToArray();
                weights[place] = -1 - place;
                Refused($"w[{place}] is {-1 - place}; it must be at least 0", weights);
            }
        }

        static void Refused(string message, long[] weights) =>
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => _ = IntegerWeights.Read(weights, "w").Total).Message, StringComparison.Ordinal);
    }

    private static void Check(long[] weights, long? total)
    {
        var read = IntegerWeights.Read(weights, "weights");
        Assert.Equal(total, read.Total);
        Assert.Equal(weights.Aggregate(BigInteger.Zero, static (sum, weight) => sum + weight), read.ExactTotal);
        Assert.Equal(weights.Count(static weight => weight > 0) == 1, read.IsSingle);
    }
}

using BonVerify.FloatingPoint.Certified;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint.Certified;

/// <summary>The ladder of a block, step by step, is to the bit the ladder of each pair.</summary>
public class LadderKernelTest
{
    [Fact]
    public void Quotients_AreThoseOfEachPair_OnEveryWidth()
    {
        var random = new NastyWeights(41);
        foreach (var n in Enumerable.Range(1, 70).Concat(NastyWeights.Draws).Append(int.MaxValue))
        {
            Quotients<Lanes8>(random, n);
            Quotients<Lanes4>(random, n);
            Quotients<Lanes1>(random, n);
        }
    }

    private static void Quotients<L>(NastyWeights random, int n)
        where L : struct, ILanes<L>
    {
        const int Stride = CertifiedEvaluation<Lanes1>.Stride;
        var count = random.Int(1, CertifiedEvaluation<Lanes1>.Block / L.Count + 1) * L.Count;
        var (numbers, quotients) = (new double[2 * Stride], new double[2 * Stride]);

        // Near 1, so that the powers are not all 0; the first are nothing, and now and then two are equal.
        for (var i = random.Int(0, 3); i <= count; i++)
        {
            numbers[i] = random.Int(0, 9) == 0 ? numbers[Math.Max(i - 1, 0)] : Math.Exp(-random.Unit() * random.Int(1, 60) / n);
        }

        Array.Sort(numbers, 0, count + 1);
        for (var i = 0; i <= count; i++)
        {
            numbers[Stride + i] = numbers[i] * 1e-17 * random.Unit();
        }

        // What fills up the lanes of the last one must not count.
        numbers.AsSpan(count + 1, L.Count - 1).Fill(double.NaN);
        LadderKernel<L>.Quotients(new(numbers), count, n, new(quotients));
        for (var i = 0; i < count; i++)
        {
            var expected = PowerLadder.Quotient(
                DoubleDouble<Lanes1>.Create(numbers[i + 1], numbers[Stride + i + 1]),
                DoubleDouble<Lanes1>.Create(numbers[i], numbers[Stride + i]),
                DoubleDouble<Lanes1>.Create(1),
                n);
            Assert.Equal(DoubleDouble<Lanes1>.First(expected), new(quotients[i], quotients[Stride + i]));
        }
    }
}

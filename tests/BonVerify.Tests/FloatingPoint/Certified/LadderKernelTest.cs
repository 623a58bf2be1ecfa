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
        const int Most = CertifiedEvaluation<Lanes1>.Block;
        var count = random.Int(1, Most / L.Count + 1) * L.Count;
        var (a, b, quotients) = (new double[2 * Most], new double[2 * Most], new double[2 * Most]);
        for (var i = 0; i < count; i++)
        {
            // Near 1, so that the powers are not all 0; every ninth cell begins at nothing.
            a[i] = Math.Exp(-random.Unit() * random.Int(1, 60) / n);
            b[i] = i % 9 == 0 ? 0 : a[i] * random.Unit();
            (a[Most + i], b[Most + i]) = (a[i] * 1e-17 * random.Unit(), b[i] * 1e-17 * random.Unit());
        }

        LadderKernel<L>.Quotients(new(a), new(b), count, n, new(quotients));
        for (var i = 0; i < count; i++)
        {
            var expected = PowerLadder.Quotient(
                DoubleDouble<Lanes1>.Create(a[i], a[Most + i]),
                DoubleDouble<Lanes1>.Create(b[i], b[Most + i]),
                DoubleDouble<Lanes1>.Create(1),
                n);
            Assert.Equal(DoubleDouble<Lanes1>.First(expected), new(quotients[i], quotients[Most + i]));
        }
    }
}

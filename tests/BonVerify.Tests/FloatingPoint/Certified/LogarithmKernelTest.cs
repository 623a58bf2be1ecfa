using BonVerify.FloatingPoint.Certified;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint.Certified;

/// <summary>The logarithms of a block, part by part, are to the bit the logarithm of each pair.</summary>
public class LogarithmKernelTest
{
    [Fact]
    public void Logarithms_AreThoseOfEachPair_OnEveryWidth()
    {
        var random = new NastyWeights(42);
        for (var repeat = 0; repeat < Effort.Cases(60); repeat++)
        {
            Logarithms<Lanes8>(random);
            Logarithms<Lanes4>(random);
            Logarithms<Lanes1>(random);
        }
    }

    private static void Logarithms<L>(NastyWeights random)
        where L : struct, ILanes<L>
    {
        const int Most = CertifiedEvaluation<Lanes1>.Block;
        var count = random.Int(1, Most / L.Count + 1) * L.Count;
        var (ratios, logarithms) = (new double[2 * Most], new double[2 * Most]);
        for (var i = 0; i < count; i++)
        {
            ratios[i] = random.Int(0, 8) switch
            {
                0 => 0,
                1 => 1,
                2 => Math.ScaleB(1 + random.Unit(), random.Int(-900, -190)),
                3 => 1 + (random.Unit() - 0.5) * 1e-9,
                _ => Math.ScaleB(1 + random.Unit(), random.Int(-30, 31)),
            };
            ratios[Most + i] = ratios[i] * 1e-17 * (random.Unit() - 0.5);
        }

        LogarithmKernel<L>.Logarithms(new(ratios), count, new(logarithms));
        for (var i = 0; i < count; i++)
        {
            var isSmall = ratios[i] < DoubleDouble<Lanes1>.SmallestRatio;
            var expected = DoubleDouble<Lanes1>.Ln(isSmall
                ? DoubleDouble<Lanes1>.Create(DoubleDouble<Lanes1>.SmallestRatio)
                : DoubleDouble<Lanes1>.Create(ratios[i], ratios[Most + i]));
            Assert.Equal(DoubleDouble<Lanes1>.First(expected), new(logarithms[i], logarithms[Most + i]));
        }
    }
}

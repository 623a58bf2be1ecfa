using BonVerify.FloatingPoint.Pairs;
using BonVerify.Measures;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint.Fast;

/// <summary>
/// The inequalities behind theorem 2 of proofs/FloatingPoint.md (lemmas 10 and 22), over adversarial policies, fine ones, and fine
/// ones with a large cell on top, where small cells have the least to do with KL.
/// </summary>
public class FastBoundTest
{
    [Fact]
    public void ErrorsOfRatiosAddUpToMultiplesOfKl()
    {
        var random = new NastyWeights(41);
        var worst = (Deviation: 0.0, Logarithm: 0.0, Small: 0.0);
        for (var i = 0; i < Effort.Cases(400); i++)
        {
            var n = i % 4 == 0 ? random.Int(2, 9) : random.N();
            var weights = (i % 3) switch
            {
                0 => random.Doubles(),
                1 => Fine(random, random.Int(20, 400)),
                _ => Fine(random, random.Int(20, 400)).Append(Math.ScaleB(1, random.Int(-4, 12))).ToArray(),
            };
            var policy = new EnclosedBestOfN(ReferencePolicy.FromWeights(weights), n, 80);
            var kl = KullbackLeibler.Of(policy).Lower.ToDouble();
            if (kl == 0)
            {
                continue;
            }

            var sums = (Deviation: 0.0, Logarithm: 0.0, Small: 0.0);
            for (var index = 0; index < policy.Cells.Count; index++)
            {
                var cell = policy.Evaluate(index);
                var (p, t, lnT) = (cell.Reference.Lower.ToDouble(), cell.Ratio.Lower.ToDouble(), cell.LogRatio.Lower.ToDouble());
                sums.Deviation += p * Math.Abs(t - 1);
                sums.Logarithm += p * t * Math.Abs(lnT) * (Math.Log(n) - lnT);

                // z = -n ln(1 - P/F)/2.
                var share = (double)(cell.Level.Probability / cell.Level.Cumulative);
                sums.Small += -n * Math.Log(1 - share) / 2 <= 0.25 ? p * t : 0;
            }

            worst = (
                Math.Max(worst.Deviation, sums.Deviation / kl),
                Math.Max(worst.Logarithm, sums.Logarithm / kl / ((10.25 * Math.Log(n)) + 2)),
                Math.Max(worst.Small, sums.Small / kl));
        }

        Assert.InRange(worst.Deviation, 3, ErrorBounds.DeviationPerKl);
        Assert.InRange(worst.Logarithm, 0.1, 1);
        Assert.InRange(worst.Small, 5, 43.4);
    }

    private static double[] Fine(NastyWeights random, int count)
    {
        var tilt = 4 * random.Unit();
        return Enumerable.Range(1, count).Select(i => Math.Pow(i, tilt) / Math.Pow(count, tilt)).ToArray();
    }
}

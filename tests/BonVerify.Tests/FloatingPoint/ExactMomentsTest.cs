using System.Numerics;
using BonVerify.FloatingPoint;
using BonVerify.FloatingPoint.Integers;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.Measures;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint;

/// <summary>Moments of the density ratio by residues against those from the masses.</summary>
public class ExactMomentsTest
{
    [Fact]
    public void Numerator_IsTheMomentOfTheMasses()
    {
        var random = new NastyWeights(61);
        for (var i = 0; i < Effort.Cases(60); i++)
        {
            var (policy, order) = (Policy(random), random.Int(2, 6));
            Assert.Equal(Expected(policy, order), ExactMoments.Numerator(policy, order));
        }
    }

    [Fact]
    public void Residues_AreThoseOfTheMoment_OnEveryWidth()
    {
        var random = new NastyWeights(62);
        for (var i = 0; i < 20; i++)
        {
            var (policy, order) = (Policy(random), random.Int(2, 9));
            Residues<Lanes8>(policy, order);
            Residues<Lanes4>(policy, order);
            Residues<Lanes1>(policy, order);
        }
    }

    [Fact]
    public void LargeCases_GoThisWay_AndGiveTheSameMeasures()
    {
        var random = new Random(63);
        var policy = new BestOfN(ReferencePolicy.FromWeights(Enumerable.Range(0, 100).Select(_ => (BigInteger)random.Next(1, 1 << 20))), 300, maxBits: 1L << 24);
        Assert.True(ExactMoments.IsWorthwhile(policy, 2));
        Assert.Equal((Expected(policy, 2), BigInteger.Pow(policy.Reference.Denominator, 599)), RenyiDivergence.Moment(policy, 2));
        Assert.Equal(RenyiDivergence.PowerSum(policy, 2) - 1, ChiSquared.Of(policy));
    }

    [Fact]
    public void WorthwhileCases_AreThoseThatTheProofCovers()
    {
        // Above 2^49 a weight may be a multiple of a prime.
        Assert.True(ExactMoments.IsWorthwhile(Of(1L << 49), 2));
        Assert.False(ExactMoments.IsWorthwhile(Of((1L << 49) + 1), 2));

        static BestOfN Of(long total) => new(
            ReferencePolicy.FromWeights(Enumerable.Repeat(BigInteger.One, 299).Append(total - 299)), 300, maxBits: 1L << 30);
    }

    private static void Residues<L>(BestOfN policy, int order)
        where L : struct, ILanes<L>
    {
        var primes = Primes.Largest(16);
        var count = (policy.Cells.Count + 7) / 8 * 8;
        double[] weights = [.. policy.Cells.Select(static cell => (double)cell.Weight), .. Enumerable.Repeat(1.0, count - policy.Cells.Count)];
        double[] cumulative =
        [
            .. policy.Cells.Select(static cell => (double)cell.CumulativeWeight),
            .. Enumerable.Repeat((double)policy.Reference.Denominator, count - policy.Cells.Count),
        ];
        var expected = Expected(policy, order);
        var residues = ModularMoments<L>.Of(cumulative, weights, policy.N, order, primes);
        Assert.All(residues.Zip(primes), pair => Assert.True((expected - (BigInteger)pair.First) % (BigInteger)pair.Second == 0));
        Assert.All(residues.Zip(primes), static pair => Assert.InRange(Math.Abs(pair.First), 0, 0.59 * pair.Second));
    }

    private static BestOfN Policy(NastyWeights random)
    {
        BigInteger[] weights = [.. random.FewLongs().Select(static weight => (BigInteger)(weight >> 5)), 3];
        return new(ReferencePolicy.FromWeights(weights), random.Int(1, 60), maxBits: 1L << 24);
    }

    private static BigInteger Expected(BestOfN policy, int order) => policy.Cells.Zip(policy.CellNumerators).Aggregate(
        BigInteger.Zero, (sum, cell) => sum + cell.First.Weight * BigInteger.Pow(cell.Second / cell.First.Weight, order));
}

using System.Numerics;
using BonVerify.Bounds;
using BonVerify.Evaluation;
using BonVerify.FloatingPoint.Wide;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint.Wide;

/// <summary>Tilted policies in numbers of 128 bits against those by enclosures of arbitrary precision.</summary>
public class WideTiltTest
{
    [Fact]
    public void At_ContainsTheValues_AndIsNarrow() => Campaign.Run(300, static index =>
    {
        var random = new NastyWeights(95_000_000 + index);
        var weights = index % 2 == 0 ? random.Integers() : Array.ConvertAll(random.FewLongs(), static weight => (BigInteger)weight);
        var reference = ReferencePolicy.FromWeights(weights);
        if (reference.Levels.Count < 2)
        {
            return;
        }

        // Any β; and, for what a large exponent costs, one that lifts the top level up to the others however light it is.
        var lift = 2 * BigInteger.Log(reference.Denominator) - 2 * BigInteger.Log(reference.Levels[^1].Weight);
        var beta = Dyadic.FromDouble(index % 3 == 0 ? Math.ScaleB(1 + random.Int(0, 1000) / 1001.0, random.Int(-40, 12)) : lift * (1 + random.Int(-40, 40) / 400.0));
        Check(reference, beta);
    });

    [Fact]
    public void FrontierWinRate_IsThatOfArbitraryPrecision() => Campaign.Run(60, static index =>
    {
        var random = new NastyWeights(96_000_000 + index);
        var reference = ReferencePolicy.FromWeights(Array.ConvertAll(random.FewLongs(), static weight => (BigInteger)weight));
        if (reference.Levels.Count < 3)
        {
            return;
        }

        var policy = new PolicyEvaluation(reference, random.Int(2, 5000));
        var (fast, truth) = (PolicyMeasures.Certified.FrontierWinRate(policy), PolicyMeasures.Exact.FrontierWinRate(policy));
        var (first, later, exact) = (fast.Evaluate(WideValue.Precision), fast.Evaluate(300), truth.Evaluate(300));
        Assert.True(first.Lower <= exact.Upper && exact.Lower <= first.Upper, $"{reference}, n = {policy.N}: {first}, {exact}");
        Assert.True(later.Lower <= exact.Upper && exact.Lower <= later.Upper, $"{reference}, n = {policy.N}: {later}, {exact}");
        Assert.True(first.IsAccurateTo(60), $"{reference}, n = {policy.N}: {first}");
        Assert.True(later.IsAccurateTo(280), $"{reference}, n = {policy.N}: {later}");
    });

    private static void Check(ReferencePolicy reference, Dyadic beta)
    {
        var cells = new WideCells(reference.Levels, reference.Denominator, 2);
        var fast = new WideTilt(cells.Masses, reference.Levels, reference.Denominator).At(beta);
        var truth = new PolicyFrontier(reference).At(Enclosure.Exactly(beta), 400);
        var name = $"{reference.Denominator.GetBitLength()} bits, beta = {beta.ToDouble()}";
        Overlap(fast.LogPartition, truth.LogPartition, name);
        Overlap(fast.Mean, truth.Mean, name);
        Overlap(fast.Divergence, truth.Divergence, name);

        // The exponent itself takes bits, and k(β) is a difference.
        var lost = Math.Max(0, beta.TopExponent);
        Assert.True((fast.Mean.Upper - fast.Mean.Lower).ToDouble() <= Math.ScaleB(1, (int)lost - 112), name);
        Assert.True((fast.Divergence.Upper - fast.Divergence.Lower).ToDouble() <= Math.ScaleB(1, 2 * (int)lost - 108), name);
    }

    // The truth is far narrower: what holds a part of it holds it all but for its width.
    private static void Overlap(Enclosure fast, Enclosure truth, string name) =>
        Assert.True(fast.Lower <= truth.Upper && truth.Lower <= fast.Upper, $"{name}: {fast}, {truth}");
}

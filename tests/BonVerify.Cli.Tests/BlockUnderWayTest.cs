using BonVerify.Claims;
using BonVerify.Cli.Verification;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Cli.Tests;

public class BlockUnderWayTest
{
    private static readonly Claim[] Claims = [Catalogue.KlUpperBound, Catalogue.WinRateUpperBound];

    [Fact]
    public void Decide_ManyViolations_KeepsWitnessesUpToTheFirst()
    {
        var (block, witnesses) = (Block(), new[] { Witness(), Witness(), Witness() });
        foreach (var index in new[] { 2, 0, 1 })
        {
            block.Decide(index, block.CaseAt(index), [new Verdict.Violated(witnesses[index]), new Verdict.Undecided(64)]);
        }

        var decided = block.Decided();
        Assert.Equal([witnesses[0], null, witnesses[2]], decided.Select(static item => item.Claims[0].FirstWitness));
        Assert.All(decided, static item => Assert.Equal(1, item.Claims[0].Violated));
        var tally = Tally.Of(Claims).With(isGenerated: true, decided);
        Assert.Same(witnesses[0], tally.Claims[0].FirstWitness);
        Assert.Equal((3, 3), (tally.Claims[0].Violated, tally.Claims[1].Undecided));
    }

    [Fact]
    public void Decide_ViolationsAfterAKnownOne_KeepsNoWitness()
    {
        var first = Block();
        var known = Witness();
        first.Decide(0, first.CaseAt(0), [new Verdict.Violated(known), new Verdict.Undecided(64)]);
        var before = Tally.Of(Claims).With(isGenerated: true, first.Decided());

        var (second, other) = (Block(before, start: 3), Witness());
        second.Decide(0, second.CaseAt(0), [new Verdict.Violated(Witness()), new Verdict.Violated(other)]);
        Assert.Equal([null, other], Assert.Single(second.Decided()).Claims.Select(static claim => claim.FirstWitness));
        Assert.Equal([known, other], before.With(isGenerated: true, second.Decided()).Claims.Select(static claim => claim.FirstWitness));
    }

    private static BlockUnderWay Block(Tally? before = null, int start = 0) => new(
        new CaseBlock(IsGenerated: true, 3, i => new NamedCase(new PolicyCase(ReferencePolicy.FromWeights(1, 2), 2), "a case")
        {
            Order = new CaseOrder(CaseStage.Generated, start + i),
        }),
        (before ?? Tally.Of(Claims)).Claims);

    private static Witness Witness() => new("x", static () => Enclosure.One, static () => ("1", "0"));
}

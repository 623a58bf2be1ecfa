using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Policies;

public class RewindAndRepeatTest
{
    [Fact]
    public void Probabilities_AreThoseOfTheReferenceGivenAcceptance()
    {
        foreach (var reference in SmallPolicies.All())
        {
            for (var level = 0; level < reference.Levels.Count; level++)
            {
                var policy = new RewindAndRepeat(reference, level);
                var accepted = reference.Probabilities.Zip(reference.Rewards, (p, r) => r >= policy.Threshold ? p : Rational.Zero).ToArray();
                var mass = accepted.Aggregate((a, b) => a + b);
                Assert.Equal(mass, policy.AcceptanceProbability);
                Assert.Equal(1 / mass, policy.ExpectedDraws);
                Assert.Equal(accepted.Select(p => p / mass), policy.Probabilities());
                Assert.Equal(policy.Probabilities(), policy.ToReferencePolicy().Probabilities);
                Assert.Equal(reference.Rewards, policy.ToReferencePolicy().Rewards);
            }
        }
    }

    [Fact]
    public void ManyDraws_NeverBeatTheTopLevel()
    {
        // Accepting the top level only is the limit of best-of-n.
        var reference = ReferencePolicy.FromWeights(2, 1, 1);
        var top = new RewindAndRepeat(reference, 2).ToReferencePolicy();
        var best = new BestOfN(reference, 200);
        Assert.True(KullbackLeibler.Of(best) < KullbackLeibler.Of(top, reference));
        Assert.Equal(KullbackLeibler.Of(top, reference).ToDouble(), KullbackLeibler.Of(best).ToDouble(), 1e-9);
    }

    [Fact]
    public void Errors_NameTheParameter()
    {
        var reference = ReferencePolicy.FromWeights(1, 1);
        Assert.Contains("level is 2; it must be from 0 to 1", Assert.Throws<ArgumentOutOfRangeException>("level", () => new RewindAndRepeat(reference, 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("reference", () => new RewindAndRepeat(null!, 0));
        Assert.Equal("rewind and repeat at reward 1 from 1,1", new RewindAndRepeat(reference, 1).ToString());
    }
}

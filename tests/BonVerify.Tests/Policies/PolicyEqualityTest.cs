using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Policies;

public class PolicyEqualityTest
{
    private static readonly ReferencePolicy[] References =
        [ReferencePolicy.Parse("1,1"), ReferencePolicy.Parse("2,2"), ReferencePolicy.Parse("1,2"), ReferencePolicy.Parse("1,1 @ 1,0")];

    [Fact]
    public void BestOfN_IsEqualByReferenceAndNAndTies()
    {
        var all = (from reference in References
                   from n in new[] { 1, 2 }
                   from ties in Enum.GetValues<TieBreaking>()
                   select new BestOfN(reference, n, ties)).ToArray();
        foreach (var a in all)
        {
            foreach (var b in all)
            {
                var equal = a.Reference == b.Reference && a.N == b.N && a.Ties == b.Ties;
                Laws.Equality(a, b, equal);
                Assert.Equal(equal, a == b);
                Assert.Equal(!equal, a != b);
            }
        }

        // 1,1 and 2,2 are one policy.
        Assert.Equal(3 * 2 * 3, all.Distinct().Count());
        Assert.False(all[0] == null);
    }

    [Fact]
    public void RewindAndRepeat_IsEqualByReferenceAndLevel()
    {
        var all = (from reference in References from level in new[] { 0, 1 } select new RewindAndRepeat(reference, level)).ToArray();
        foreach (var a in all)
        {
            foreach (var b in all)
            {
                var equal = a.Reference == b.Reference && a.Level == b.Level;
                Laws.Equality(a, b, equal);
                Assert.Equal(equal, a == b);
                Assert.Equal(!equal, a != b);
            }
        }

        Assert.Equal(3 * 2, all.Distinct().Count());
        Assert.False(all[0] == null);
    }
}

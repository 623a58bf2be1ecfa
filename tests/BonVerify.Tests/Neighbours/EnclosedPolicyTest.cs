using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Neighbours;

public class EnclosedPolicyTest
{
    private static readonly ReferencePolicy Reference = ReferencePolicy.FromWeights(1, 1, 0);

    [Fact]
    public void Masses_AreThoseOfTheFunction_AskedOncePerPrecision()
    {
        var asked = new List<int>();
        var policy = new EnclosedPolicy(Reference, precision =>
        {
            asked.Add(precision);
            return [Enclosure.FromRational(new(1, 3), precision), Enclosure.FromRational(new(2, 3), precision), Enclosure.Zero];
        });
        var masses = policy.Masses(40);
        Assert.Equal([Enclosure.FromRational(new(1, 3), 40), Enclosure.FromRational(new(2, 3), 40), Enclosure.Zero], masses);
        Assert.Same(masses, policy.Masses(40));
        Assert.False(policy.Masses(50)[0].IsAccurateTo(60));
        Assert.Equal([40, 50], asked);
        Assert.Same(Reference, policy.Reference);
    }

    [Fact]
    public void FromExact_IsAsNarrowAsItCanBe()
    {
        var exact = Reference.WithProbabilities([new(1, 3), new(2, 3), 0]);
        var masses = EnclosedPolicy.FromExact(exact, Reference).Masses(70);
        Assert.Equal([Enclosure.FromRational(new(1, 3), 70), Enclosure.FromRational(new(2, 3), 70), Enclosure.Zero], masses);
    }

    [Fact]
    public void Masses_ThatCannotBeThoseOfAPolicy_AreRefused()
    {
        var half = Enclosure.Exactly(new Dyadic(1, -1));
        var open = new Enclosure(Dyadic.Zero, Dyadic.One);
        Refuses("has 1 masses; it must have one per outcome, 3", Enclosure.One);
        Refuses("The mass of outcome 1 is [0, 1]; it must be exactly 0 or an enclosure of positive numbers", half, open, Enclosure.Zero);
        Refuses("The mass of outcome 2 is 0.5; it must be 0 where the reference policy is", half, Enclosure.Zero, half);
        Refuses("The masses sum to 1.5; they must sum to 1", half, Enclosure.One, Enclosure.Zero);

        static void Refuses(string message, params Enclosure[] masses) => Assert.Contains(
            message, Assert.Throws<InvalidOperationException>(() => new EnclosedPolicy(Reference, _ => masses).Masses(64)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_NameTheParameter()
    {
        Assert.Throws<ArgumentNullException>("reference", () => new EnclosedPolicy(null!, _ => []));
        Assert.Throws<ArgumentNullException>("masses", () => new EnclosedPolicy(Reference, null!));
        Assert.Throws<ArgumentOutOfRangeException>("precision", () => EnclosedPolicy.FromExact(Reference, Reference).Masses(1));
    }
}

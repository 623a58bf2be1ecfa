using BonVerify.Cli.Checking;
using BonVerify.Cli.Checking.Cases;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Cli.Tests.Checking;

public class CaseSourceTest
{
    private static readonly IReadOnlyList<CaseKind> Kinds = CaseKind.All;

    [Fact]
    public void Masses_SumToOneOrAsNearlyAsMakesNoDifference() =>
        Assert.All(All().OfType<SentPolicy>(), static sent =>
        {
            var sum = sent.Probabilities.Select(Rational.FromDouble).Aggregate(Rational.Zero, static (total, p) => total + p);
            Assert.True(Rational.Abs(sum - Rational.One) * sent.N <= new Rational(1, System.Numerics.BigInteger.One << 60), sent.ToString());
        });

    [Fact]
    public void Most_SumToExactlyOne()
    {
        var policies = All().OfType<SentPolicy>().ToArray();
        var exact = policies.Count(static sent =>
            sent.Probabilities.Select(Rational.FromDouble).Aggregate(Rational.Zero, static (total, p) => total + p) == Rational.One);
        Assert.True(exact > 0.8 * policies.Length, $"{exact} of {policies.Length}");
    }

    [Fact]
    public void GeneratedMasses_KeepOutcomesAndZeros()
    {
        for (var i = 0; i < 100; i++)
        {
            var made = BonVerify.FsCheck.Hunt.caseAt(1, i);
            var masses = Masses.Of(made.Reference, made.N);
            Assert.Equal(made.Reference.Weights.Select(static weight => weight.IsZero), masses.Select(static mass => mass == 0));
            Assert.All(masses, static mass => Assert.InRange(mass, 0, 1));
        }
    }

    [Fact]
    public void Groups_AllComeUp() => Assert.All(Kinds, static kind => Assert.Equal(
        kind == CaseKind.Policy ? ["small", "vectors", "adversarial", "generated"] : ["small", "vectors", "adversarial"],
        CaseSource.Of(kind, 1, 5).Select(static sourced => sourced.Group).Distinct()));

    [Fact]
    public void Small_Ascend()
    {
        var small = CaseSource.Of(CaseKind.Policy, 1, 0).Where(static sourced => sourced.Group == "small").Select(static sourced => sourced.Case.Size).ToArray();
        Assert.Equal(small.Order(), small);
    }

    [Fact]
    public void Request_IsReadBackAsTheSameCase() => Assert.All(
        Kinds.SelectMany(static kind => CaseSource.Of(kind, 1, 20).Select(static sourced => sourced.Case)),
        static sent =>
        {
            var quantity = Quantity.All.First(quantity => quantity.Kind == sent.Exactly.Kind);
            var request = new CheckRequest(quantity, sent);
            Assert.Equal(request, RequestJson.Parse(request.ToJson("7")));
        });

    [Fact]
    public void Smaller_IsSmallerAndStillACase() => Assert.All(
        Kinds.SelectMany(static kind => CaseSource.Of(kind, 1, 20).Select(static sourced => sourced.Case)).Where(static (_, i) => i % 7 == 0),
        static sent => Assert.All(sent.Smaller().Take(40), smaller =>
        {
            Assert.True(smaller.Size.CompareTo(sent.Size) < 0);
            Assert.Equal(sent.Exactly.Kind, smaller.Exactly.Kind);
        }));

    [Fact]
    public void CopyWithOtherRewards_HasItsOwnReference()
    {
        var sent = new SentPolicy([0.5, 0.5], [0, 1], 2);
        _ = sent.Reference;
        Assert.True((sent with { Rewards = [3, 3] }).Reference.HasTies);
    }

    private static IEnumerable<SentCase> All() => CaseSource.Of(CaseKind.Policy, 1, 100).Select(static sourced => sourced.Case);
}

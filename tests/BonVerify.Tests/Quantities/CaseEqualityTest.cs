using BonVerify.Interchange;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Tests.Quantities;

public class CaseEqualityTest
{
    /// <summary>Cases that differ in one field each from the first of their kind.</summary>
    public static TheoryData<string[]> Kinds =>
    [
        ["""{"weights":[1,2],"n":2}""", """{"weights":[1,2],"n":3}""", """{"weights":[1,3],"n":2}""", """{"id":"a","weights":[1,2],"n":2}"""],
        ["""{"log_weights":[0,1],"n":2}""", """{"log_weights":[0,1],"n":3}""", """{"log_weights":[0,2],"n":2}""", """{"log_weights":[0,1],"rewards":[1,0],"n":2}""", """{"id":"a","log_weights":[0,1],"n":2}"""],
        ["""{"counts":[1,2],"k":1}""", """{"counts":[1,2],"k":2}""", """{"counts":[2,1],"k":1}""", """{"id":"a","counts":[1,2],"k":1}"""],
        ["""{"rewards":[1,2],"n":1}""", """{"rewards":[1,2],"n":2}""", """{"rewards":[1,3],"n":1}""", """{"rewards":[1,2,2],"n":1}""", """{"id":"a","rewards":[1,2],"n":1}"""],
        ["""{"weights":[1,2],"n":2,"lambda":1}""", """{"weights":[1,2],"n":3,"lambda":1}""", """{"weights":[1,2],"n":2,"lambda":2}""", """{"weights":[1,3],"n":2,"lambda":1}""", """{"id":"a","weights":[1,2],"n":2,"lambda":1}"""],
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Cases_AreEqualWhereEveryFieldIs(string[] texts)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            for (var j = 0; j < texts.Length; j++)
            {
                var (a, b) = (CaseJson.ParseAny(texts[i]), CaseJson.ParseAny(texts[j]));
                Assert.Equal(i == j, a.Equals(b));
                Assert.True(i != j || a.GetHashCode() == b.GetHashCode());
            }
        }
    }

    [Fact]
    public void AskedByDefault_IsWhatProgramsUsuallyCompute() => Assert.Equal(
        ["chi_squared", "expected_reward", "kl", "kl_bound", "kl_estimator", "kl_estimator_mean", "pass_at_k", "pmf", "pool_weights", "reverse_kl", "total_variation", "win_rate"],
        Quantity.All.Where(static quantity => quantity.IsAskedByDefault).Select(static quantity => quantity.Id).Order(StringComparer.Ordinal));

    [Fact]
    public void All_AreInTheOrderOfTheirPlaces() =>
        Assert.Equal(Quantity.All.Select(static quantity => quantity.Place).Order(), Quantity.All.Select(static quantity => quantity.Place));

    [Fact]
    public void IdAndContext_MayBeLeftOutOfEveryCase()
    {
        Assert.True(CaseField.Id.IsOptional);
        Assert.True(CaseField.Context.IsOptional);
        Assert.All(CaseKind.All, static kind => Assert.All(kind.Fields, static field => Assert.NotEmpty(field.Description)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(25)]
    [InlineData(60)]
    public void Decimals_HaveTheDigitsOfTheNumber_HoweverItIsKnown(int digits)
    {
        // √2 is known by enclosures, ln 2 exactly, 1/3 as a fraction: both ends differ in the last digit only.
        var numbers = new ComputableReal[]
        {
            ComputableReal.FromEnclosures(static precision => Enclosure.Sqrt(Enclosure.Exactly(2), precision)),
            LinearFormInLogarithms.Ln(2),
            ComputableReal.FromRational(new(1, 3)),
        };
        foreach (var (number, expected) in numbers.Zip(["1.4142135623730950488016887242096980785696718753769480731766797", "0.69314718055994530941723212145817656807550013436025525412068", "0.333333333333333333333333333333333333333333333333333333333333"]))
        {
            var value = new QuantityValue(number, new QuantityOptions { Digits = digits });
            var (lower, upper) = (Rational.Parse(value.Enclosure.Lower), Rational.Parse(value.Enclosure.Upper));
            Assert.StartsWith(expected[..Math.Min(digits, 58)], value.Enclosure.Lower, StringComparison.Ordinal);
            Assert.True(lower < upper && (upper - lower) * 3 < new Rational(100, System.Numerics.BigInteger.Pow(10, digits)), $"{value.Enclosure}");
        }
    }

    [Fact]
    public void Decimals_OfADecimal_AreItself()
    {
        var tenth = new QuantityValue(ComputableReal.FromRational(new(1, 10)), QuantityOptions.Default).Enclosure;
        Assert.Equal((new Rational(1, 10), new Rational(1, 10)), (Rational.Parse(tenth.Lower), Rational.Parse(tenth.Upper)));
    }

    [Fact]
    public void ToString_IsTheExactTextWhereThereIsOne()
    {
        Assert.Equal("1/3", new QuantityValue(ComputableReal.FromRational(new(1, 3)), QuantityOptions.Default).ToString());
    }
}

using System.Numerics;
using BonVerify.Estimators;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Measures;

/// <summary>
/// Exact values whose numerator and denominator are each beyond the range of a double, as doubles: against quotients of Python's
/// integers, which it divides correctly rounded, and against enclosures.
/// </summary>
public class LongFractionsTest
{
    private static readonly ReferencePolicy Coin = ReferencePolicy.FromWeights(1, 1);
    private static readonly ReferencePolicy Skewed = ReferencePolicy.FromWeights(1000, 3, 2, 1).WithRewards(["0", "1/3", "1", "7/2"]);

    // Powers of a long denominator take their time.
    private static readonly ReferencePolicy Sixteenths = ReferencePolicy.FromWeights(13, 2, 1).WithRewards(["0", "1/3", "7/2"]);

    public static TheoryData<int> Draws { get; } = [1, 64, 1022, 1023, 1024, 1075, 2000, 100_000];

    [Theory]
    [InlineData(1023, 0.9977505204253707, 0.9918365802411397, 459.4904345640103, 2.5640294253927105)]
    [InlineData(1024, 0.9977579441108505, 0.991849696772236, 459.8791751851736, 2.565025896840494)]
    [InlineData(2000, 0.9992894678019374, 0.9944716217777212, 757.6148586049469, 3.156240528269508)]
    [InlineData(100_000, 0.96875, 0.9375, 15.0, 3.5)]
    public void Measures_HaveTheirKnownDoubles(int n, double winRate, double totalVariation, double chiSquared, double reward)
    {
        var policy = new BestOfN(Suited(n), n, maxBits: 1L << 30);
        var won = WinRate.Of(policy);
        Assert.Equal((winRate, winRate, (float)winRate), (won.ToDouble(), (double)won, (float)won));
        Assert.InRange(won.ToDecimal(), (decimal)winRate - 1e-15m, (decimal)winRate + 1e-15m);
        Assert.Equal(Rational.FromDouble(winRate).ToDecimalText(12), won.ToDecimalText(12));
        Assert.Equal(totalVariation, TotalVariation.Of(policy).ToDouble());
        Assert.Equal(chiSquared, ChiSquared.Of(policy).ToDouble());
        Assert.Equal(reward, policy.ExpectedReward().ToDouble());
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void Coin_HasItsClosedForms(int n)
    {
        var policy = new BestOfN(Coin, n, maxBits: 1L << 30);
        var lost = Rational.Pow(2, -n);
        Is(new Rational(3, 4) - lost / 2, WinRate.Of(policy), n > 60 ? 0.75 : 0.5);
        Is(new Rational(1, 2) - lost, TotalVariation.Of(policy), n > 60 ? 0.5 : 0);
        Is(Rational.Pow(1 - 2 * lost, 2), ChiSquared.Of(policy), n > 60 ? 1 : 0);
        Is(1 - lost, policy.ExpectedReward(), n > 60 ? 1 : 0.5);

        static void Is(Rational expected, Rational actual, double nearest)
        {
            Assert.Equal(expected, actual);
            Assert.Equal(nearest, actual.ToDouble());
        }
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void Measures_RoundToDoubles_WithinTheirEnclosures(int n)
    {
        var (exact, enclosed) = (new BestOfN(Suited(n), n, maxBits: 1L << 30), new EnclosedBestOfN(Suited(n), n, 160));
        Rounds(WinRate.Of(enclosed), WinRate.Of(exact));
        Rounds(TotalVariation.Of(enclosed), TotalVariation.Of(exact));
        Rounds(ChiSquared.Of(enclosed), ChiSquared.Of(exact));
        Rounds(enclosed.ExpectedReward(), exact.ExpectedReward());
        var masses = exact.LevelProbabilities();
        for (var cell = 0; cell < exact.Cells.Count; cell++)
        {
            Rounds(enclosed.Mass(cell), masses[cell]);
        }

        // Rounding is monotone: the double of the number is between those of the ends, and they are the same but for rare ties.
        static void Rounds(Enclosure truth, Rational exact)
        {
            Assert.InRange(exact.ToDouble(), truth.Lower.ToDouble(), truth.Upper.ToDouble());
            Assert.True(truth.Contains(exact));
        }
    }

    [Theory]
    [InlineData(2000, 1000, 900, 1.0)]
    [InlineData(2000, 2, 900, 0.697623811905953)]
    [InlineData(100_000, 3, 40_000, 0.7840043200528007)]
    [InlineData(100_000, 20_000, 3, 0.48800384005760095)]
    [InlineData(5000, 1, 2000, 0.4)]
    [InlineData(100_000, 7, 5, 0.0003499580016800168)]
    public void PassAtK_HasItsKnownDouble(int total, int correct, int k, double expected) =>
        Assert.Equal(expected, PassAtK.Value(total, correct, k).ToDouble());

    [Fact]
    public void PassAtK_OfLongQuotients_IsOneMinusAProduct()
    {
        // 1 − Π (1 − c/(M−i)), in enclosures.
        foreach (var (total, correct, k) in new[] { (2000, 1000, 900), (2000, 400, 300), (4000, 30, 1500), (100_000, 900, 1000) })
        {
            var misses = Enclosure.Exactly(Dyadic.One);
            for (var i = 0; i < k; i++)
            {
                misses = Enclosure.Multiply(misses, Enclosure.FromRational(1 - new Rational(correct, total - i), 200), 200);
            }

            var truth = Enclosure.Subtract(Enclosure.Exactly(Dyadic.One), misses, 200);
            var exact = PassAtK.Value(total, correct, k);
            Assert.True(Enclosure.FromRational(exact, 190).Overlaps(truth));
            Assert.InRange(exact.ToDouble(), truth.Lower.ToDouble(), truth.Upper.ToDouble());
        }
    }

    [Fact]
    public void Masses_BelowEveryDouble_AreZeroOrSubnormal()
    {
        var masses = new BestOfN(Coin, 1074).Probabilities();
        Assert.Equal((double.Epsilon, 1.0), (masses[0].ToDouble(), masses[1].ToDouble()));
        masses = new BestOfN(Coin, 1075).Probabilities();
        Assert.Equal((0.0, 1.0), (masses[0].ToDouble(), masses[1].ToDouble()));
        Assert.True(masses[0] > 0 && masses[1] < 1);
        Assert.Equal(BigInteger.One << 1075, masses[0].Denominator);
    }

    private static ReferencePolicy Suited(int n) => n > 2000 ? Sixteenths : Skewed;
}

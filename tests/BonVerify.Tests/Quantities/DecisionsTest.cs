using System.Numerics;
using BonVerify.Bounds;
using BonVerify.Interchange;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Tests.Quantities;

/// <summary>Values that no precision decides, and cases that once took minutes: they are known exactly, or by another formula.</summary>
public class DecisionsTest
{
    [Fact]
    public void SquaredHellinger_OfRationalSquares_IsExact()
    {
        var value = Value("squared_hellinger", """{"weights":["4055015041/68719476736","49304750609/1099511627776","985326636511/1099511627776"],"n":2}""");
        Assert.Equal("15008979035328131/576460752303423488", value.Exact);
        Assert.Equal("0x1.aa94b1febc742p-6", value.Hex);
    }

    [Fact]
    public void SquaredHellinger_IsExact_WhereAllRootsAre()
    {
        // All small weights: exact if and only if each p q is the square of a fraction.
        var found = 0;
        foreach (var (a, b, n) in from a in Enumerable.Range(1, 40) from b in Enumerable.Range(1, 40) from n in Enumerable.Range(2, 3) select (a, b, n))
        {
            var policy = new BestOfN(ReferencePolicy.FromWeights(a, b), n);
            var roots = policy.Probabilities().Zip(policy.Reference.Weights, (q, w) => q * new Rational(w, policy.Reference.Denominator)).ToArray();
            var expected = roots.All(IsSquare);
            var value = Value("squared_hellinger", $$"""{"weights":[{{a}},{{b}}],"n":{{n}}}""");
            Assert.Equal(expected, value.Exact is not null);
            found += expected ? 1 : 0;
        }

        Assert.InRange(found, 1, 1000);

        static bool IsSquare(Rational value) => IsSquareInteger(value.Numerator) && IsSquareInteger(value.Denominator);

        static bool IsSquareInteger(BigInteger value)
        {
            var root = new BigInteger(Math.Round(Math.Sqrt((double)value)));
            return root * root == value;
        }
    }

    [Theory]
    [InlineData("win_rate_gap_constant", 2, "1/6")]
    [InlineData("win_rate_gap_constant", 3, "1/4")]
    [InlineData("kl_gap_constant", 3, "-2/3 + ln(3)")]
    public void Constants_AttainedAtOne_AreExact(string quantity, int n, string exact) =>
        Assert.Equal(exact, Value(quantity, $$"""{"weights":[1,2],"n":{{n}}}""").Exact);

    [Fact]
    public void Constants_AttainedAtOne_AreTheLargestOfTheirProfile()
    {
        // ω(x)/x² and φ(x)/x² at a thousand places, from the definition of the gaps.
        foreach (var (constant, profile) in new (double, GapProfile)[]
        {
            (1.0 / 6, new WinRateGapProfile(2)), (0.25, new WinRateGapProfile(3)), (Math.Log(3) - 2.0 / 3, new KlGapProfile(3)),
        })
        {
            Assert.All(Enumerable.Range(1, 1000), i => Assert.InRange(profile.Nearly(i / 1000.0) / (i / 1000.0 * (i / 1000.0)), 0, constant + 1e-9));
            Assert.Equal(constant, profile.Nearly(1), 1e-12);
        }
    }

    [Theory]
    [InlineData("renyi_divergence_2")]
    [InlineData("renyi_divergence_3")]
    [InlineData("chi_squared")]
    [InlineData("kl")]
    [InlineData("total_variation")]
    public void TinyValues_ArePositive_AndKeepTheirDigits(string quantity)
    {
        var value = Value(quantity, """{"weights":["1e-650","1"],"n":1000}""");
        Assert.False(double.IsNegative(value.Nearest!.Value));
        Assert.StartsWith("9.99999999999999", value.Enclosure.Lower, StringComparison.Ordinal);
        Assert.EndsWith("e-650", value.Enclosure.Upper, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1000)]
    [InlineData(1_000_000_000)]
    public void Extremes_AreAnswered_ByEveryQuantity(int n)
    {
        foreach (var weights in (string[])["\"1e-9000\",1", "1,\"1e-9000\"", "1,\"1e-9000\",1"])
        {
            var evaluation = new CaseEvaluation(CaseJson.ParseAny(System.Text.Encoding.UTF8.GetBytes($$"""{"weights":[{{weights}}],"n":{{n}}}""")));
            foreach (var quantity in Quantity.All.Where(static quantity => quantity.Kind == CaseKind.Policy))
            {
                Assert.All(evaluation.Evaluate(quantity).Values, static value => Assert.NotNull(value.Nearest));
            }
        }
    }

    [Fact]
    public void Estimator_NextToOne_IsAnsweredForEveryN()
    {
        var whole = BigInteger.Pow(10, 4000);
        foreach (var n in (int[])[2, 1000, 1_000_000_000])
        {
            var value = (QuantityResult.One)Quantity.KlEstimator.Evaluate(new EstimatorCase(n, new Rational(whole - 1, whole)));
            Assert.StartsWith("9.999", value.Value.Enclosure.Lower, StringComparison.Ordinal);
            Assert.EndsWith("e-4001", value.Value.Enclosure.Lower, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Exact_IsNotMade_WhereItIsTooLongToBeWritten()
    {
        var value = Value("win_rate", """{"probabilities":[0.3,0.7],"n":200000}""");
        Assert.Null(value.Exact);
        Assert.False(value.IsRational);
        Assert.NotNull(value.Nearest);
        Assert.NotNull(Value("win_rate", """{"probabilities":[0.3,0.7],"n":2000}""").Exact);
    }

    private static QuantityValue Value(string quantity, string json) => Assert.IsType<QuantityResult.One>(
        Quantity.Find(quantity)!.Evaluate(CaseJson.ParseAny(System.Text.Encoding.UTF8.GetBytes(json)))).Value;
}

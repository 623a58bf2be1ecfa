using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using BonVerify.Interchange;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Tests;

/// <summary>A case of a few characters may stand for gigabits: every door asks for the budget before it makes the numbers.</summary>
public class NumbersBudgetTest
{
    // Refused in milliseconds; without a budget these take from half a minute to hours, and gigabytes.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly string Ones = string.Concat(Enumerable.Repeat(",1", 2000));

    private static readonly string LongUnitFractions =
        string.Join(',', Enumerable.Range(0, 500).Select(static i => $"\"1/{BigInteger.Pow(2, 1000) + 2 * i + 1}\""));

    public static TheoryData<string, string> OverBudget => new()
    {
        { $$"""{"weights":["1e-315000"{{Ones}}],"n":1}""", "weights[0] is 1e-315000, about 1046410 bits; the budget of a number of a list is 32768 bits" },
        { $$"""{"weights":[{{LongUnitFractions}}],"n":1}""", "weights have a common denominator of more than 65536 bits with the first 66 numbers; that is the budget of a list" },
        { """{"probabilities":["1e-315000","1e-314999"],"n":1}""", "probabilities[0] is 1e-315000" },
        { """{"rewards":["1e315000","1e-315000"],"n":1}""", "rewards[0] is 1e315000" },
        { $$"""{"weights":[1,2],"rewards":[0,{{new string('7', 10_000)}}],"n":1}""", "rewards[1] is 7777" },
        { """{"rewards":[1,2],"gold":["1e-315000",2],"n":1}""", "gold[0] is 1e-315000" },
        { """{"rewards":[1,2],"opponent":["1e-315000",2],"n":1,"m":1}""", "opponent[0] is 1e-315000" },
        { """{"log_weights":[0,"1e-315000"],"n":1}""", "log_weights[1] is 1e-315000" },
        { """{"counts":["1e315000"],"k":1}""", "counts[0] is 1e315000" },
        { $$"""{"weights":[{{string.Join(',', Enumerable.Repeat(0, 1_100_000))}}],"n":1}""", "weights take more than 67108864 bits with the first" },
    };

    [Theory]
    [MemberData(nameof(OverBudget))]
    public void Case_OverBudget_IsRefusedAtOnceWithTheBudget(string json, string message)
    {
        var clock = Stopwatch.StartNew();
        var error = Assert.Throws<CaseFormatException>(() => CaseJson.ParseAny(json));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("Give ", error.Message, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < Limit, FormattableString.Invariant($"{clock.Elapsed}"));
    }

    [Fact]
    public void Fields_OverBudget_AreRefused()
    {
        var error = Assert.Throws<CaseFormatException>(() => CaseText.Parse(
            [KeyValuePair.Create("weights", "1,1e-315000"), KeyValuePair.Create("n", "2")]));
        Assert.StartsWith("weights[1] is 1e-315000, about 1046410 bits", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_OverBudget_AreRefused()
    {
        Assert.Contains("weights[1] is 1e-315000", Assert.Throws<ArgumentException>(() => ReferencePolicy.FromWeights(["1", "1e-315000"])).Message, StringComparison.Ordinal);
        Assert.Contains("probabilities[0] is 1e-315000", Assert.Throws<ArgumentException>(() => ReferencePolicy.FromProbabilities(["1e-315000"])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "rewards[0] is 1e-315000", Assert.Throws<ArgumentException>(() => ReferencePolicy.FromWeights(1).WithRewards(["1e-315000"])).Message, StringComparison.Ordinal);
        Assert.Contains("weights[0] is 1e-315000", Assert.Throws<ArgumentException>(() => ReferencePolicy.Parse("1e-315000,1")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(-1_000_000)]
    public void Policy_OverBudget_IsRefusedBeforeItIsRescaled(int exponent)
    {
        // Each number is small enough; all of them over one denominator are not.
        var one = exponent > 0 ? new Rational(BigInteger.One << exponent) : new Rational(BigInteger.One, BigInteger.One << -exponent);
        var clock = Stopwatch.StartNew();
        var error = Assert.Throws<ArgumentException>(() => ReferencePolicy.FromWeights([one, .. Enumerable.Repeat(Rational.One, 99)]));
        Assert.Contains("weights take 100 outcomes times 100", error.Message, StringComparison.Ordinal);
        Assert.Contains("the budget of a policy is 67108864 bits. Give fewer outcomes, or fewer digits.", error.Message, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < Limit);
    }

    [Fact]
    public void Sum_OfManyDigits_IsShownByItsDistanceFromOne()
    {
        var below = Rational.One / 2 - new Rational(BigInteger.One, BigInteger.Pow(10, 1000));
        var error = Assert.Throws<ArgumentException>(() => ReferencePolicy.FromProbabilities([Rational.One / 2, below]));
        Assert.StartsWith("probabilities sum to 1 - 1e-1000 or so, not 1", error.Message, StringComparison.Ordinal);
        var above = Assert.Throws<ArgumentException>(() => ReferencePolicy.FromProbabilities([Rational.One / 2, Rational.One - below]));
        Assert.StartsWith("probabilities sum to 1 + 1e-1000 or so, not 1", above.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Case_OfDoubles_IsWithinTheBudget()
    {
        // What programs write: every double, in as many digits as it has, and a vocabulary of 256,000 in 20 digits.
        var policy = ((PolicyCase)CaseJson.ParseAny("""{"weights":[5e-324,1.7976931348623157e308,2.2250738585072014e-308],"n":1}""")).Reference;
        Assert.Equal(3, policy.Count);
        var exact = Rational.FromDouble(double.Epsilon);
        Assert.Equal(1, ReferencePolicy.FromWeights([exact.ToString()]).Denominator);
        Assert.Equal(1, ReferencePolicy.FromWeights([exact.ToDecimalText(800)]).Denominator);
        var vocabulary = string.Join(',', Enumerable.Range(0, 256_000).Select(static i => FormattableString.Invariant($"0.{i:D8}012345678901")));
        Assert.Equal(256_000, ((PolicyCase)CaseJson.ParseAny($$"""{"weights":[{{vocabulary}}],"n":1}""")).Reference.Count);
    }

    [Theory]
    [InlineData("0", 4)]
    [InlineData("12345", 17)]
    [InlineData("0.25", 20)]
    [InlineData("-1/3", 14)]
    [InlineData("1e100", 336)]
    [InlineData("1E-100", 336)]
    [InlineData("1.5e-3", 23)]
    [InlineData("1e-315000", 1_046_411)]
    [InlineData("1e999999999", 0)]
    [InlineData("1e99999999999999", 0)]
    public void SizeOf_IsAboutThatOfTheNumber(string text, long most)
    {
        var size = Rational.SizeOf(text);
        Assert.InRange(size, most * 3 / 4, most);
        if (Rational.TryParse(text, out var value) && !value.IsZero)
        {
            // Never far below: what is within the budget by its text is so as a number.
            Assert.True(size + 8 >= Dyadic.BitLength(value.Numerator) + Dyadic.BitLength(value.Denominator), size.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Budget_HoldsToTheLastBit()
    {
        for (var exponent = 9850; exponent < 9870; exponent++)
        {
            var text = FormattableString.Invariant($"1e{exponent}");
            Assert.Equal(Rational.SizeOf(text) > NumbersBudget.MaxNumberBits, new NumbersBudget("x").Read(text, out _) is not null);
        }

        // The size that is just as large as it may be.
        var longest = Enumerable.Range(9000, 1000).Select(static digits => new string('7', digits)).FirstOrDefault(static text => Rational.SizeOf(text) == NumbersBudget.MaxNumberBits);
        Assert.True(longest is null || new NumbersBudget("x").Read(longest, out _) is null);
        Assert.Null(NumbersBudget.OfPolicy("x", 1 << 10, 1 << 16));
        Assert.Contains("67109888 bits; the budget", NumbersBudget.OfPolicy("x", 1 << 10, (1 << 16) + 1)!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Budget_OfAList_IsSpentByEveryNumber()
    {
        var (budget, read) = (new NumbersBudget("x"), 0);
        var text = new string('0', 9000);
        Fault? fault;
        while ((fault = budget.Read(text, out _)) is null)
        {
            read++;
        }

        Assert.Equal(NumbersBudget.MaxListBits / (64 + Rational.SizeOf(text)), read);
        Assert.Contains($"with the first {read + 1} numbers", fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Budget_OfAList_MayBeSpentToTheLastBit()
    {
        // Lengths whose sizes, with 64 bits for each number, are just the budget.
        int[] lengths = [.. Enumerable.Repeat(9001, 2238), 4995, 9847];
        Assert.Equal(NumbersBudget.MaxListBits, lengths.Sum(static length => 64 + Rational.SizeOfDigits(length)));
        var budget = new NumbersBudget("x");
        Assert.All(lengths, length => Assert.Null(budget.Take(7, length, out _)));
        Assert.Contains("with the first 2241 numbers", budget.Take(7, 1, out _)!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Budget_OfTheDenominator_MayBeSpentToTheLastBit()
    {
        var (threes, sevens) = (BigInteger.Pow(3, 13_000), BigInteger.Pow(7, 8000));
        var rest = NumbersBudget.MaxDenominatorBits - (int)(threes * sevens).GetBitLength();
        foreach (var (twos, isWithin) in new[] { (rest, true), (rest + 1, false) })
        {
            var budget = new NumbersBudget("x");
            Assert.Null(budget.Read($"1/{threes}", out _));
            Assert.Null(budget.Read($"1/{sevens}", out _));
            Assert.Equal(isWithin, budget.Read($"1/{BigInteger.One << twos}", out _) is null);
        }
    }

    [Fact]
    public void Budget_OfTheDenominator_IsThatOfTheLeastCommonOne()
    {
        var budget = new NumbersBudget("x");
        foreach (var denominator in new[] { BigInteger.Pow(2, 20_000), BigInteger.Pow(2, 30_000), BigInteger.Pow(3, 19_000) })
        {
            Assert.Null(budget.Read($"1/{denominator}", out _));
        }

        Assert.Contains("with the first 4 numbers", budget.Read($"1/{BigInteger.Pow(5, 13_000)}", out _)!.Sentence, StringComparison.Ordinal);
    }
}

using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Numerics;

public class LowestTermsTest
{
    [Fact]
    public void Of_SmallFractions_AreThoseOfTheConstructor()
    {
        for (var denominator = 1; denominator <= 300; denominator++)
        {
            var lowest = new LowestTerms(denominator);
            for (var numerator = -100; numerator <= 100; numerator++)
            {
                Same(new Rational(numerator, denominator), lowest.Of(numerator));
            }
        }
    }

    // Powers of 2, of a prime of the table and of its last, 1021, of primes beyond, of one word to the bit, and products of them; of all
    // primes up to 47, which have no product of one word.
    [Theory]
    [InlineData("2", 200)]
    [InlineData("3", 150)]
    [InlineData("7", 11)]
    [InlineData("65535", 9)]
    [InlineData("1021", 40)]
    [InlineData("1031", 30)]
    [InlineData("360", 64)]
    [InlineData("1042441", 20)]
    [InlineData("999999999989", 5)]
    [InlineData("4294967295", 12)]
    [InlineData("614889782588491410", 3)]
    public void Of_PowersInTheDenominator_AreThoseOfTheConstructor(string text, int exponent)
    {
        var number = BigInteger.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var denominator = BigInteger.Pow(number, exponent) * 30;
        var lowest = new LowestTerms(denominator);
        var random = new SplitMix64(7);
        for (var i = 0; i < 300; i++)
        {
            // A power of each prime and of the number, fewer and more than the denominator has.
            var numerator = BigInteger.Pow(number, (int)(random.Next() % (ulong)(exponent + 4))) * BigInteger.Pow(2, (int)(random.Next() % 220))
                * BigInteger.Pow(3, (int)(random.Next() % 160)) * BigInteger.Pow(5, (int)(random.Next() % 3)) * (random.Next() % 1000);
            Same(new Rational(numerator, denominator), lowest.Of(numerator));
            Same(new Rational(-numerator, denominator), lowest.Of(-numerator));
        }
    }

    private static void Same(Rational expected, Rational actual)
    {
        Assert.Equal(expected.Numerator, actual.Numerator);
        Assert.Equal(expected.Denominator, actual.Denominator);
    }

    // Small primes of the root and of the factor, the same ones and others, and primes beyond the table in one of them or in both.
    [Theory]
    [InlineData(60, 7, 1)]
    [InlineData(60, 7, 2)]
    [InlineData(60, 7, 77)]
    [InlineData(1, 3, 12)]
    [InlineData(6 * 1031, 3, 10)]
    [InlineData(10, 3, 6 * 1031)]
    [InlineData(6 * 1031, 3, 1031 * 1033)]
    public void Of_PowerOfARootTimesAFactor_AreThoseOfTheConstructor(int root, int power, int factor)
    {
        var denominator = BigInteger.Pow(root, power) * factor;
        var lowest = new LowestTerms(denominator, root, power, factor);
        foreach (var numerator in new BigInteger[] { 0, 1, -1, 2, 3, 1031, 1033, root, factor, root * (BigInteger)factor, -denominator, denominator / 2, 6 * denominator + 1031 })
        {
            Same(new Rational(numerator, denominator), lowest.Of(numerator));
        }
    }
}

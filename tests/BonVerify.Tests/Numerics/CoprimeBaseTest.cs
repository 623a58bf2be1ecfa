using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Numerics;

/// <summary>Coprime bases by what they are, and prime factors against trial division by every integer.</summary>
public class CoprimeBaseTest
{
    [Fact]
    public void Of_IsCoprime_Ascending_AndGivesEachInteger()
    {
        var sample = new Sample(77);
        for (var repeat = 0; repeat < 200; repeat++)
        {
            // Products of few small numbers, so that they share factors in many ways.
            BigInteger[] integers = [.. Enumerable.Range(0, sample.Int(1, 7)).Select(_ => Enumerable.Range(0, sample.Int(0, 5))
                .Aggregate(BigInteger.One, (product, _) => product * BigInteger.Pow(sample.Int(2, 16), sample.Int(1, 4))))];
            var elements = CoprimeBase.Of(integers);
            Assert.All(elements, static element => Assert.True(element > 1));
            for (var i = 1; i < elements.Count; i++)
            {
                Assert.True(elements[i - 1] < elements[i]);
                Assert.All(elements.Take(i), element => Assert.True(BigInteger.GreatestCommonDivisor(element, elements[i]).IsOne));
            }

            var used = new int[elements.Count];
            foreach (var integer in integers)
            {
                var rest = integer;
                for (var i = 0; i < elements.Count; i++)
                {
                    used[i] += CoprimeBase.DivideOut(ref rest, elements[i]);
                }

                Assert.True(rest.IsOne, $"{integer} is no product of {string.Join(' ', elements)}");
            }

            Assert.All(used, static exponent => Assert.True(exponent > 0));
        }
    }

    // Exponents below, at and above those that fit one word together; integers of one word, of many, and of more than are kept on the stack.
    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    [InlineData("13")]
    [InlineData("65535")]
    [InlineData("65537")]
    [InlineData("4294967291")]
    [InlineData("4294967295")]
    [InlineData("4294967296")]
    [InlineData("1000000000000000003")]
    public void DivideOut_GivesExponentAndRest(string text)
    {
        var element = BigInteger.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var sample = new Sample(5);
        foreach (var exponent in new[] { 0, 1, 2, 7, 8, 9, 15, 16, 31, 32, 33, 63, 64, 200, 4000 })
        {
            for (var repeat = 0; repeat < 8; repeat++)
            {
                // Next to a multiple, mostly; what is left has no divisor in common with a power of the element.
                var rest = repeat == 0 ? BigInteger.One : sample.Integer(300) * element + 1;
                var integer = BigInteger.Pow(element, exponent) * rest;
                Assert.Equal(exponent, CoprimeBase.DivideOut(ref integer, element));
                Assert.Equal(rest, integer);
            }
        }
    }

    [Fact]
    public void DivideOut_PartOfTheElement_Stays()
    {
        var integer = BigInteger.Pow(6, 20) * 3 * 1_000_003;
        Assert.Equal(20, CoprimeBase.DivideOut(ref integer, 6));
        Assert.Equal(3_000_009, integer);
        Assert.Equal(0, CoprimeBase.DivideOut(ref integer, 2));
        Assert.Equal(0, CoprimeBase.DivideOut(ref integer, BigInteger.Pow(10, 30)));
        Assert.Equal(3_000_009, integer);
    }

    [Fact]
    public void DivideWords_GivesQuotientAndRemainder()
    {
        var sample = new Sample(6);
        for (var repeat = 0; repeat < 500; repeat++)
        {
            var integer = sample.Integer(sample.Int(1, 700));
            var divisor = repeat % 4 == 0 ? uint.MaxValue : (uint)sample.Integer(32) | 1;
            var words = new ulong[11];
            var quotient = new ulong[11];
            IntegerWords.Write(integer, words);
            Assert.Equal(integer % divisor, IntegerWords.Divide(words, divisor, quotient));
            Assert.Equal(integer / divisor, IntegerWords.ToInteger(quotient));
        }
    }
}

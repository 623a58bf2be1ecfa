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
}

using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Numerics;

public class LogarithmTest
{
    /// <remarks>
    /// A long series cuts often, so a bound that forgets its cuts misses the logarithm now and then at such precisions.
    /// </remarks>
    [Fact]
    public void Log1p_OfSmallNumbers_OverlapsItsFinerEnclosure()
    {
        const int Precision = 2000;
        var sample = new Sample(77);
        for (var i = 1; i <= 1000; i++)
        {
            var delta = new Dyadic(2 * sample.Integer(40) + i, -52 - sample.Int(0, 3));
            var coarse = Enclosure.Log1p(Enclosure.Exactly(delta), Precision);
            var fine = Enclosure.Log1p(Enclosure.Exactly(delta), Precision + 200);
            Assert.True(coarse.Overlaps(fine), $"log1p({delta}) at {Precision} bits misses the logarithm");
        }
    }
}

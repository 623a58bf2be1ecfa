using System.Globalization;
using BonVerify.Interchange;

namespace BonVerify.Tests.Interchange;

public class DoubleTextTest
{
    [Fact]
    public void PowersOfTwo_ReadBackAsThemselves()
    {
        for (var exponent = -1074; exponent <= 1023; exponent++)
        {
            AssertReadsBack(Math.ScaleB(1.0, exponent));
        }
    }

    [Fact]
    public void AnyDouble_ReadsBackAsItself()
    {
        var random = new Random(7);
        for (var i = 0; i < 10_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64());
            AssertReadsBack(double.IsFinite(value) ? value : 0.1);
        }
    }

    private static void AssertReadsBack(double value) =>
        Assert.Equal(value, double.Parse(DoubleText.Of(value), CultureInfo.InvariantCulture));
}

using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Numerics;

public class HexadecimalFormatTest
{
    [Theory]
    [InlineData(0.0, "0x0p+0")]
    [InlineData(-0.0, "-0x0p+0")]
    [InlineData(1.0, "0x1p+0")]
    [InlineData(3.0, "0x1.8p+1")]
    [InlineData(-0.1, "-0x1.999999999999ap-4")]
    [InlineData(double.Epsilon, "0x0.0000000000001p-1022")]
    [InlineData(2.2250738585072014e-308, "0x1p-1022")]
    [InlineData(double.MaxValue, "0x1.fffffffffffffp+1023")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void Format_SpecialValues(double value, string text) => Assert.Equal(text, HexadecimalFormat.Format(value));

    [Fact]
    public void Format_ReadsBack()
    {
        var random = new Random(7);
        for (var i = 0; i < 10_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (!double.IsNaN(value))
            {
                Assert.Equal(value, Golden.HexDouble(HexadecimalFormat.Format(value)));
            }
        }
    }

    [Fact]
    public void Format_NaN_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => HexadecimalFormat.Format(double.NaN));
}

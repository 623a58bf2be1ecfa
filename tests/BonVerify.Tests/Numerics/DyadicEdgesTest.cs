using BonVerify.Numerics;

namespace BonVerify.Tests.Numerics;

public class DyadicEdgesTest
{
    [Fact]
    public void Sums_RoundedAtOnce_AreTheExactOnesRounded()
    {
        for (var mantissa = 1; mantissa < 64; mantissa++)
        {
            for (var exponent = 0; exponent < 12; exponent++)
            {
                foreach (var other in new[] { -3, -2, -1, 1, 2, 3 })
                {
                    var (large, small) = (new Dyadic(mantissa, 0), new Dyadic(other, -exponent));
                    foreach (var direction in new[] { RoundingDirection.Down, RoundingDirection.Up })
                    {
                        Assert.Equal((large + small).Round(3, direction), Dyadic.AddRounded(large, small, 3, direction));
                        Assert.Equal((large + small).Round(3, direction), Dyadic.AddRounded(small, large, 3, direction));
                        Assert.Equal((small - large).Round(5, direction), Dyadic.AddRounded(small, -large, 5, direction));
                    }
                }
            }
        }
    }

    [Fact]
    public void Exponents_ThatAreTooLarge_AreRefusedAndNotWrong()
    {
        var huge = new Dyadic(1, 1L << 40);
        Assert.Equal(huge, huge + Dyadic.Zero);
        Assert.Equal(huge, Dyadic.Zero + huge);
        Assert.Throws<OverflowException>(() => huge + Dyadic.One);
        Assert.Throws<OverflowException>(() => new Dyadic(1, long.MaxValue / 2 + 1) * new Dyadic(1, long.MaxValue / 2 + 1));
        Assert.Throws<OverflowException>(() => new Dyadic(1, long.MaxValue / 2 + 1).ScaleByPowerOfTwo(long.MaxValue / 2 + 1));
    }
}

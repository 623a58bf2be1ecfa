using System.Numerics;
using BonVerify.FloatingPoint.Certified;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint.Certified;

/// <summary>Masses and cumulative shares as pairs against exact ratios.</summary>
public class CellSharesTest
{
    [Fact]
    public void LeadingBits_AreTruncatedTo106()
    {
        var random = new NastyWeights(31);
        foreach (var value in Enumerable.Range(0, Effort.Cases(300)).SelectMany(_ => random.Integers()).Append(0).Append((BigInteger.One << 5000) - 1))
        {
            var bits = LeadingBits.Of(value);
            var sum = (Dyadic.FromDouble(bits.High) + Dyadic.FromDouble(bits.Low)).ScaleByPowerOfTwo(bits.Exponent);
            var drop = Math.Max(0, (int)value.GetBitLength() - 106);
            Assert.Equal((Dyadic)(value >> drop << drop), sum);
            Assert.True(value.IsZero || bits.High is >= 1 and <= 2);
            Assert.True(Math.Abs(bits.Low) <= Math.ScaleB(bits.High, -53));
            if (value >> 128 == 0)
            {
                Assert.Equal(bits, LeadingBits.Of((UInt128)value));
            }
        }
    }

    [Fact]
    public void Shares_StayWithinTheirConstant_AndHalfOfItDoesNotDo()
    {
        var random = new NastyWeights(32);
        var worst = 0.0;
        for (var repeat = 0; repeat < Effort.Cases(3000); repeat++)
        {
            var policy = ReferencePolicy.FromWeights(random.Integers());
            var shares = new CellShares<LevelWeights>(new(policy.Levels), policy.Denominator);
            for (var cell = 0; cell < shares.Count; cell++)
            {
                worst = Math.Max(worst, Error(shares.Mass(cell), policy.Levels[cell].Weight, policy.Denominator));
                worst = Math.Max(worst, Error(shares.Below(cell + 1), policy.Levels[cell].CumulativeWeight, policy.Denominator));
            }

            Assert.Equal(default, shares.Below(0));
        }

        // Mass and reciprocal just above a power of 2, with ones in all bits that are cut off: nowhere do cut and rounding weigh more.
        for (var repeat = 0; repeat < Effort.Cases(3000); repeat++)
        {
            var (weight, total) = (OnesBelow(), (BigInteger.One << 600) / OnesBelow() << 10);
            var policy = ReferencePolicy.FromWeights([total - weight, weight]);
            var shares = new CellShares<LevelWeights>(new(policy.Levels), policy.Denominator);
            worst = Math.Max(worst, Error(shares.Mass(1), policy.Levels[1].Weight, policy.Denominator));
        }

        Assert.InRange(worst, 0.5 * ErrorBounds.Share, ErrorBounds.Share);

        BigInteger OnesBelow() => (BigInteger.One << 299) + (random.Below(random.Int(8, 100)) << 194) - 1;
    }

    private static double Error(CompensatedSum value, BigInteger numerator, BigInteger denominator)
    {
        if (value == default)
        {
            Assert.True(numerator << 900 < denominator);
            return 0;
        }

        var exact = Enclosure.FromRatio(numerator, denominator, 200).Lower;
        var error = (Dyadic.FromDouble(value.High) + Dyadic.FromDouble(value.Low) - exact).Abs();
        return Enclosure.Divide(Enclosure.Exactly(error), Enclosure.Exactly(exact), 53).Upper.ToDouble() / ErrorBounds.Unit;
    }
}

using BonVerify.Numerics;

namespace BonVerify.Tests.Numerics;

/// <summary>
/// Values so near to a number of few bits that rounding outward does not help: an enclosure holds both neighbours of such a number only
/// because its error bound was added. Elsewhere the last rounding hides what the bound forgets.
/// </summary>
public class SharpContainmentTest
{
    // The points lie within 2^-400 of where the function takes a value of few bits.
    private const int Far = 400;
    private static readonly int[] Precisions = [2, 5, 11, 24, 40, 53, 64, 90, 128, 200];

    [Fact]
    public void Ln_NextToNumbersOfFewBits_HoldsThem() => Check(Values(1, 12), Enclosure.Exp, Enclosure.Ln);

    [Fact]
    public void Ln_OfLargeAndSmallNumbers_HoldsThem() => Check(Values(300, 5000), Enclosure.Exp, Enclosure.Ln);

    // Of numbers up to 3/2 no multiple of ln 2 is taken, whose error is counted with a margin: the other errors are alone.
    [Fact]
    public void Ln_BetweenThreeQuartersAndThreeHalves_HoldsThem() =>
        Check(Values(1, 40).Select(static value => value.ScaleByPowerOfTwo(-7)), Enclosure.Exp, Enclosure.Ln);

    [Fact]
    public void Log1p_OfNumbersThatAreNotSmall_HoldsThem() =>
        Check(Values(1, 40).Select(static value => value.ScaleByPowerOfTwo(-5)), Enclosure.Expm1, Enclosure.Log1p);

    [Fact]
    public void Ln_OfANarrowIntervalFromOne_HoldsItsUpperEnd()
    {
        // One logarithm serves both ends, and that of 1 is exact: only the width, of more bits than are kept of it, rounded up makes the bound.
        foreach (var bits in new[] { 33, 40, 64 })
        {
            var width = new Dyadic((System.Numerics.BigInteger.One << bits) - 1, -Far);
            var interval = new Enclosure(Dyadic.One, Dyadic.One + width);
            var truth = Enclosure.Log1p(Enclosure.Exactly(width), 2 * Far);
            Assert.True(Enclosure.Ln(interval, 100).Upper >= truth.Upper);
            Assert.True(Enclosure.Log1p(new Enclosure(Dyadic.Zero, width), 100).Upper >= truth.Upper);
        }
    }

    [Fact]
    public void Ln_NextToOne_HoldsThem() =>
        Check(Values(1, 12).Select(static value => value.ScaleByPowerOfTwo(-16)), Enclosure.Exp, Enclosure.Ln);

    [Fact]
    public void Exp_NextToNumbersOfFewBits_HoldsThem() => Check(Values(1, 40).Where(static value => value.Sign > 0), Enclosure.Ln, Enclosure.Exp);

    [Fact]
    public void Expm1_NextToNumbersOfFewBits_HoldsThem() =>
        Check(Values(1, 12).Select(static value => value.ScaleByPowerOfTwo(-9)), Enclosure.Log1p, Enclosure.Expm1);

    /// <summary>Numbers of few bits of both signs, around which the function is looked at.</summary>
    private static IEnumerable<Dyadic> Values(int from, int to)
    {
        for (var i = from; i < to; i += 1 + i / 40)
        {
            foreach (var odd in new[] { 8 * i + 1, 8 * i + 3, 8 * i + 5, 8 * i + 7 })
            {
                yield return new Dyadic(odd, -3);
                yield return new Dyadic(-odd, -3);
            }
        }
    }

    private static void Check(IEnumerable<Dyadic> values, Func<Enclosure, int, Enclosure> inverse, Func<Enclosure, int, Enclosure> function)
    {
        var sides = new HashSet<int>();
        foreach (var value in values)
        {
            var around = inverse(Enclosure.Exactly(value), Far);
            foreach (var point in new[] { around.Lower, around.Upper })
            {
                var truth = function(Enclosure.Exactly(point), 2 * Far);
                sides.Add(truth.Upper < value ? -1 : truth.Lower > value ? 1 : 0);
                foreach (var precision in Precisions)
                {
                    var enclosure = function(Enclosure.Exactly(point), precision);
                    Assert.True(
                        enclosure.Lower <= truth.Lower && enclosure.Upper >= truth.Upper,
                        FormattableString.Invariant($"{value} at {precision} bits: {enclosure}"));
                }
            }
        }

        // Neighbours on both sides were looked at.
        Assert.Contains(-1, sides);
        Assert.Contains(1, sides);
    }
}

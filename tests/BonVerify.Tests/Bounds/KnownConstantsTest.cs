using BonVerify.Bounds;
using BonVerify.Numerics;

namespace BonVerify.Tests.Bounds;

public class KnownConstantsTest
{
    // As many as are kept.
    private const int Most = 10_000;

    [Fact]
    public void At_IsFoundOnceForEachPrecision_AndWithNoFewerBitsThanThereMustBe()
    {
        var asked = new List<(int N, int Bits)>();
        var known = new KnownConstants(
            (n, bits) =>
            {
                asked.Add((n, bits));
                return new(Enclosure.FromRatio(1, n, bits), Enclosure.One);
            },
            static n => new Rational(1, n + 1),
            static n => n == 2 ? LinearFormInLogarithms.FromRational(new Rational(1, 2)) : null);
        Assert.Equal(Enclosure.FromRatio(1, 3, 50), known.At(3).Evaluate(50));
        Assert.Equal(Enclosure.FromRatio(1, 3, 50), known.At(3).Evaluate(50));
        Assert.Equal(Enclosure.FromRatio(1, 3, BestConstants.MinimumBits), known.At(3).Evaluate(2));
        Assert.Equal(Enclosure.FromRatio(1, 5, 50), known.At(5).Evaluate(50));
        Assert.Equal([(3, 50), (3, BestConstants.MinimumBits), (5, 50)], asked);
        Assert.Equal(new Rational(1, 2), known.At(2).TryMakeExact()!.Constant);
        Assert.Equal(new Rational(1, 8), known.AtLeast(7));
    }

    [Fact]
    public void AtLeast_IsKept_UntilThereAreTooMany()
    {
        var found = 0;
        var known = new KnownConstants(
            static (_, _) => throw new InvalidOperationException(),
            n =>
            {
                found++;
                return new Rational(n);
            },
            static _ => null);
        for (var n = 3; n < 3 + Most; n++)
        {
            Assert.Equal(new Rational(n), known.AtLeast(n));
        }

        _ = known.AtLeast(3);
        Assert.Equal(Most, found);

        // One more, and all are forgotten.
        _ = known.AtLeast(3 + Most);
        _ = known.AtLeast(3);
        Assert.Equal(Most + 2, found);
    }
}

using System.Numerics;

namespace BonVerify.Tests;

public class PreconditionsTest
{
    [Fact]
    public void AtLeast_HoldsAtItsMinimum()
    {
        Assert.Equal(3, Preconditions.AtLeast(3, 3));
        Assert.Equal(3, Preconditions.AtLeast(3, 3, 7, "list"));
        Assert.Contains("n is 2; it must be at least 3.", Assert.Throws<ArgumentOutOfRangeException>("n", () => Preconditions.AtLeast(2, 3, "n")).Message, StringComparison.Ordinal);
        Assert.Contains(
            "list[7] is 2; it must be at least 3.", Assert.Throws<ArgumentOutOfRangeException>("list", () => Preconditions.AtLeast(2, 3, 7, "list")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Within_HoldsAtBothEnds()
    {
        Assert.Equal(1, Preconditions.Within(1, 1, 4, "k"));
        Assert.Equal(4, Preconditions.Within(4, 1, 4, "k"));
        Assert.Contains("k is 0; it must be from 1 to 4.", Assert.Throws<ArgumentOutOfRangeException>("k", () => Preconditions.Within(0, 1, 4, "k")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("k", () => Preconditions.Within(5, 1, 4, "k"));
        Assert.Null(Preconditions.OutOfRange(4, 1, 4, "k"));
        Assert.IsType<ArgumentOutOfRangeException>(Preconditions.OutOfRange(5, 1, 4, "k")!.ToException());
        Assert.Equal(DayOfWeek.Friday, Preconditions.Defined(DayOfWeek.Friday));
        Assert.Throws<ArgumentOutOfRangeException>("day", () => Preconditions.Defined((DayOfWeek)7, "day"));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Doubles_ThatAreNotFinite_AreRefused(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>("x", () => Preconditions.Finite(value, "x"));
        Assert.Contains("x[2] is ", Assert.Throws<ArgumentOutOfRangeException>("x", () => Preconditions.Finite(value, 2, "x")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("x", () => Preconditions.Weight(value, 2, "x"));
    }

    [Fact]
    public void Weight_MayBeZeroAndNotLess()
    {
        Assert.Equal(0, Preconditions.Weight(0, 2, "x"));
        Assert.Equal(-1, Preconditions.Finite(-1, 2, "x"));
        Assert.Throws<ArgumentOutOfRangeException>("x", () => Preconditions.Weight(-double.Epsilon, 2, "x"));
    }

    [Fact]
    public void Power_IsWithinItsBudgetUpToTheLastBit()
    {
        Assert.Equal(BigInteger.Pow(5, 10), Preconditions.Power(5, 10, "n", 30));
        Assert.Contains("a power would take 30 bits, above the limit of 29.", Assert.Throws<ArgumentOutOfRangeException>("n", () => Preconditions.Power(5, 10, "n", 29)).Message, StringComparison.Ordinal);
        Assert.Equal(BigInteger.Zero, Preconditions.Power(0, int.MaxValue, "n", 1));
        Assert.Equal(BigInteger.One, Preconditions.Power(1, int.MaxValue, "n", 1));
    }

    [Fact]
    public void Shown_IsShort()
    {
        Assert.Equal("1.5", Preconditions.Shown(1.5));
        Assert.Equal(new string('x', 60), Preconditions.Shown(new string('x', 60)));
        Assert.Equal(new string('x', 60) + "…", Preconditions.Shown(new string('x', 61)));
        Assert.Equal("an integer of 401 bits", Preconditions.Shown(BigInteger.One << 400));
        Assert.StartsWith("129", Preconditions.Shown((BigInteger.One << 400) / 2), StringComparison.Ordinal);
    }
}

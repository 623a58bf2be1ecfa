using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Tests.Support;

/// <summary>
/// exp by the plain Taylor series in fixed point, without any reduction of the argument: nothing in common with the code
/// under test but the integers.
/// </summary>
internal static class SlowExponential
{
    private const int Width = 900;

    /// <summary>exp(x) within 2^−600, for |x| ≤ 128.</summary>
    public static Enclosure Exp(Dyadic x)
    {
        Assert.True(x.Abs() <= 128);
        var fixedX = x.ToRational().Numerator * (BigInteger.One << Width) / x.ToRational().Denominator;
        var sum = BigInteger.Zero;
        var term = BigInteger.One << Width;
        for (var i = 1; !term.IsZero; i++)
        {
            sum += term;
            term = (term * fixedX / i) / (BigInteger.One << Width);
        }

        // Terms grow to at most e^128 < 2^185 ulp of error each way over fewer than 2^12 terms.
        var error = BigInteger.One << 280;
        return new Enclosure(new Dyadic(sum - error, -Width), new Dyadic(sum + error, -Width));
    }
}

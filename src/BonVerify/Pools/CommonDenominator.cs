using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Pools;

/// <summary>Numbers as integers over their least common denominator, so that sums need no fractions.</summary>
internal static class CommonDenominator
{
    public static (BigInteger[] Numerators, BigInteger Denominator) Of(IReadOnlyList<Rational> numbers)
    {
        var common = BigInteger.One;
        foreach (var number in numbers)
        {
            var denominator = number.Denominator;
            if (!denominator.IsOne && !(common % denominator).IsZero)
            {
                common *= denominator / BigInteger.GreatestCommonDivisor(common, denominator);
            }
        }

        return ([.. numbers.Select(number => number.Numerator * (common / number.Denominator))], common);
    }
}

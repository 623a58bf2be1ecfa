using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <summary>The squared Hellinger distance between best-of-n and its reference policy.</summary>
public static partial class SquaredHellinger
{
    /// <summary>½ Σ (√q − √p)², an enclosure: the square roots are irrational in general.</summary>
    /// <param name="policy">The best-of-n policy.</param>
    /// <param name="precision">Bits of relative accuracy, at least 2.</param>
    /// <returns>An enclosure of a number in [0, 1); exactly 0 for n = 1 and for a single cell.</returns>
    /// <remarks>
    /// Computed as ½ Σ (q − p)²/(√q + √p)², in which the differences are exact and nothing cancels.
    /// </remarks>
    public static Enclosure Of(BestOfN policy, int precision)
    {
        Preconditions.NotNull(policy);
        Preconditions.AtLeast(precision, 2);
        var scale = BigInteger.Pow(policy.Reference.Denominator, policy.N - 1);
        var working = precision + BitOperations.Log2((uint)policy.Cells.Count) + 8;
        var sum = Enclosure.Zero;
        foreach (var (cell, q) in policy.Cells.Zip(policy.CellNumerators))
        {
            var p = cell.Weight * scale;
            var roots = Enclosure.Add(Root(q), Root(p), working);
            var ratio = Enclosure.Divide(Enclosure.Exactly(q - p).Round(working), roots, working);
            sum = Enclosure.Add(sum, Enclosure.Power(ratio, 2, working), working);
        }

        return Enclosure.Divide(sum, Enclosure.Exactly(2 * policy.Denominator).Round(working), precision);

        Enclosure Root(BigInteger value) => Enclosure.Sqrt(Enclosure.Exactly(value).Round(2 * working), working);
    }

    /// <summary>1 − Σ √(pq), where it is rational.</summary>
    /// <param name="policy">The best-of-n policy.</param>
    /// <returns>The value, or <see langword="null"/> when it is irrational: a sum of square roots is rational only when each of them is.</returns>
    internal static Rational? TryExactly(BestOfN policy)
    {
        var scale = BigInteger.Pow(policy.Reference.Denominator, policy.N - 1);
        var sum = BigInteger.Zero;
        foreach (var (cell, q) in policy.Cells.Zip(policy.CellNumerators))
        {
            if (SquareRoot.TryExactly(cell.Weight * scale * q) is not { } root)
            {
                return null;
            }

            sum += root;
        }

        return new Rational(policy.Denominator - sum, policy.Denominator);
    }
}

using System.Numerics;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.Numerics;

namespace BonVerify.FloatingPoint.Integers;

/// <summary>The products of all primes but one, so that a sum of multiples of them is made of columns of limbs.</summary>
/// <remarks>
/// Eight primes are a group: the sum over a group is a short integer times the product of the primes outside it, which is written out.
/// For some hundred primes that is several times as fast as a tree of products; the room, and the time to make it, grow with the
/// square of their number.
/// </remarks>
internal sealed class CofactorTable
{
    /// <summary>The most primes of a table; it takes 3 MB then.</summary>
    public const int MaxPrimes = 1600;

    /// <summary>Primes of a group.</summary>
    public const int Group = 8;

    // A sum of eight products of eight numbers below 2^50: below 2^403.
    private const int Words = 7;
    private const int Digits = 10;

    private readonly int groups;
    private readonly int stride;

    // Words of the product of the other primes of the group: first words of all, second words of all, …
    private readonly ulong[] inner;

    // Limbs of the products outside each group, from the lowest, with zeros on both sides.
    private readonly double[] rows;

    /// <summary>A table for primes, a multiple of <see cref="Group"/> of them.</summary>
    /// <param name="primes">The primes.</param>
    /// <param name="products">The products of the groups.</param>
    /// <param name="product">The product of all primes.</param>
    public CofactorTable(ReadOnlySpan<double> primes, ReadOnlySpan<BigInteger> products, BigInteger product)
    {
        groups = products.Length;
        inner = new ulong[Words * primes.Length];
        Span<ulong> words = stackalloc ulong[Words];
        for (var j = 0; j < primes.Length; j++)
        {
            ToWords(products[j / Group] / (long)primes[j], words);
            for (var k = 0; k < Words; k++)
            {
                inner[k * primes.Length + j] = words[k];
            }
        }

        var columns = IntegerLimbs.Count(product.GetBitLength() + 64);
        stride = columns + Digits;
        rows = new double[groups * stride];
        var longWords = new ulong[columns];
        for (var g = 0; g < groups; g++)
        {
            ToWords(product / products[g], longWords);
            IntegerLimbs.ToLimbs(longWords, rows.AsSpan(g * stride + Digits, columns));
        }
    }

    /// <summary>Σ coefficient·cofactor.</summary>
    /// <param name="coefficients">One from 0 to below 2^50 for each prime.</param>
    public BigInteger Sum(ReadOnlySpan<ulong> coefficients)
    {
        var digits = new double[groups * Digits];
        Span<ulong> words = stackalloc ulong[Words];
        for (var g = 0; g < groups; g++)
        {
            GroupSum(coefficients.Slice(g * Group, Group), g * Group, words);
            IntegerLimbs.ToLimbs(words, digits.AsSpan(g * Digits, Digits));
        }

        return WidestLanes.Run<ColumnsOperation, BigInteger>(new(rows, stride, digits, Digits));
    }

    private void GroupSum(ReadOnlySpan<ulong> coefficients, int first, Span<ulong> words)
    {
        var carry = UInt128.Zero;
        for (var k = 0; k < Words; k++)
        {
            // Eight products below 2^114, and a carry below 2^54.
            var factors = inner.AsSpan(k * Group * groups + first, Group);
            for (var j = 0; j < Group; j++)
            {
                var high = Math.BigMul(coefficients[j], factors[j], out var low);
                carry += new UInt128(high, low);
            }

            words[k] = unchecked((ulong)carry);
            carry >>= 64;
        }
    }

    private static void ToWords(BigInteger value, Span<ulong> words)
    {
        words.Clear();
        IntegerWords.Write(value, words);
    }

    private readonly struct ColumnsOperation(double[] rows, int stride, double[] digits, int count) : ILaneOperation<BigInteger>
    {
        public BigInteger On<L>()
            where L : struct, ILanes<L> => LimbColumns<L>.Sum(rows, stride, digits, count);
    }
}

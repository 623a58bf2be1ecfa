using System.Numerics;
using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;

namespace BonVerify.FloatingPoint.Integers;

/// <summary>Σ (Cⁿ − C₋ⁿ)²/w modulo primes, w = C − C₋: integers, as w divides Cⁿ − C₋ⁿ.</summary>
/// <remarks>
/// Weights divide by their inverses modulo p, for which products are inverted and taken apart again: three
/// multiplications for each weight. The cells are eight sequences, each a product of its own, none of which waits for another.
/// </remarks>
internal static class ModularSquares<L>
    where L : struct, ILanes<L>
{
    private const int Together = Modular<L>.Together;

    /// <summary>The sum modulo each prime.</summary>
    /// <param name="cumulative">C of each cell, at most 2^53, a multiple of eight; cells of weight 1 whose C is that of the cell below add nothing.</param>
    /// <param name="weights">w of each cell, from 1 to 2^49.</param>
    /// <param name="n">At least 1.</param>
    /// <param name="primes">A multiple of the number of lanes.</param>
    /// <returns>One residue per prime.</returns>
    public static double[] Of(double[] cumulative, double[] weights, int n, double[] primes)
    {
        var residues = new double[primes.Length];
        var powers = new double[(cumulative.Length + 1) * L.Count];
        var products = new double[(cumulative.Length + Together) * L.Count];
        for (var k = 0; k < primes.Length; k += L.Count)
        {
            Powers(cumulative, n, ref primes[k], powers);
            Products(weights, ref primes[k], products);
            Invert(ref primes[k], products.AsSpan(cumulative.Length * L.Count));
            Sum(weights, powers, products, ref primes[k], ref residues[k]);
        }

        return residues;
    }

    /// <summary>Cⁿ of each cell, after that of nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Powers(double[] cumulative, int n, ref double primes, double[] powers)
    {
        Span<double> bases = stackalloc double[Together * L.Count];
        var prime = L.Load(ref primes, 0);
        var inverse = L.Create(1) / prime;
        for (var i = 0; i < cumulative.Length; i += Together)
        {
            for (var j = 0; j < Together; j++)
            {
                L.Store(Modular<L>.Reduce(L.Create(cumulative[i + j]), prime, inverse), ref bases[0], j * L.Count);
            }

            Modular<L>.Powers(
                ref bases[0], n, prime, inverse, out var r0, out var r1, out var r2, out var r3, out var r4, out var r5, out var r6, out var r7);
            ref var power = ref powers[(i + 1) * L.Count];
            L.Store(r0, ref power, 0);
            L.Store(r1, ref power, L.Count);
            L.Store(r2, ref power, 2 * L.Count);
            L.Store(r3, ref power, 3 * L.Count);
            L.Store(r4, ref power, 4 * L.Count);
            L.Store(r5, ref power, 5 * L.Count);
            L.Store(r6, ref power, 6 * L.Count);
            L.Store(r7, ref power, 7 * L.Count);
        }
    }

    /// <summary>The products of every eighth weight, after eight times 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Products(double[] weights, ref double primes, double[] products)
    {
        var prime = L.Load(ref primes, 0);
        var inverse = L.Create(1) / prime;
        products.AsSpan(0, Together * L.Count).Fill(1);
        ref var product = ref products[0];
        for (var i = 0; i < weights.Length; i++)
        {
            var next = Modular<L>.Multiply(L.Load(ref product, i * L.Count), L.Create(weights[i]), prime, inverse);
            L.Store(next, ref product, (i + Together) * L.Count);
        }
    }

    /// <summary>Inverts eight residues in their place: 1/a = a^(p−2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Invert(ref double primes, Span<double> values)
    {
        var prime = L.Load(ref primes, 0);
        var inverse = L.Create(1) / prime;
        Span<double> powers = stackalloc double[Together * L.Count];
        values.CopyTo(powers);
        Span<double> factors = stackalloc double[L.Count];
        for (var bit = BitOperations.Log2((ulong)primes) - 1; bit >= 0; bit--)
        {
            // Where a prime has no such bit, times 1.
            for (var lane = 0; lane < L.Count; lane++)
            {
                factors[lane] = (((long)Unsafe.Add(ref primes, lane) - 2) >> bit) & 1;
            }

            var isSet = L.Load(ref factors[0], 0);
            var (half, one) = (L.Create(0.5), L.Create(1));
            for (var j = 0; j < values.Length; j += L.Count)
            {
                var square = L.Load(ref powers[j], 0);
                square = Modular<L>.Multiply(square, square, prime, inverse);
                var factor = L.WhereLess(half, isSet, L.Load(ref values[j], 0), one);
                L.Store(Modular<L>.Multiply(square, factor, prime, inverse), ref powers[j], 0);
            }
        }

        powers.CopyTo(values);
    }

    /// <summary>The sum, from the last cell down, given the inverses of the last products in their place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sum(double[] weights, double[] powers, double[] products, ref double primes, ref double residues)
    {
        var prime = L.Load(ref primes, 0);
        var inverse = L.Create(1) / prime;
        var sum = L.Create(0);
        ref var product = ref products[0];
        ref var power = ref powers[0];
        for (var i = weights.Length - 1; i >= 0; i--)
        {
            // The product up to and in this cell is inverted here; that up to the eighth cell below is next.
            var inverted = L.Load(ref product, (i + Together) * L.Count);
            var reciprocal = Modular<L>.Multiply(inverted, L.Load(ref product, i * L.Count), prime, inverse);
            L.Store(Modular<L>.Multiply(inverted, L.Create(weights[i]), prime, inverse), ref product, i * L.Count);
            var difference = Modular<L>.Reduce(L.Load(ref power, (i + 1) * L.Count) - L.Load(ref power, i * L.Count), prime, inverse);
            var ratio = Modular<L>.Multiply(difference, reciprocal, prime, inverse);
            sum += Modular<L>.Multiply(ratio, difference, prime, inverse);
            if (i % Together == 0)
            {
                sum = Modular<L>.Reduce(sum, prime, inverse);
            }
        }

        L.Store(sum, ref residues, 0);
    }
}

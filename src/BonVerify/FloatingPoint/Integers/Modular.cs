using System.Numerics;
using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;

namespace BonVerify.FloatingPoint.Integers;

/// <summary>
/// Exact arithmetic modulo primes p below 2^50, one prime per lane, residues as integers in doubles of magnitude at most
/// 0.59p. Proved in <c>proofs/FloatingPoint.md</c>, lemma 13.
/// </summary>
internal static class Modular<L>
    where L : struct, ILanes<L>
{
    /// <summary>Numbers worked on at once, so that the multiplications of one hide the latency of another.</summary>
    public const int Together = 8;

    /// <summary>The smallest multiple of <see cref="Together"/> that is at least a count.</summary>
    public static int Padded(int count) => (count + Together - 1) / Together * Together;

    /// <summary>The residue of an integer of magnitude at most 2^53.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Reduce(L a, L prime, L inverse)
    {
        var q = L.FusedMultiplyAdd(a, inverse, L.Create(Rounding.ToInteger)) - L.Create(Rounding.ToInteger);
        return L.FusedSubtractProduct(q, prime, a);
    }

    /// <summary>ab.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Multiply(L a, L b, L prime, L inverse)
    {
        var high = a * b;
        var low = L.FusedMultiplySubtract(a, b, high);
        var q = L.FusedMultiplyAdd(high, inverse, L.Create(Rounding.ToInteger)) - L.Create(Rounding.ToInteger);
        return L.FusedSubtractProduct(q, prime, high) + low;
    }

    /// <summary>Σ factor·baseⁿ modulo each prime.</summary>
    /// <param name="bases">Integers of at most 2^53, a multiple of <see cref="Together"/> of them.</param>
    /// <param name="factors">As many integers of magnitude at most 2^53.</param>
    /// <param name="n">At least 1.</param>
    /// <param name="primes">A multiple of the number of lanes.</param>
    /// <returns>One residue per prime.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] PowerSums(double[] bases, double[] factors, int n, double[] primes)
    {
        var residues = new double[primes.Length];
        Span<double> reduced = stackalloc double[Together * L.Count];
        ref var own = ref reduced[0];
        for (var k = 0; k < primes.Length; k += L.Count)
        {
            var prime = L.Load(ref primes[0], k);
            var inverse = L.Create(1) / prime;
            var sum = L.Create(0);
            for (var i = 0; i < bases.Length; i += Together)
            {
                for (var j = 0; j < Together; j++)
                {
                    L.Store(Reduce(L.Create(bases[i + j]), prime, inverse), ref own, j * L.Count);
                }

                ref var factor = ref factors[i];
                Powers(ref own, n, prime, inverse, out var r0, out var r1, out var r2, out var r3, out var r4, out var r5, out var r6, out var r7);
                r0 = Times(r0, ref factor, 0, prime, inverse);
                r1 = Times(r1, ref factor, 1, prime, inverse);
                r2 = Times(r2, ref factor, 2, prime, inverse);
                r3 = Times(r3, ref factor, 3, prime, inverse);
                r4 = Times(r4, ref factor, 4, prime, inverse);
                r5 = Times(r5, ref factor, 5, prime, inverse);
                r6 = Times(r6, ref factor, 6, prime, inverse);
                r7 = Times(r7, ref factor, 7, prime, inverse);
                sum = Reduce(sum + (((r0 + r1) + (r2 + r3)) + ((r4 + r5) + (r6 + r7))), prime, inverse);
            }

            L.Store(sum, ref residues[0], k);
        }

        return residues;
    }

    /// <summary>baseⁿ for <see cref="Together"/> residues per prime.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Powers(
        ref double bases, int n, L prime, L inverse, out L r0, out L r1, out L r2, out L r3, out L r4, out L r5, out L r6, out L r7)
    {
        r0 = L.Load(ref bases, 0);
        r1 = L.Load(ref bases, L.Count);
        r2 = L.Load(ref bases, 2 * L.Count);
        r3 = L.Load(ref bases, 3 * L.Count);
        r4 = L.Load(ref bases, 4 * L.Count);
        r5 = L.Load(ref bases, 5 * L.Count);
        r6 = L.Load(ref bases, 6 * L.Count);
        r7 = L.Load(ref bases, 7 * L.Count);
        for (var bit = BitOperations.Log2((uint)n) - 1; bit >= 0; bit--)
        {
            r0 = Multiply(r0, r0, prime, inverse);
            r1 = Multiply(r1, r1, prime, inverse);
            r2 = Multiply(r2, r2, prime, inverse);
            r3 = Multiply(r3, r3, prime, inverse);
            r4 = Multiply(r4, r4, prime, inverse);
            r5 = Multiply(r5, r5, prime, inverse);
            r6 = Multiply(r6, r6, prime, inverse);
            r7 = Multiply(r7, r7, prime, inverse);
            if (((n >> bit) & 1) != 0)
            {
                r0 = Multiply(r0, L.Load(ref bases, 0), prime, inverse);
                r1 = Multiply(r1, L.Load(ref bases, L.Count), prime, inverse);
                r2 = Multiply(r2, L.Load(ref bases, 2 * L.Count), prime, inverse);
                r3 = Multiply(r3, L.Load(ref bases, 3 * L.Count), prime, inverse);
                r4 = Multiply(r4, L.Load(ref bases, 4 * L.Count), prime, inverse);
                r5 = Multiply(r5, L.Load(ref bases, 5 * L.Count), prime, inverse);
                r6 = Multiply(r6, L.Load(ref bases, 6 * L.Count), prime, inverse);
                r7 = Multiply(r7, L.Load(ref bases, 7 * L.Count), prime, inverse);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Times(L residue, ref double factors, int index, L prime, L inverse) =>
        Multiply(residue, Reduce(L.Create(Unsafe.Add(ref factors, index)), prime, inverse), prime, inverse);

    /// <summary>The product of the other primes, modulo each prime.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] Cofactors(double[] primes)
    {
        var cofactors = new double[primes.Length];
        for (var k = 0; k < primes.Length; k += L.Count)
        {
            var prime = L.Load(ref primes[0], k);
            var inverse = L.Create(1) / prime;
            var product = L.Create(1);
            foreach (var other in primes)
            {
                // Only the prime itself leaves 0; it is left out.
                var residue = Reduce(L.Create(other), prime, inverse);
                var magnitude = L.Max(residue, -residue);
                product = Multiply(product, L.WhereLess(magnitude, L.Create(1), L.Create(1), residue), prime, inverse);
            }

            L.Store(product, ref cofactors[0], k);
        }

        return cofactors;
    }
}

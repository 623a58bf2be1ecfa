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
        Span<double> buffer = stackalloc double[2 * Together * L.Count];
        ref var reduced = ref buffer[0];
        ref var powers = ref buffer[Together * L.Count];
        for (var k = 0; k < primes.Length; k += L.Count)
        {
            var prime = L.Load(ref primes[0], k);
            var inverse = L.Create(1) / prime;
            var sum = L.Create(0);
            for (var i = 0; i < bases.Length; i += Together)
            {
                for (var j = 0; j < Together; j++)
                {
                    L.Store(Reduce(L.Create(bases[i + j]), prime, inverse), ref reduced, j * L.Count);
                }

                Powers(ref reduced, n, prime, inverse, ref powers);
                for (var j = 0; j < Together; j++)
                {
                    var factor = Reduce(L.Create(factors[i + j]), prime, inverse);
                    sum += Multiply(L.Load(ref powers, j * L.Count), factor, prime, inverse);
                }

                sum = Reduce(sum, prime, inverse);
            }

            L.Store(sum, ref residues[0], k);
        }

        return residues;
    }

    /// <summary>baseⁿ for <see cref="Together"/> residues per prime.</summary>
    /// <param name="bases">The residues.</param>
    /// <param name="n">At least 1.</param>
    /// <param name="prime">The primes.</param>
    /// <param name="inverse">1/p.</param>
    /// <param name="powers">Receives the powers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Powers(ref double bases, int n, L prime, L inverse, ref double powers)
    {
        var r0 = L.Load(ref bases, 0);
        var r1 = L.Load(ref bases, L.Count);
        var r2 = L.Load(ref bases, 2 * L.Count);
        var r3 = L.Load(ref bases, 3 * L.Count);
        var r4 = L.Load(ref bases, 4 * L.Count);
        var r5 = L.Load(ref bases, 5 * L.Count);
        var r6 = L.Load(ref bases, 6 * L.Count);
        var r7 = L.Load(ref bases, 7 * L.Count);
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

        L.Store(r0, ref powers, 0);
        L.Store(r1, ref powers, L.Count);
        L.Store(r2, ref powers, 2 * L.Count);
        L.Store(r3, ref powers, 3 * L.Count);
        L.Store(r4, ref powers, 4 * L.Count);
        L.Store(r5, ref powers, 5 * L.Count);
        L.Store(r6, ref powers, 6 * L.Count);
        L.Store(r7, ref powers, 7 * L.Count);
    }

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

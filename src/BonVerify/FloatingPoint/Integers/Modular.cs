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
    // Outcomes worked on at once, so that the multiplications of one hide the latency of another.
    private const int Together = 4;

    /// <summary>The residue of an integer of magnitude at most 2^53.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Reduce(L a, L prime, L inverse)
    {
        var q = L.FusedMultiplyAdd(a, inverse, L.Create(Rounding.ToInteger)) - L.Create(Rounding.ToInteger);
        return L.FusedMultiplyAdd(-q, prime, a);
    }

    /// <summary>ab.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Multiply(L a, L b, L prime, L inverse)
    {
        var high = a * b;
        var low = L.FusedMultiplyAdd(a, b, -high);
        var q = L.FusedMultiplyAdd(high, inverse, L.Create(Rounding.ToInteger)) - L.Create(Rounding.ToInteger);
        return L.FusedMultiplyAdd(-q, prime, high) + low;
    }

    /// <summary>Σ factor·baseⁿ modulo each prime.</summary>
    /// <param name="bases">Integers of at most 2^53, a multiple of four of them.</param>
    /// <param name="factors">As many integers of magnitude at most 2^53.</param>
    /// <param name="n">At least 1.</param>
    /// <param name="primes">A multiple of the number of lanes.</param>
    /// <returns>One residue per prime.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] PowerSums(double[] bases, double[] factors, int n, double[] primes)
    {
        var residues = new double[primes.Length];
        var top = BitOperations.Log2((uint)n) - 1;
        for (var k = 0; k < primes.Length; k += L.Count)
        {
            var prime = L.Load(ref primes[0], k);
            var inverse = L.Create(1) / prime;
            var sum = L.Create(0);
            for (var i = 0; i < bases.Length; i += Together)
            {
                var a0 = Reduce(L.Create(bases[i]), prime, inverse);
                var a1 = Reduce(L.Create(bases[i + 1]), prime, inverse);
                var a2 = Reduce(L.Create(bases[i + 2]), prime, inverse);
                var a3 = Reduce(L.Create(bases[i + 3]), prime, inverse);
                var (r0, r1, r2, r3) = (a0, a1, a2, a3);
                for (var bit = top; bit >= 0; bit--)
                {
                    r0 = Multiply(r0, r0, prime, inverse);
                    r1 = Multiply(r1, r1, prime, inverse);
                    r2 = Multiply(r2, r2, prime, inverse);
                    r3 = Multiply(r3, r3, prime, inverse);
                    if (((n >> bit) & 1) != 0)
                    {
                        r0 = Multiply(r0, a0, prime, inverse);
                        r1 = Multiply(r1, a1, prime, inverse);
                        r2 = Multiply(r2, a2, prime, inverse);
                        r3 = Multiply(r3, a3, prime, inverse);
                    }
                }

                r0 = Multiply(r0, Reduce(L.Create(factors[i]), prime, inverse), prime, inverse);
                r1 = Multiply(r1, Reduce(L.Create(factors[i + 1]), prime, inverse), prime, inverse);
                r2 = Multiply(r2, Reduce(L.Create(factors[i + 2]), prime, inverse), prime, inverse);
                r3 = Multiply(r3, Reduce(L.Create(factors[i + 3]), prime, inverse), prime, inverse);
                sum = Reduce(sum + ((r0 + r1) + (r2 + r3)), prime, inverse);
            }

            L.Store(sum, ref residues[0], k);
        }

        return residues;
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

using System.Numerics;
using BonVerify.FloatingPoint.Integers;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint.Integers;

/// <summary>Lemma 13 of proofs/FloatingPoint.md: products modulo primes, with factors as large as they may be.</summary>
public class ModularTest
{
    [Fact]
    public void Products_AreExactModuloEachPrime_OnEveryWidth()
    {
        Products<Lanes8>();
        Products<Lanes4>();
        Products<Lanes1>();
    }

    private static void Products<L>()
        where L : struct, ILanes<L>
    {
        var random = new NastyWeights(22);
        var primes = Primes.Largest(L.Count);
        var (a, b, product) = (new double[L.Count], new double[L.Count], new double[L.Count]);
        for (var repeat = 0; repeat < 2000; repeat++)
        {
            for (var i = 0; i < L.Count; i++)
            {
                a[i] = Math.Floor(Extreme(random) * 0.585 * primes[i]);
                b[i] = Math.Floor(Extreme(random) * 0.585 * primes[i]);
            }

            var (prime, inverse) = (L.Load(ref primes[0], 0), L.Create(1) / L.Load(ref primes[0], 0));
            L.Store(Modular<L>.Multiply(L.Load(ref a[0], 0), L.Load(ref b[0], 0), prime, inverse), ref product[0], 0);
            for (var i = 0; i < L.Count; i++)
            {
                Assert.True(((BigInteger)a[i] * (BigInteger)b[i] - (BigInteger)product[i]) % (BigInteger)primes[i] == 0);
                Assert.True(Math.Abs(product[i]) <= 0.59 * primes[i]);
            }
        }
    }

    private static double Extreme(NastyWeights random) => random.Int(0, 4) switch
    {
        0 => 1,
        1 => -1,
        _ => 2 * random.Unit() - 1,
    };
}

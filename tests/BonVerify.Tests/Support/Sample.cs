using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Tests.Support;

/// <summary>
/// Deterministic samples in which the hard cases are frequent: 0, ±1, next to 1, tiny, huge, long and unnormalised
/// mantissas.
/// </summary>
internal sealed class Sample(int seed)
{
    private readonly Random random = new(seed);

    public int Int(int from, int below) => random.Next(from, below);

    public bool Flip() => random.Next(2) == 0;

    /// <summary>A nonnegative integer of at most so many bits, often of few distinct bits.</summary>
    public BigInteger Integer(int bits)
    {
        var value = BigInteger.Zero;
        for (var left = random.Next(1, bits + 1); left > 0; left -= 30)
        {
            value = (value << Math.Min(left, 30)) + random.Next(1 << Math.Min(left, 30));
        }

        return random.Next(8) switch
        {
            0 => BigInteger.One << random.Next(bits),
            1 => (BigInteger.One << random.Next(1, bits + 1)) - 1,
            _ => value,
        };
    }

    public Dyadic Dyadic(int bits = 200, int exponents = 150)
    {
        var sign = Flip() ? 1 : -1;
        return random.Next(10) switch
        {
            0 => BonVerify.Numerics.Dyadic.Zero,
            1 => sign,
            2 => new Dyadic((BigInteger.One << bits) + sign, -bits),
            3 => new Dyadic(sign, exponents),
            4 => new Dyadic(sign * Integer(bits), -exponents - bits),
            5 => new Dyadic(sign * Integer(bits) << 37, -37),
            _ => new Dyadic(sign * Integer(bits), random.Next(-exponents, exponents)),
        };
    }

    public Rational Rational(int bits = 100)
    {
        var sign = Flip() ? 1 : -1;
        return random.Next(8) switch
        {
            0 => BonVerify.Numerics.Rational.Zero,
            1 => new Rational(sign),
            2 => new Rational((BigInteger.One << bits) + sign, BigInteger.One << bits),
            3 => new Rational(sign * (Integer(bits) + 1), BigInteger.Pow(10, bits / 3)),
            _ => new Rational(sign * Integer(bits), Integer(bits) + 1),
        };
    }

    public Rational Positive(int bits = 100) => new(Integer(bits) + 1, Integer(bits) + 1);

    /// <summary>An interval, now and then a point, often one that touches or straddles zero.</summary>
    public Enclosure Enclosure(int bits = 60, int exponents = 40)
    {
        var a = Dyadic(bits, exponents);
        var b = random.Next(4) switch
        {
            0 => a,
            1 => a + new Dyadic(1, -exponents),
            _ => Dyadic(bits, exponents),
        };
        return a <= b ? new Enclosure(a, b) : new Enclosure(b, a);
    }

    /// <summary>Both ends and points between.</summary>
    public IEnumerable<Dyadic> Points(Enclosure interval, int count = 3)
    {
        yield return interval.Lower;
        yield return interval.Upper;
        for (var i = 0; i < count; i++)
        {
            yield return interval.Lower + (interval.Upper - interval.Lower) * new Dyadic(random.Next(1 << 20), -20);
        }
    }
}

using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Bounds;

/// <summary>
/// What a cell with x = P/F contributes to a gap: φ(x) for the KL divergence, ω(x) for the win rate, with two derivatives,
/// all on intervals of x in (0, 1].
/// </summary>
/// <remarks>With a = 1 − x, E = 1 − a^n, f = n a^(n−1) and S = E/x; f(1) = 0 for n ≥ 2. For one thread.</remarks>
internal abstract class GapProfile(int n)
{
    private (Enclosure Miss, int Precision, Enclosure Power) last;

    public int N => n;

    /// <summary>A constant c, from a theorem, with profile(x) ≤ c x³ on (0, 1].</summary>
    public abstract Enclosure Cubic(int precision);

    public abstract Enclosure Value(Enclosure x, int precision);

    /// <summary>The value next to x in (0, 1], in doubles: to search with, nothing rests on it.</summary>
    public double Nearly(double x)
    {
        if (x >= 1)
        {
            return Nearly(1, 0, 0);
        }

        // ln(1 − x), also next to x = 0.
        var log = -2 * Math.Atanh(x / (2 - x));
        var rest = Math.Exp(n * log);
        return Nearly(x, rest, (n - 1) * rest * log);
    }

    public abstract Enclosure Slope(Enclosure x, int precision);

    public abstract Enclosure Curvature(Enclosure x, int precision);

    // Up to here two multiplications a bit of the exponent cost less than a logarithm and an exponential.
    private const int LargestPower = 1 << 12;

    /// <summary>(1 − x)^exponent, for an exponent of n − 2 or a little more.</summary>
    protected Enclosure Rest(Enclosure x, long exponent, int precision)
    {
        // Value and derivatives ask for four powers of one number. Their ends multiply up, as all are at least 0.
        var miss = new Enclosure(Dyadic.One - x.Upper, Dyadic.One - x.Lower);
        if (last.Precision != precision || last.Miss != miss)
        {
            last = (miss, precision, Power(miss, n - 2, precision));
        }

        var rest = last.Power;
        for (var i = n - 2L; i < exponent; i++)
        {
            rest = Enclosure.Multiply(rest, miss, precision);
        }

        return rest;
    }

    /// <summary>A power of a number in [0, 1].</summary>
    private static Enclosure Power(Enclosure value, int exponent, int precision)
    {
        var lower = At(value.Lower);
        return value.IsExact ? lower : new Enclosure(lower.Lower, At(value.Upper).Upper);

        Enclosure At(Dyadic point) => exponent == 0 ? Enclosure.One
            : point.IsZero ? Enclosure.Zero
            : exponent <= LargestPower ? Enclosure.Power(Enclosure.Exactly(point), exponent, precision)
            : Enclosure.Exp(Enclosure.Multiply(
                Enclosure.Exactly(exponent), Enclosure.Log1p(Enclosure.Exactly(point - Dyadic.One), precision + 64), precision + 64), precision);
    }

    /// <param name="x">The share.</param>
    /// <param name="rest">a^n.</param>
    /// <param name="restLog">(n−1) a^n ln a.</param>
    protected abstract double Nearly(double x, double rest, double restLog);

    protected Enclosure Hit(Enclosure x, int precision) => Enclosure.Subtract(Enclosure.One, Rest(x, n, precision), precision);

    /// <summary>f = n a^(n−1).</summary>
    protected Enclosure Density(Enclosure x, int precision) =>
        Enclosure.Multiply(Enclosure.Exactly(n), Rest(x, n - 1, precision), precision);

    /// <summary>−f' = n(n−1) a^(n−2).</summary>
    protected Enclosure DensityFall(Enclosure x, int precision) =>
        Enclosure.Multiply(Enclosure.Exactly((BigInteger)n * (n - 1)), Rest(x, n - 2, precision), precision);
}

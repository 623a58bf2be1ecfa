using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Bounds;

/// <summary>φ(x) = h(1 − x, 1) = ln n − (n−1)/n − d_n(x), for n ≥ 3.</summary>
internal sealed class KlGapProfile(int n) : GapProfile(n)
{
    private Enclosure formula;
    private int formulaPrecision;

    public override Enclosure Cubic(int precision) =>
        Enclosure.FromRatio((BigInteger)N * (N - 1) * (N - 1), 24, precision);

    /// <summary>(1 − a^n)(ln n − (n−1)/n) − a^n (n−1) ln a − E ln S; the middle term vanishes at a = 0.</summary>
    public override Enclosure Value(Enclosure x, int precision)
    {
        var (rest, log) = (Rest(x, N, precision), Enclosure.Zero);
        var hit = Enclosure.Subtract(Enclosure.One, rest, precision);
        if (x.Upper < Dyadic.One)
        {
            log = Enclosure.Multiply(
                Enclosure.Multiply(Enclosure.Exactly(N - 1), rest, precision), Enclosure.Log1p(-x, precision), precision);
        }
        else if (!x.IsExact)
        {
            throw new ArgumentOutOfRangeException(nameof(x), "x must be the point 1 or an interval below it.");
        }

        return Enclosure.Subtract(
            Enclosure.Subtract(Enclosure.Multiply(hit, Formula(precision), precision), log, precision),
            Enclosure.Multiply(hit, Enclosure.Ln(Quotient(hit, x, precision), precision), precision),
            precision);
    }

    protected override double Nearly(double x, double rest, double restLog)
    {
        var hit = 1 - rest;
        return hit * (Math.Log(N) - (N - 1.0) / N - Math.Log(hit / x)) - restLog;
    }

    /// <summary>φ' = f ln f − f ln S − f + S.</summary>
    public override Enclosure Slope(Enclosure x, int precision)
    {
        var (f, s) = (Density(x, precision), Quotient(Hit(x, precision), x, precision));
        var logs = Enclosure.Subtract(
            TimesLog(f, precision), Enclosure.Multiply(f, Enclosure.Ln(s, precision), precision), precision);
        return Enclosure.Add(logs, Enclosure.Subtract(s, f, precision), precision);
    }

    /// <summary>
    /// φ'' = f' ln(f/S) + S'(1 − f/S) with S' = (f − S)/x. With b = a^(n−2) the first term is
    /// −n(n−1)(b (ln n − ln S) + (n−1)/(n−2) b ln b), which is also good at a = 0.
    /// </summary>
    public override Enclosure Curvature(Enclosure x, int precision)
    {
        var (f, s) = (Density(x, precision), Quotient(Hit(x, precision), x, precision));
        var b = Rest(x, N - 2, precision);
        var logs = Enclosure.Add(
            Enclosure.Multiply(b, Enclosure.Ln(Quotient(Enclosure.Exactly(N), s, precision), precision), precision),
            Enclosure.Multiply(Enclosure.FromRatio(N - 1, N - 2, precision), TimesLog(b, precision), precision),
            precision);
        var spread = Quotient(
            Enclosure.Power(Enclosure.Subtract(s, f, precision), 2, precision), Enclosure.Multiply(s, x, precision), precision);
        return Enclosure.Subtract(
            Enclosure.Multiply(Enclosure.Exactly(-(BigInteger)N * (N - 1)), logs, precision), spread, precision);
    }

    /// <summary>ln n − (n−1)/n, which is asked for at one precision again and again.</summary>
    private Enclosure Formula(int precision)
    {
        if (precision != formulaPrecision)
        {
            formula = Enclosure.Subtract(Enclosure.Ln(Enclosure.Exactly(N), precision), Enclosure.FromRatio(N - 1, N, precision), precision);
            formulaPrecision = precision;
        }

        return formula;
    }

    private static Enclosure Quotient(Enclosure left, Enclosure right, int precision) => Enclosure.Divide(left, right, precision);

    /// <summary>y ln y for y ≥ 0, continued by 0 at 0; it is at least −1/e and decreases up to y = 1/e.</summary>
    private static Enclosure TimesLog(Enclosure y, int precision)
    {
        if (y.Lower.Sign > 0)
        {
            return Enclosure.Multiply(y, Enclosure.Ln(y, precision), precision);
        }

        if (y.Upper.Sign <= 0)
        {
            return Enclosure.Zero;
        }

        var end = Enclosure.Exactly(y.Upper);
        var atEnd = Enclosure.Multiply(end, Enclosure.Ln(end, precision), precision);
        return y.Upper < new Dyadic(1, -2)
            ? new Enclosure(atEnd.Lower, Dyadic.Zero)
            : new Enclosure(new Dyadic(-1, -1), atEnd.Upper.Sign > 0 ? atEnd.Upper : Dyadic.Zero);
    }
}

namespace BonVerify.Cli.Estimation.Figures;

/// <summary>The regularised incomplete beta function I_x(a, b) and its inverse, to about nine digits for a and b up to 10^6.</summary>
internal static class IncompleteBeta
{
    private const int MaxTerms = 1_000_000;
    private const int Halvings = 200;
    private const double Tiny = 1e-300;

    /// <summary>I_x(a, b) for x and y = 1 − x, of which the smaller one keeps its digits.</summary>
    public static double Value(double a, double b, double x, double y)
    {
        if (x <= 0 || y <= 0)
        {
            return x <= 0 ? 0 : 1;
        }

        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Log(x, y) + b * Log(y, x));
        return x < (a + 1) / (a + b + 2) ? front * Fraction(a, b, x) / a : 1 - front * Fraction(b, a, y) / b;
    }

    /// <summary>The x with I_x(a, b) = p.</summary>
    public static double Inverse(double a, double b, double p)
    {
        // Halved in the smaller of x and 1 − x, so that x near 0 keeps its digits.
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < Halvings && low < high; i++)
        {
            var middle = low == 0 && high < 1e-3 ? high / 16 : (low + high) / 2;
            if (middle <= low || middle >= high)
            {
                break;
            }

            if (Value(a, b, middle, 1 - middle) < p)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }

    private static double Log(double value, double rest) => value < 0.5 ? Math.Log(value) : Log1p(-rest);

    private static double Log1p(double value) => Math.Abs(value) < 1e-5 ? value - value * value / 2 + value * value * value / 3 : Math.Log(1 + value);

    /// <summary>The continued fraction of I_x(a, b) by the modified method of Lentz.</summary>
    private static double Fraction(double a, double b, double x)
    {
        var c = 1.0;
        var d = 1 / NotZero(1 - (a + b) * x / (a + 1));
        var result = d;
        for (var m = 1; m <= MaxTerms; m++)
        {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / NotZero(1 + even * d);
            c = NotZero(1 + even / c);
            result *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / NotZero(1 + odd * d);
            c = NotZero(1 + odd / c);
            result *= d * c;
            if (Math.Abs(d * c - 1) < 1e-15)
            {
                break;
            }
        }

        return result;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    /// <summary>ln Γ(x) for x above 0: the series of Stirling from 16 on, below by the recurrence.</summary>
    private static double LogGamma(double x)
    {
        var below = 0.0;
        while (x < 16)
        {
            below += Math.Log(x);
            x++;
        }

        var inverse = 1 / x;
        var square = inverse * inverse;
        var series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))));
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + series - below;
    }
}

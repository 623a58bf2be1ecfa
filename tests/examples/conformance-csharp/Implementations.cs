using BonVerify.Conformance;
using BonVerify.Quantities;

/// <summary>Your best-of-n, and the adapter through which the suite meets it: name what you have.</summary>
public static class MyBestOfN
{
    public static Implementation Implementation { get; } = new Implementation().Policy(Quantity.Pmf, Pmf).Policy(Quantity.Kl, Kl);

    public static double[] Pmf(double[] probabilities, double[] rewards, int n)
    {
        var q = new double[probabilities.Length];
        var below = 0.0;
        foreach (var level in Enumerable.Range(0, q.Length).Where(i => probabilities[i] > 0).GroupBy(i => rewards[i]).OrderBy(g => g.Key))
        {
            var mass = level.Sum(i => probabilities[i]);
            var kept = KeptMass(mass, below + mass, n);
            foreach (var i in level)
            {
                q[i] = probabilities[i] / mass * kept;
            }

            below += mass;
        }

        return q;
    }

    public static double Kl(double[] probabilities, double[] rewards, int n) =>
        Pmf(probabilities, rewards, n).Zip(probabilities, (q, p) => q > 0 ? q * Math.Log(q / p) : 0).Sum();

    // F^n - (F - P)^n = -F^n (e^(n ln(1 - P/F)) - 1): the difference as it stands loses the digits of small masses.
    private static double KeptMass(double mass, double upTo, int n) =>
        mass == upTo ? Math.Pow(upTo, n) : -Math.Pow(upTo, n) * ExpMinusOne(n * LogOnePlus(-mass / upTo));

    private static double LogOnePlus(double x) => 1 + x is var u && u == 1 ? x : Math.Log(u) * x / (u - 1);

    private static double ExpMinusOne(double x) => Math.Exp(x) is var u && u == 1 ? x : u - 1 == -1 ? -1 : (u - 1) * x / Math.Log(u);
}

/// <summary>The mistake of many code bases: the bound as the value.</summary>
public static class FormulaAsKl
{
    public static Implementation Implementation { get; } =
        new Implementation().Policy(Quantity.Kl, (probabilities, rewards, n) => Math.Log(n) - (n - 1.0) / n);
}

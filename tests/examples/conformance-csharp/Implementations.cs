using BonVerify.Interchange;

/// <summary>Your best-of-n, behind a thin adapter: implement what you have.</summary>
public sealed class MyBestOfN : IBestOfNImplementation
{
    public double[] Pmf(double[] probabilities, double[] rewards, int n)
    {
        var q = new double[probabilities.Length];
        var below = 0.0;
        foreach (var level in Enumerable.Range(0, q.Length).Where(i => probabilities[i] > 0).GroupBy(i => rewards[i]).OrderBy(g => g.Key))
        {
            var mass = level.Sum(i => probabilities[i]);
            var kept = Math.Pow(below + mass, n) - Math.Pow(below, n);
            foreach (var i in level)
            {
                q[i] = probabilities[i] / mass * kept;
            }

            below += mass;
        }

        return q;
    }

    public double Kl(double[] probabilities, double[] rewards, int n) =>
        Pmf(probabilities, rewards, n).Zip(probabilities, (q, p) => q > 0 ? q * Math.Log(q / p) : 0).Sum();
}

/// <summary>The mistake of many code bases: the bound as the value.</summary>
public sealed class FormulaAsKl : IBestOfNImplementation
{
    public double Kl(double[] probabilities, double[] rewards, int n) => Math.Log(n) - (n - 1.0) / n;
}

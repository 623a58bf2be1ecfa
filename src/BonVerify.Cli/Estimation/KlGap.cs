namespace BonVerify.Cli.Estimation;

/// <summary>
/// How far ln n − (n−1)/n may be above the KL divergence of best-of-n, in nats: at most ((ln 2 − ½)/2) n(n−1) Σ P² over reward
/// levels (the claim kl-gap-renyi-sharp), and never more than the formula itself, since the divergence is not negative.
/// </summary>
internal static class KlGap
{
    /// <summary>The claim that the figures rest on.</summary>
    public const string Theorem = "kl-gap-renyi-sharp";

    /// <summary>ln n − (n−1)/n.</summary>
    public static double Formula(int n) => Math.Log(n) - (n - 1.0) / n;

    /// <summary>The factor of Σ P².</summary>
    public static double Slope(int n) => (Math.Log(2) - 0.5) / 2 * n * (n - 1.0);

    /// <summary>The bound for a sum of squared masses; since it is linear in it, for the mean over prompts of such sums as well.</summary>
    public static double Bound(int n, double squares) => Math.Min(Slope(n) * squares, Formula(n));
}

namespace BonVerify.FloatingPoint;

/// <content>The estimator d_n.</content>
public static partial class FastBestOfN
{
    /// <summary>The estimator d_n(ε) of the KL divergence, in nats (Beirami et al., arXiv 2401.01879, §4).</summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="epsilon">The reference mass of the kept response, in (0, 1].</param>
    /// <returns>A number between 0 (at ε = 1, and for n = 1) and ln n − (n−1)/n (as ε → 0).</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1, or ε is not in (0, 1].</exception>
    /// <remarks>
    /// d_n(ε) = a + aⁿ (ln n + (n−1) ln a − (n−1)/n − 1) + ε ψ(h_n(1, a)) with a = 1 − ε: the KL divergence of the atom and of
    /// what lies below it. Evaluated in twice the working precision.
    /// </remarks>
    public static double Estimator(int n, double epsilon)
    {
        Preconditions.AtLeast(n, 1);
        if (!(epsilon > 0 && epsilon <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(epsilon), Preconditions.Message(nameof(epsilon), epsilon, "must be in (0, 1]"));
        }

        if (n == 1 || epsilon == 1)
        {
            return 0;
        }

        var one = Pair(1);
        var miss = DoubleDouble<Lanes1>.TwoSum(Lanes1.Create(1), Lanes1.Create(-epsilon));
        var atom = DoubleDouble<Lanes1>.Multiply(
            CellKernel<Lanes1>.Psi(PowerLadder.Quotient(one, miss, one, n)), Lanes1.Create(epsilon));

        // −(n−1)/n − 1 = 1/n − 2.
        var shares = DoubleDouble<Lanes1>.Divide(Lanes1.Create(1), Lanes1.Create(n), Lanes1.Create(1.0 / n));
        var inner = DoubleDouble<Lanes1>.Add(
            DoubleDouble<Lanes1>.Add(DoubleDouble<Lanes1>.Ln(Pair(n)), shares),
            DoubleDouble<Lanes1>.Add(
                DoubleDouble<Lanes1>.Multiply(DoubleDouble<Lanes1>.Ln(miss), Lanes1.Create(n - 1)), Pair(-2)));
        var below = DoubleDouble<Lanes1>.Add(miss, DoubleDouble<Lanes1>.Multiply(PowerLadder.Power(miss, n), inner));
        return Lanes1.First(DoubleDouble<Lanes1>.Add(below, atom).High);

        static DoubleDouble<Lanes1> Pair(double value) => new(Lanes1.Create(value), Lanes1.Create(0));
    }
}

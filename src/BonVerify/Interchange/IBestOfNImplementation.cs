namespace BonVerify.Interchange;

/// <summary>
/// Another implementation of best-of-n, in doubles, as a thin adapter hands it to a referee. Implement what there is; every
/// other member says that it is unsupported.
/// </summary>
/// <remarks>
/// <para>
/// Probabilities and rewards come in listing order, one per outcome; the probabilities sum to exactly 1, some may be 0, and
/// equal rewards are ties, of which one draw is picked uniformly. Logarithms are natural, divergences in nats. Each call gets
/// arrays of its own.
/// </para>
/// <para>A member that is implemented may refuse single requests with a <see cref="NotSupportedException"/>.</para>
/// </remarks>
public interface IBestOfNImplementation
{
    /// <summary>The best-of-n mass of each outcome, in listing order.</summary>
    /// <param name="probabilities">The reference masses.</param>
    /// <param name="rewards">The rewards.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>One mass per outcome.</returns>
    double[] Pmf(double[] probabilities, double[] rewards, int n) => throw Unsupported(nameof(Pmf));

    /// <summary>KL(best-of-n ‖ reference), in nats.</summary>
    /// <param name="probabilities">The reference masses.</param>
    /// <param name="rewards">The rewards.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The divergence.</returns>
    double Kl(double[] probabilities, double[] rewards, int n) => throw Unsupported(nameof(Kl));

    /// <summary>P(best-of-n beats one reference draw) + ½ P(tie).</summary>
    /// <param name="probabilities">The reference masses.</param>
    /// <param name="rewards">The rewards.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The win rate.</returns>
    double WinRate(double[] probabilities, double[] rewards, int n) => throw Unsupported(nameof(WinRate));

    /// <summary>The expected reward of the kept response.</summary>
    /// <param name="probabilities">The reference masses.</param>
    /// <param name="rewards">The rewards.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The expectation.</returns>
    double ExpectedReward(double[] probabilities, double[] rewards, int n) => throw Unsupported(nameof(ExpectedReward));

    /// <summary>The total variation distance of best-of-n from the reference.</summary>
    /// <param name="probabilities">The reference masses.</param>
    /// <param name="rewards">The rewards.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The distance.</returns>
    double TotalVariation(double[] probabilities, double[] rewards, int n) => throw Unsupported(nameof(TotalVariation));

    /// <summary>The χ² divergence of best-of-n from the reference.</summary>
    /// <param name="probabilities">The reference masses.</param>
    /// <param name="rewards">The rewards.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The divergence.</returns>
    double ChiSquared(double[] probabilities, double[] rewards, int n) => throw Unsupported(nameof(ChiSquared));

    /// <summary>The upper bound ln n − (n−1)/n of the KL divergence, in nats.</summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The bound.</returns>
    double KlUpperBound(int n) => throw Unsupported(nameof(KlUpperBound));

    /// <summary>The estimator d_n(ε) of the KL divergence, in nats.</summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="epsilon">The reference mass of the kept response, in (0, 1].</param>
    /// <returns>The estimate.</returns>
    double KlEstimator(int n, double epsilon) => throw Unsupported(nameof(KlEstimator));

    /// <summary>The unbiased weights of the draws of a pool, of which the best of n counts.</summary>
    /// <param name="rewards">The rewards of the pool, in any order; equal rewards share their weights evenly.</param>
    /// <param name="n">The number of draws, from 1 to the size of the pool.</param>
    /// <returns>One weight per draw, in the order of the rewards.</returns>
    double[] PoolWeights(double[] rewards, int n) => throw Unsupported(nameof(PoolWeights));

    /// <summary>The unbiased estimate of pass@k.</summary>
    /// <param name="total">The number of samples, at least k.</param>
    /// <param name="correct">The number of correct samples.</param>
    /// <param name="k">The number of samples that are drawn, at least 1.</param>
    /// <returns>The chance that a draw of k includes a correct sample.</returns>
    double PassAtK(int total, int correct, int k) => throw Unsupported(nameof(PassAtK));

    private static NotSupportedException Unsupported(string member) => new($"{member} is not implemented.");
}

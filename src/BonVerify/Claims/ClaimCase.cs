using BonVerify.Bounds;
using BonVerify.Estimators;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;
using Fractions;

namespace BonVerify.Claims;

/// <summary>
/// One case in which claims are decided: a best-of-n policy, with the measures that several claims need computed at most
/// once.
/// </summary>
/// <remarks>
/// The measures can be those of another implementation: derive and override them to see which claims catch its mistakes.
/// Safe for use by many threads.
/// </remarks>
public class ClaimCase
{
    private readonly Lazy<LinearFormInLogarithms> kl;
    private readonly Lazy<Fraction> winRate;
    private readonly Lazy<LinearFormInLogarithms> estimatorMean;
    private readonly Lazy<LinearFormInLogarithms> formula;

    /// <summary>Makes a case.</summary>
    /// <param name="policy">The best-of-n policy.</param>
    public ClaimCase(BestOfN policy)
    {
        Policy = Preconditions.NotNull(policy);
        kl = new(ComputeKl);
        winRate = new(ComputeWinRate);
        estimatorMean = new(ComputeEstimatorMean);
        formula = new(() => KlBounds.Formula(N));
    }

    /// <summary>Makes the case of a reference policy and n, with ties broken among draws.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    public ClaimCase(ReferencePolicy reference, int n)
        : this(new BestOfN(reference, n))
    {
    }

    /// <summary>The best-of-n policy.</summary>
    public BestOfN Policy { get; }

    /// <summary>The number of draws n.</summary>
    public int N => Policy.N;

    /// <summary>KL(π⁽ⁿ⁾‖p), in nats.</summary>
    public LinearFormInLogarithms Kl => kl.Value;

    /// <summary>The win rate W.</summary>
    public Fraction WinRate => winRate.Value;

    /// <summary>E[d_n(p(Y))], in nats.</summary>
    public LinearFormInLogarithms EstimatorMean => estimatorMean.Value;

    /// <summary>ln n − (n−1)/n, in nats.</summary>
    public LinearFormInLogarithms Formula => formula.Value;

    /// <summary>The best-of-n masses of the outcomes, in listing order.</summary>
    /// <returns>The masses.</returns>
    public virtual IReadOnlyList<Fraction> Probabilities() => Policy.Probabilities();

    /// <summary>The estimator d_n(ε), in nats.</summary>
    /// <param name="epsilon">A mass in (0, 1].</param>
    /// <returns>The value.</returns>
    public virtual LinearFormInLogarithms Estimator(Fraction epsilon) => KlEstimator.Value(N, epsilon);

    /// <summary>Computes <see cref="Kl"/>.</summary>
    /// <returns>The value.</returns>
    protected virtual LinearFormInLogarithms ComputeKl() => KullbackLeibler.Of(Policy);

    /// <summary>Computes <see cref="WinRate"/>.</summary>
    /// <returns>The value.</returns>
    protected virtual Fraction ComputeWinRate() => Measures.WinRate.Of(Policy);

    /// <summary>Computes <see cref="EstimatorMean"/>.</summary>
    /// <returns>The value.</returns>
    protected virtual LinearFormInLogarithms ComputeEstimatorMean() => KlEstimator.Mean(Policy);
}

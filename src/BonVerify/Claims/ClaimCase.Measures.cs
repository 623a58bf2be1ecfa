using BonVerify.Bounds;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Claims;

/// <content>The measures that one claim needs each.</content>
public partial class ClaimCase
{
    /// <summary>The best-of-n masses of the outcomes, in listing order, enclosed where they are over the budget.</summary>
    /// <returns>The masses.</returns>
    public IReadOnlyList<ComputableReal> Masses()
    {
        if (Probabilities() is { } exact)
        {
            return exact.Select(ComputableReal.FromRational).ToArray();
        }

        var masses = Enumerable.Repeat(ComputableReal.Zero, Reference.Count).ToArray();
        for (var i = 0; i < Cells.Count; i++)
        {
            var (index, cell) = (i, Cells[i]);
            var mass = ComputableReal.FromEnclosures(precision => Enclosed(precision).Mass(index));
            foreach (var outcome in cell.Outcomes)
            {
                masses[outcome] = new Rational(Reference.Weights[outcome], cell.Weight) * mass;
            }
        }

        return masses;
    }

    /// <summary>The expected reward of best-of-n.</summary>
    /// <returns>The value.</returns>
    public virtual ComputableReal ExpectedReward() =>
        Measure(static exact => LinearFormInLogarithms.FromRational(exact.ExpectedReward()), static policy => policy.ExpectedReward());

    /// <summary>The χ² divergence.</summary>
    /// <returns>The value.</returns>
    public virtual ComputableReal ChiSquared() =>
        Measure(static exact => Ratio(Measures.RenyiDivergence.Moment(exact, 2)) - LinearFormInLogarithms.One, Measures.ChiSquared.Of);

    /// <summary>The total variation distance.</summary>
    /// <returns>The value.</returns>
    public virtual ComputableReal TotalVariation() =>
        Measure(static exact => Ratio(Measures.TotalVariation.Ratio(exact)), Measures.TotalVariation.Of);

    /// <summary>The Rényi divergence of an integer order, in nats.</summary>
    /// <param name="order">The order, at least 2.</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal RenyiDivergence(int order) =>
        Measure(exact => Measures.RenyiDivergence.Of(exact, order), policy => Measures.RenyiDivergence.Of(policy, order));

    /// <summary>KL(p‖π⁽ⁿ⁾), in nats.</summary>
    /// <returns>The value.</returns>
    public virtual ComputableReal ReverseKl() =>
        Measure(ReverseKullbackLeibler.Of, ReverseKullbackLeibler.Of);

    /// <summary>The squared Hellinger distance, which is known by enclosures only.</summary>
    /// <returns>The value.</returns>
    public virtual ComputableReal SquaredHellinger() => ComputableReal.FromEnclosures(
        precision => enclosesFirst || Exact is not { } exact
            ? Measures.SquaredHellinger.Of(Enclosed(precision))
            : Measures.SquaredHellinger.Of(exact, precision));

    /// <summary>The largest density ratio q/p.</summary>
    /// <returns>The value.</returns>
    public virtual ComputableReal MaxDensityRatio() =>
        Measure(static exact => Ratio(DensityRatio.Ratio(exact)), DensityRatio.Max);

    /// <summary>The linear gap bound (n/2) E[P(Y)/F(Y)], in nats.</summary>
    /// <returns>The value.</returns>
    public ComputableReal LinearGapBound() =>
        Measure(static exact => LinearFormInLogarithms.FromRational(KlGapBounds.Linear(exact)), KlGapBounds.Linear);

    /// <summary>Σ F^(n−fewer) P^power over the cells.</summary>
    /// <param name="fewer">By how much the exponent of F is below n, from 0 to n.</param>
    /// <param name="power">The exponent of P, at least 1.</param>
    /// <returns>The value.</returns>
    public ComputableReal WeightedPowerSum(int fewer, int power) => Measure(
        exact => Ratio(KlGapBounds.WeightedPowerRatio(exact, fewer, power)),
        policy => KlGapBounds.WeightedPowerSum(policy, fewer, power));

    /// <summary>The weights of the draws of a pool of which n are taken.</summary>
    /// <param name="rewards">The rewards of the pool, at least n.</param>
    /// <returns>A weight for each draw.</returns>
    public virtual IReadOnlyList<Rational> PoolWeights(IEnumerable<Rational> rewards) => Estimators.PoolWeights.Of(rewards, N);

    /// <summary>The estimate of pass@k for k = n.</summary>
    /// <param name="total">The number of samples, at least n.</param>
    /// <param name="correct">The number of correct ones.</param>
    /// <returns>The estimate.</returns>
    public virtual Rational PassAtK(int total, int correct) => Estimators.PassAtK.Value(total, correct, N);

    /// <summary>The probability that rewind-and-repeat accepts a draw.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>The probability.</returns>
    public virtual Rational RewindAcceptance(RewindAndRepeat policy) => Preconditions.NotNull(policy).AcceptanceProbability;
}

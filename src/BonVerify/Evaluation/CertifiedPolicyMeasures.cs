using BonVerify.Estimators;
using BonVerify.FloatingPoint;
using BonVerify.FloatingPoint.Wide;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Evaluation;

/// <summary>
/// Measures that are first enclosed by fast arithmetic with a proved error: KL of short policies by pairs of doubles, in about a
/// microsecond, and all measures of long ones in numbers of 128 bits. Where such an enclosure does not decide, it is the exact one.
/// </summary>
public class CertifiedPolicyMeasures : PolicyMeasures
{
    // The precision at which comparisons begin; pairs of doubles give at least half of its bits.
    private const int FirstPrecision = 128;

    /// <inheritdoc/>
    public override ComputableReal Kl(PolicyEvaluation policy) => Preconditions.NotNull(policy).EnclosesFirst
        ? First(policy, WideMeasures.Kl, base.Kl)
        : First(_ => CertifiedKullbackLeibler.Enclose(policy.Reference, policy.N, policy.Ties), () => base.Kl(policy));

    /// <inheritdoc/>
    public override ComputableReal WinRate(PolicyEvaluation policy) => First(
        policy, cells => WideMeasures.WinRate(cells).ToEnclosure(), base.WinRate, TieBreaking.AmongDraws);

    /// <inheritdoc/>
    public override ComputableReal ExpectedReward(PolicyEvaluation policy) => First(
        policy, cells => WideMeasures.ExpectedReward(cells, policy.Cells), base.ExpectedReward, Preconditions.NotNull(policy).Ties);

    /// <inheritdoc/>
    public override ComputableReal EstimatorMean(PolicyEvaluation policy) => First(
        policy, cells => WideMeasures.EstimatorMean(cells, policy.Cells, policy.Reference).ToEnclosure(), base.EstimatorMean, Preconditions.NotNull(policy).Ties);

    /// <inheritdoc/>
    public override ComputableReal Estimator(PolicyEvaluation policy, Rational epsilon) =>
        Preconditions.NotNull(policy).N == 1 || epsilon.Numerator.Sign <= 0 || epsilon.Numerator >= epsilon.Denominator
            ? base.Estimator(policy, epsilon)
            : First(
                _ => WideMeasures.Estimator(policy.N, epsilon.Numerator, epsilon.Denominator).ToEnclosure(),
                () => base.Estimator(policy, epsilon));

    /// <inheritdoc/>
    public override ComputableReal ChiSquared(PolicyEvaluation policy) => First(policy, WideMeasures.ChiSquared, base.ChiSquared);

    /// <inheritdoc/>
    public override ComputableReal TotalVariation(PolicyEvaluation policy) => First(policy, WideMeasures.TotalVariation, base.TotalVariation);

    /// <inheritdoc/>
    public override ComputableReal RenyiDivergence(PolicyEvaluation policy, int order) => order switch
    {
        2 => First(policy, static cells => WideMeasures.LogarithmOfOnePlus(WideMeasures.ChiSquared(cells)), p => base.RenyiDivergence(p, 2)),
        3 => First(
            policy,
            static cells => WideMeasures.LogarithmOfOnePlus(WideMeasures.ThirdMoment(cells)).Halved(),
            p => base.RenyiDivergence(p, 3)),
        _ => base.RenyiDivergence(policy, order),
    };

    /// <inheritdoc/>
    public override ComputableReal ReverseKl(PolicyEvaluation policy) => First(policy, WideMeasures.ReverseKl, base.ReverseKl);

    /// <inheritdoc/>
    public override ComputableReal SquaredHellinger(PolicyEvaluation policy) => First(policy, WideMeasures.SquaredHellinger, base.SquaredHellinger);

    /// <inheritdoc/>
    public override ComputableReal MaxDensityRatio(PolicyEvaluation policy) => First(policy, WideMeasures.MaxDensityRatio, base.MaxDensityRatio);

    /// <inheritdoc/>
    public override ComputableReal LinearGapBound(PolicyEvaluation policy) => First(policy, WideMeasures.LinearGapBound, base.LinearGapBound);

    /// <inheritdoc/>
    public override ComputableReal WeightedPowerSum(PolicyEvaluation policy, int fewer, int power) => First(
        policy, cells => WideMeasures.WeightedPowerSum(cells, policy.N - fewer, power), p => base.WeightedPowerSum(p, fewer, power));

    /// <inheritdoc/>
    public override ComputableReal Mass(PolicyEvaluation policy, int cell) => First(
        policy, cells => WideMeasures.Mass(cells, cell), p => base.Mass(p, cell));

    private static ComputableReal First(
        PolicyEvaluation policy, Func<WideCells, WideValue> fast, Func<PolicyEvaluation, ComputableReal> exact) =>
        First(policy, cells => fast(cells).ToEnclosure(), exact, Preconditions.NotNull(policy).Ties);

    private static ComputableReal First(
        PolicyEvaluation policy, Func<WideCells, Enclosure> fast, Func<PolicyEvaluation, ComputableReal> exact, TieBreaking ties) =>
        policy.EnclosesFirst && policy.N > 1 && policy.Cells.Count > 1 && policy.Wide(ties) is { } cells
            ? First(_ => fast(cells), () => exact(policy))
            : exact(policy);

    private static ComputableReal First(Func<int, Enclosure> fast, Func<ComputableReal> exact)
    {
        var later = new Lazy<ComputableReal>(exact);
        return ComputableReal.FromEnclosures(
            precision => precision <= FirstPrecision ? fast(precision) : later.Value.Evaluate(precision),
            () => later.Value.TryMakeExact());
    }
}

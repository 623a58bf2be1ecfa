using BonVerify.Bounds;
using BonVerify.FloatingPoint.Wide;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Evaluation;

/// <summary>
/// Measures that are first enclosed in numbers of 128 bits with a proved error: KL either way round, the Rényi divergences, squared Hellinger and
/// E[d_n] always, the others where exact masses cost more. Where such an enclosure does not decide, it is the exact one.
/// </summary>
public class CertifiedPolicyMeasures : PolicyMeasures
{
    // What numbers of 128 bits give, and how many tilts are tried: two bracket the best one, and Newton's step squares the distance.
    private const int FrontierBits = 96;
    private const int FrontierSteps = 8;

    /// <inheritdoc/>
    public override ComputableReal Kl(PolicyEvaluation policy) => Always(policy, WideMeasures.Kl, base.Kl);

    /// <inheritdoc/>
    public override ComputableReal WinRate(PolicyEvaluation policy) => First(
        policy, cells => WideMeasures.WinRate(cells).ToEnclosure(), base.WinRate, TieBreaking.AmongDraws);

    /// <inheritdoc/>
    /// <remarks>A sum of its own, in which nothing cancels: of 10^5 outcomes the gap is 10^−10 of the win rate.</remarks>
    public override ComputableReal WinRateGap(PolicyEvaluation policy) => First(
        policy, static cells => WideMeasures.WinRateGap(cells).ToEnclosure(), base.WinRateGap, TieBreaking.AmongDraws);

    /// <inheritdoc/>
    public override ComputableReal FrontierWinRate(PolicyEvaluation policy)
    {
        var (frontier, kl) = (new PolicyFrontier(Preconditions.NotNull(policy).Reference), policy.Kl);
        if (frontier.WinRateAtAnEnd(kl) is { } known)
        {
            return known;
        }

        if (policy.Wide(TieBreaking.AmongDraws) is not { } cells)
        {
            return frontier.WinRateInside(kl);
        }

        return First(
            () =>
            {
                var tilt = new WideTilt(cells.Masses, policy.Reference.Levels, policy.Reference.Denominator);
                return frontier.WinRateAt(kl.Evaluate(WideValue.Precision), FrontierBits, (beta, _) => tilt.At(beta.Lower), FrontierSteps);
            },
            () => frontier.WinRateInside(kl));
    }

    /// <inheritdoc/>
    public override ComputableReal ExpectedReward(PolicyEvaluation policy) => First(
        policy, cells => WideMeasures.ExpectedReward(cells, policy.Cells), base.ExpectedReward, Preconditions.NotNull(policy).Ties);

    /// <inheritdoc/>
    public override ComputableReal EstimatorMean(PolicyEvaluation policy) => Always(
        policy, cells => WideMeasures.EstimatorMean(cells, policy.Cells, policy.Reference), base.EstimatorMean);

    /// <inheritdoc/>
    public override ComputableReal Estimator(PolicyEvaluation policy, Rational epsilon) =>
        Preconditions.NotNull(policy).N == 1 || epsilon.Numerator.Sign <= 0 || epsilon.Numerator >= epsilon.Denominator
            ? base.Estimator(policy, epsilon)
            : First(
                () => WideMeasures.Estimator(policy.N, epsilon.Numerator, epsilon.Denominator).ToEnclosure(),
                () => base.Estimator(policy, epsilon));

    /// <inheritdoc/>
    public override ComputableReal Entropy(PolicyEvaluation policy)
    {
        var reference = Preconditions.NotNull(policy).Reference;
        return First(
            () => WideMeasures.Entropy(reference.Weights.Where(static weight => !weight.IsZero), reference.Denominator).ToEnclosure(),
            () => base.Entropy(policy));
    }

    /// <inheritdoc/>
    public override ComputableReal ChiSquared(PolicyEvaluation policy) => First(policy, WideMeasures.ChiSquared, base.ChiSquared);

    /// <inheritdoc/>
    public override ComputableReal TotalVariation(PolicyEvaluation policy) => First(policy, WideMeasures.TotalVariation, base.TotalVariation);

    /// <inheritdoc/>
    public override ComputableReal RenyiDivergence(PolicyEvaluation policy, int order) => order switch
    {
        2 => Always(policy, static cells => WideMeasures.LogarithmOfOnePlus(WideMeasures.ChiSquared(cells)), p => base.RenyiDivergence(p, 2)),
        3 => Always(
            policy,
            static cells => WideMeasures.LogarithmOfOnePlus(WideMeasures.ThirdMoment(cells)).Halved(),
            p => base.RenyiDivergence(p, 3)),
        _ => base.RenyiDivergence(policy, order),
    };

    /// <inheritdoc/>
    public override ComputableReal ReverseKl(PolicyEvaluation policy) => Always(policy, WideMeasures.ReverseKl, base.ReverseKl);

    /// <inheritdoc/>
    public override ComputableReal SquaredHellinger(PolicyEvaluation policy) => Always(policy, WideMeasures.SquaredHellinger, base.SquaredHellinger);

    /// <inheritdoc/>
    public override ComputableReal BestWorst(PolicyEvaluation policy) => First(
        policy, cells => WideMeasures.BestWorst(cells, policy.Reference.Levels, policy.Reference.Denominator), base.BestWorst, TieBreaking.AmongDraws);

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
        Preconditions.NotNull(policy).EnclosesFirst && policy.Wide(ties) is { } cells ? First(() => fast(cells), () => exact(policy)) : exact(policy);

    /// <summary>Also where exact masses cost less.</summary>
    private static ComputableReal Always(
        PolicyEvaluation policy, Func<WideCells, WideValue> fast, Func<PolicyEvaluation, ComputableReal> exact) =>
        Preconditions.NotNull(policy).Wide(policy.Ties) is { } cells ? First(() => fast(cells).ToEnclosure(), () => exact(policy)) : exact(policy);

    private static ComputableReal First(Func<Enclosure> fast, Func<ComputableReal> exact)
    {
        var known = new Lazy<Enclosure>(fast);
        var later = new Lazy<ComputableReal>(exact);
        return ComputableReal.FromEnclosures(
            precision => precision <= WideValue.Precision ? known.Value : Narrower(known.Value, later.Value.Evaluate(precision)),
            () => later.Value.TryMakeExact());
    }

    /// <summary>The numbers in both: of small ones the fast enclosure is relative, the other one only absolute.</summary>
    private static Enclosure Narrower(Enclosure a, Enclosure b) =>
        new(a.Lower < b.Lower ? b.Lower : a.Lower, a.Upper < b.Upper ? a.Upper : b.Upper);
}

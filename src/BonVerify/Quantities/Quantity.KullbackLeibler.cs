using System.Numerics;
using BonVerify.Bounds;
using BonVerify.Evaluation;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Quantities;

/// <content>The KL divergence, its upper bounds and its estimator.</content>
public sealed partial class Quantity
{
    /// <summary>KL of best-of-n from the reference policy.</summary>
    public static Quantity Kl { get; } = new("kl", CaseKind.Policy, static e => e.Policy.Kl)
    {
        Place = 40,
        Statement = "KL(best-of-n | reference), nats",
        Latex = @"\mathrm{KL}(\pi^{(n)}\|p)",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        CancellingTerms = static _ => 1,
        IsAskedByDefault = true,
        ToMasses = Sensitivity.Absolute(static n => 23 * ((BigInteger)n + 1), FixedWhere.NoChoice),
        VectorFile = "kl",
    };

    /// <summary>The formula.</summary>
    public static Quantity KlBound { get; } = new("kl_bound", static n => KlBounds.Formula(n))
    {
        Place = 50,
        Statement = "ln n - (n-1)/n, an upper bound of the KL, nats",
        Latex = @"\ln n - \tfrac{n-1}{n}",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        CancellingTerms = static _ => 1,
        Bounds = Kl,
        IsAskedByDefault = true,
        ToMasses = Sensitivity.None,
        VectorFile = "bounds",
    };

    /// <summary>The top-atom bound.</summary>
    public static Quantity KlTopAtomBound { get; } = new(
        "kl_top_atom_bound",
        CaseKind.Policy,
        static e => e.Policy.Estimator(e.Policy.TopMass))
    {
        Place = 190,
        Statement = "d_n(mass of the top level), an upper bound of the KL, nats",
        Latex = @"d_n(\varepsilon_\infty)",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        CancellingTerms = static _ => 1,
        Bounds = Kl,
        ToMasses = Sensitivity.Absolute(static _ => 1, FixedWhere.NoChoice),
        VectorFile = "kl",
    };

    /// <summary>The limit of the KL divergence.</summary>
    public static Quantity KlLimit { get; } = new(
        "kl_limit",
        CaseKind.Policy,
        static e => LinearFormInLogarithms.Ln(e.Policy.TopMass.Reciprocal()))
    {
        Place = 200,
        Statement = "ln(1/mass of the top level), the limit and an upper bound of the KL, nats",
        Latex = @"\ln\tfrac{1}{\varepsilon_\infty}",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        CancellingTerms = static _ => 1,
        Bounds = Kl,
        ToMasses = Sensitivity.Absolute(static _ => 1, FixedWhere.SingleLevel),
        VectorFile = "kl",
    };

    /// <summary>The mean of the KL estimator.</summary>
    public static Quantity KlEstimatorMean { get; } = new(
        "kl_estimator_mean",
        CaseKind.Policy,
        static e => e.Policy.EstimatorMean)
    {
        Place = 60,
        Statement = "E[d_n(p(Y))], Y from best-of-n, nats",
        Latex = @"\mathbb{E}_{Y\sim\pi^{(n)}}[d_n(p(Y))]",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        CancellingTerms = static _ => 1,
        IsAskedByDefault = true,
        ToMasses = Sensitivity.Absolute(static n => 22 * (BigInteger)n, FixedWhere.SingleDraw | FixedWhere.SingleOutcome),
        VectorFile = "kl",
    };

    /// <summary>The KL estimator at one mass.</summary>
    public static Quantity KlEstimator { get; } = new("kl_estimator", CaseKind.Estimator, EvaluateKlEstimator)
    {
        Place = 410,
        Statement = "d_n(epsilon), nats",
        Latex = @"d_n(\varepsilon)",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        CancellingTerms = static _ => 1,
        IsAskedByDefault = true,
        VectorFile = "kl_estimator",
    };

    private static ComputableReal EvaluateKlEstimator(CaseEvaluation evaluation)
    {
        var (c, whole) = ((EstimatorCase)evaluation.Case, ((EstimatorCase)evaluation.Case).Epsilon.Denominator);
        return c.N == 1 || c.Epsilon.Numerator == whole || c.N * (BigInteger)whole.GetBitLength() <= evaluation.Options.ExactBits
            ? Estimators.KlEstimator.Exactly(c.N, c.Epsilon)

            // Of a policy whose top level has that mass.
            : new PolicyEvaluation(
                ReferencePolicy.FromWeights([whole - c.Epsilon.Numerator, c.Epsilon.Numerator]), c.N, budget: new Budget { ExactBits = 0 }).Estimator(c.Epsilon);
    }
}

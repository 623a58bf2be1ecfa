using System.Numerics;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Neighbours;

/// <summary>
/// Estimators of KL(π‖p) from one response y of a policy π, with x = π(y)/p(y): k1 = ln x, k2 = (ln x)²/2 and
/// k3 = 1/x − 1 + ln x, in nats (Schulman, <i>Approximating KL divergence</i>, 2020, as reported). Their means and variances over y.
/// </summary>
/// <remarks>
/// k1 is unbiased. The mean of k3 is KL(π‖p) − p(outside the support of π), so k3 is unbiased where π has mass wherever p has. k2 is
/// biased in general. With the log-ratio clamped to [−c, c] all three are biased in general.
/// </remarks>
public static partial class KlEstimators
{
    /// <summary>E[k1] = KL(π‖p), exactly.</summary>
    /// <param name="policy">The policy π, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy p.</param>
    /// <returns>A linear form in logarithms of at least 0.</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes, or π > 0 where p = 0.</exception>
    public static LinearFormInLogarithms K1Mean(ReferencePolicy policy, ReferencePolicy reference) => KullbackLeibler.Of(policy, reference);

    /// <summary>E[k2] = ½ E[(ln x)²], in nats².</summary>
    /// <param name="policy">The policy π, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy p.</param>
    /// <returns>A number of at least 0, enclosed; 0 exactly where π = p.</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes, or π > 0 where p = 0.</exception>
    public static ComputableReal K2Mean(ReferencePolicy policy, ReferencePolicy reference) =>
        MeanOf(Ratios(policy, reference), HalfSquare);

    /// <summary>E[k3] = KL(π‖p) − p(outside the support of π), exactly.</summary>
    /// <param name="policy">The policy π, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy p.</param>
    /// <returns>A linear form in logarithms of at least 0.</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes, or π > 0 where p = 0.</exception>
    public static LinearFormInLogarithms K3Mean(ReferencePolicy policy, ReferencePolicy reference) =>
        K1Mean(policy, reference) - MassOutsideSupport(policy, reference);

    /// <summary>p(outside the support of π): the mass of the outcomes that π never returns. By so much the mean of k3 is below KL(π‖p).</summary>
    /// <param name="policy">The policy π, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy p.</param>
    /// <returns>A fraction in [0, 1); 0 where k3 is unbiased.</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes, or π > 0 where p = 0.</exception>
    public static Rational MassOutsideSupport(ReferencePolicy policy, ReferencePolicy reference)
    {
        ReferencePolicy.RequireSameOutcomes(policy, reference);
        var missed = policy.Weights.Zip(reference.Weights).Where(static pair => pair.First.IsZero)
            .Aggregate(BigInteger.Zero, static (sum, pair) => sum + pair.Second);
        return new Rational(missed, reference.Denominator);
    }

    /// <summary>Var[k1] = E[(ln x − KL)²], in nats².</summary>
    /// <param name="policy">The policy π, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy p.</param>
    /// <returns>A number of at least 0, enclosed; 0 exactly where x is the same for all responses.</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes, or π > 0 where p = 0.</exception>
    public static ComputableReal K1Variance(ReferencePolicy policy, ReferencePolicy reference) =>
        VarianceOf(Ratios(policy, reference), static x => LinearFormInLogarithms.Ln(x));

    /// <summary>Var[k2], in nats⁴.</summary>
    /// <param name="policy">The policy π, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy p.</param>
    /// <returns>A number of at least 0, enclosed; 0 exactly where |ln x| is the same for all responses.</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes, or π > 0 where p = 0.</exception>
    public static ComputableReal K2Variance(ReferencePolicy policy, ReferencePolicy reference) =>
        VarianceOf(Grouped(Ratios(policy, reference).Select(static ratio => ratio with { X = Rational.Max(ratio.X, ratio.X.Reciprocal()) })), HalfSquare);

    /// <summary>Var[k3], in nats².</summary>
    /// <param name="policy">The policy π, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy p.</param>
    /// <returns>A number of at least 0, enclosed; 0 exactly where x is the same for all responses.</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes, or π > 0 where p = 0.</exception>
    public static ComputableReal K3Variance(ReferencePolicy policy, ReferencePolicy reference) =>
        VarianceOf(Ratios(policy, reference), static x => K3(x));

    private static LinearFormInLogarithms K3(Rational x) => LinearFormInLogarithms.Ln(x) + (x.Reciprocal() - 1);

    private static ComputableReal HalfSquare(Rational x)
    {
        ComputableReal log = LinearFormInLogarithms.Ln(x);
        return new Rational(1, 2) * (log * log);
    }

    /// <summary>The distribution of x = π(y)/p(y) over the responses y of π.</summary>
    private static Ratio[] Ratios(ReferencePolicy policy, ReferencePolicy reference)
    {
        ReferencePolicy.RequireSameOutcomes(policy, reference);
        return Grouped(Enumerable.Range(0, policy.Count)
            .Where(i => !policy.Weights[i].IsZero)
            .Select(i => new Ratio(
                new Rational(policy.Weights[i] * reference.Denominator, reference.Weights[i] * policy.Denominator),
                new Rational(policy.Weights[i], policy.Denominator))));
    }

    private static Ratio[] Grouped(IEnumerable<Ratio> ratios) =>
        [.. ratios.GroupBy(static ratio => ratio.X, (x, same) => new Ratio(x, same.Aggregate(Rational.Zero, static (sum, ratio) => sum + ratio.Mass)))];

    private static ComputableReal MeanOf(Ratio[] ratios, Func<Rational, ComputableReal> f)
    {
        if (ratios is [{ X: var x }] && x == Rational.One)
        {
            return f(x);
        }

        var values = Array.ConvertAll(ratios, ratio => f(ratio.X));
        return ComputableReal.FromEnclosures(precision => Mean(ratios, Enclosures(values, Bits(ratios, precision)), Bits(ratios, precision)));
    }

    /// <summary>The variance of f(x), where f tells the ratios apart: it is 0 for a single one only.</summary>
    private static ComputableReal VarianceOf(Ratio[] ratios, Func<Rational, ComputableReal> f)
    {
        if (ratios.Length == 1)
        {
            return ComputableReal.Zero;
        }

        var values = Array.ConvertAll(ratios, ratio => f(ratio.X));
        return ComputableReal.FromEnclosures(precision =>
        {
            var bits = Bits(ratios, precision);
            var known = Enclosures(values, bits);
            var mean = Mean(ratios, known, bits);
            return Mean(ratios, Array.ConvertAll(known, value => Enclosure.Power(Enclosure.Subtract(value, mean, bits), 2, bits)), bits);
        });
    }

    private static int Bits(Ratio[] ratios, int precision) => precision + 16 + BitOperations.Log2((uint)ratios.Length);

    private static Enclosure[] Enclosures(ComputableReal[] values, int bits) => Array.ConvertAll(values, value => value.Evaluate(bits));

    private static Enclosure Mean(Ratio[] ratios, Enclosure[] values, int bits) => ratios
        .Zip(values, (ratio, value) => Enclosure.Multiply(Enclosure.FromRational(ratio.Mass, bits), value, bits))
        .Aggregate(Enclosure.Zero, (sum, part) => Enclosure.Add(sum, part, bits));

    /// <summary>A value of x = π(y)/p(y), and the mass under π of the responses that have it.</summary>
    private readonly record struct Ratio(Rational X, Rational Mass);
}

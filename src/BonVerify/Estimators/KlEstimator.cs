using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Estimators;

/// <summary>
/// The estimator d_n(ε) of the KL divergence of best-of-n, in nats: the top-atom bound at the reference mass ε of the kept
/// response (Beirami et al., arXiv 2401.01879, §4).
/// </summary>
public static partial class KlEstimator
{
    /// <summary>
    /// d_n(ε) = (1−ε)ⁿ (ln n + (n−1) ln(1−ε) − (n−1)/n) + (1−(1−ε)ⁿ) ln((1−(1−ε)ⁿ)/ε), exactly.
    /// </summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="epsilon">A mass in (0, 1].</param>
    /// <returns>A linear form in logarithms, between 0 (at ε = 1) and ln n − (n−1)/n (as ε → 0).</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// n is below 1, ε is not in (0, 1], or the powers in the exact form have more than 2^22 bits: <see cref="Enclose"/> takes every n.
    /// </exception>
    public static LinearFormInLogarithms Value(int n, Rational epsilon)
    {
        Preconditions.AtLeast(n, 1);
        var mass = Mass(epsilon);
        _ = Preconditions.Power(mass.Denominator, n - 1, nameof(n), Preconditions.MaxPowerBits);
        return Exactly(n, mass);
    }

    /// <summary>d_n(ε) within whatever budget the caller has.</summary>
    internal static LinearFormInLogarithms Exactly(int n, Rational epsilon)
    {
        var mass = Mass(epsilon);
        return WeightedSum(n, mass.Denominator, [(BigInteger.One, mass.Numerator)], BigInteger.One);
    }

    /// <summary>E[d_n(p(Y))] with Y ~ best-of-n and p(Y) the reference mass of the single outcome Y, exactly.</summary>
    /// <param name="policy">The best-of-n policy.</param>
    /// <returns>A linear form in logarithms: the mean of the estimator over the responses that best-of-n keeps.</returns>
    public static LinearFormInLogarithms Mean(BestOfN policy)
    {
        Preconditions.NotNull(policy);

        // P(Y has reference weight w) = Σ Q·w·(number of such outcomes)/W over the cells, W the weight of the cell.
        var cellMultiple = BigInteger.One;
        foreach (var cell in policy.Cells.Where(static cell => cell.Outcomes.Count > 1))
        {
            cellMultiple *= cell.Weight / BigInteger.GreatestCommonDivisor(cellMultiple, cell.Weight);
        }

        var masses = new Dictionary<BigInteger, BigInteger>();
        var weights = policy.Reference.Weights;
        foreach (var (cell, numerator) in policy.Cells.Zip(policy.CellNumerators))
        {
            var share = cell.Outcomes.Count > 1 ? cellMultiple / cell.Weight : BigInteger.Zero;
            foreach (var group in cell.Outcomes.GroupBy(outcome => weights[outcome]))
            {
                var part = cell.Outcomes.Count > 1 ? share * group.Key * group.Count() : cellMultiple;
                masses[group.Key] = masses.GetValueOrDefault(group.Key) + numerator * part;
            }
        }

        return WeightedSum(
            policy.N,
            policy.Reference.Denominator,
            masses.Select(static pair => (pair.Value, pair.Key)),
            cellMultiple * policy.Denominator);
    }

    private static Rational Mass(Rational epsilon)
    {
        var mass = epsilon;
        return mass.Numerator.Sign > 0 && mass.Numerator <= mass.Denominator
            ? mass
            : throw new ArgumentOutOfRangeException(
                nameof(epsilon), Preconditions.Message(nameof(epsilon), mass, "must be in (0, 1]"));
    }

    /// <summary>Σ coefficient · d_n(weight/denominator) / scale, over one common denominator.</summary>
    private static LinearFormInLogarithms WeightedSum(
        int n,
        BigInteger denominator,
        IEnumerable<(BigInteger Coefficient, BigInteger Weight)> masses,
        BigInteger scale)
    {
        var power = BigInteger.Pow(denominator, n);
        var lowest = new LowestTerms(power, denominator, n, BigInteger.One);
        var constant = BigInteger.Zero;
        var lnN = BigInteger.Zero;
        var terms = new List<LinearFormInLogarithms.Term>();
        foreach (var (coefficient, weight) in masses)
        {
            // (1−ε)^n = missPower/power and 1 − (1−ε)^n = hitPower/power.
            var miss = denominator - weight;
            var missPower = BigInteger.Pow(miss, n);
            var hitPower = power - missPower;
            var missed = coefficient * missPower;
            constant -= missed * (n - 1);
            lnN += missed;
            if (!miss.IsZero)
            {
                terms.Add(new(missed * (n - 1) * n, miss, denominator));
            }

            // In lowest terms, as KullbackLeibler writes its terms: at the top atom they are the same logarithm, and in a difference
            // of the two their coefficients cancel exactly, however small that difference is.
            terms.Add(new(coefficient * hitPower * n, new LogarithmArgument(lowest.Of(hitPower) / new Rational(weight, denominator))));
        }

        terms.Add(new(lnN * n, n, BigInteger.One));
        return new LinearFormInLogarithms(constant, terms, scale * power * n);
    }
}

using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Pools;

/// <summary>
/// Rates of passing among k samples drawn without replacement from M samples of which c are correct; X is the number of correct ones
/// among the k. Each is the unbiased estimate of the same rate among k fresh samples. <see cref="Estimators.PassAtK"/> is the rate of
/// X ≥ 1.
/// </summary>
/// <remarks>Exact, for any counts that the budget <see cref="MaxTerms"/> admits. Safe for use by many threads.</remarks>
public static class PassRates
{
    /// <summary>The largest of min(c, k, M − c, M − k): the number of terms of an exact value. At the limit it takes some ten seconds.</summary>
    public const int MaxTerms = 100_000;

    /// <summary>pass^k, the chance that all k pass (τ-bench, arXiv 2406.12045).</summary>
    /// <param name="total">The number M of samples, at least k.</param>
    /// <param name="correct">The number c of correct samples, from 0 to M.</param>
    /// <param name="k">The number of samples that are drawn, at least 1.</param>
    /// <returns>C(c, k)/C(M, k); 0 for c below k and 1 for c = M.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or the value is above the budget.</exception>
    public static Rational PassHatK(int total, int correct, int k) => AtLeast(total, correct, k, k);

    /// <summary>G-Pass@k_τ, the chance that at least ⌈τk⌉ of k pass (arXiv 2412.13147); the ceiling is taken exactly.</summary>
    /// <param name="total">The number M of samples, at least k.</param>
    /// <param name="correct">The number c of correct samples, from 0 to M.</param>
    /// <param name="k">The number of samples that are drawn, at least 1.</param>
    /// <param name="tau">
    /// The share τ that has to pass, in (0, 1]. A double is not the decimal it is written as: 0.28 of 25 is 7, the double nearest to
    /// 0.28 makes it 8. Write it as a quotient, or parse its text.
    /// </param>
    /// <returns>P(X ≥ ⌈τk⌉).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or the value is above the budget.</exception>
    public static Rational GPassAtK(int total, int correct, int k, Rational tau)
    {
        Preconditions.AtLeast(k, 1);
        return AtLeast(total, correct, k, Threshold(k, tau));
    }

    /// <summary>⌈τk⌉, the least number of k samples that have to pass.</summary>
    /// <param name="k">The number of samples, at least 1.</param>
    /// <param name="tau">The share τ that has to pass, in (0, 1].</param>
    /// <returns>A number from 1 to k.</returns>
    /// <exception cref="ArgumentOutOfRangeException">k is below 1, or τ is not in (0, 1].</exception>
    public static int Threshold(int k, Rational tau)
    {
        Preconditions.AtLeast(k, 1);
        return tau.Sign > 0 && tau <= Rational.One ? (int)Rational.Ceiling(tau * k) : throw new ArgumentOutOfRangeException(
            nameof(tau), Preconditions.Message(nameof(tau), tau, "must be in (0, 1]"));
    }

    /// <summary>mG-Pass@k as it was published (arXiv 2412.13147): (2/k) Σ_{i = ⌈k/2⌉+1}^{k} P(X ≥ i).</summary>
    /// <param name="total">The number M of samples, at least k.</param>
    /// <param name="correct">The number c of correct samples, from 0 to M.</param>
    /// <param name="k">The number of samples that are drawn, at least 1.</param>
    /// <returns>
    /// A fraction in [0, 1]. The sum has ⌊k/2⌋ terms, so that a perfect model (c = M) gets 1 for even k only: for odd k it gets
    /// (k−1)/k, which is 0 at k = 1, 2/3 at k = 3 and 4/5 at k = 5.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or the value is above the budget.</exception>
    public static Rational MeanGPassAtK(int total, int correct, int k) =>
        LawOf(total, correct, k).MeanExcess(k - k / 2) * new Rational(2, k);

    /// <summary>The tail of the hypergeometric law: the chance that at least so many of k pass.</summary>
    /// <param name="total">The number M of samples, at least k.</param>
    /// <param name="correct">The number c of correct samples, from 0 to M.</param>
    /// <param name="k">The number of samples that are drawn, at least 1.</param>
    /// <param name="least">How many have to pass, from 0 to k.</param>
    /// <returns>P(X ≥ least) = Σ_{x ≥ least} C(c, x) C(M−c, k−x)/C(M, k).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or the value is above the budget.</exception>
    public static Rational AtLeast(int total, int correct, int k, int least)
    {
        var law = LawOf(total, correct, k);
        return law.AtLeast(Preconditions.Within(least, 0, k));
    }

    /// <summary>Checks the counts; the law of the number of correct samples among those drawn.</summary>
    private static Hypergeometric LawOf(int total, int correct, int k)
    {
        Preconditions.AtLeast(k, 1);
        Preconditions.AtLeast(total, k);
        Preconditions.Within(correct, 0, total);
        return Hypergeometric.Fewest(total, correct, k) <= MaxTerms ? new(total, correct, k) : throw new ArgumentOutOfRangeException(
            nameof(k),
            Preconditions.Message(nameof(k), k, $"must be at most {MaxTerms} or at least total - {MaxTerms}, unless correct is (the budget of the exact value)"));
    }
}

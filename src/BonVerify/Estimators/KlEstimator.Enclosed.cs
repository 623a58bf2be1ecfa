using System.Numerics;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Estimators;

/// <content>For n too large to write (1−ε)^n out.</content>
public static partial class KlEstimator
{
    /// <summary>d_n(ε), enclosed for any n, in nats.</summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="epsilon">A mass in (0, 1], however near to 0 or 1.</param>
    /// <param name="precision">Bits of relative accuracy, at least 2.</param>
    /// <returns>An enclosure; exactly 0 for n = 1 and for ε = 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1, or ε is not in (0, 1].</exception>
    public static Enclosure Enclose(int n, Rational epsilon, int precision)
    {
        Preconditions.AtLeast(n, 1);
        Preconditions.AtLeast(precision, 2);
        var mass = Mass(epsilon);
        var (hit, whole) = (mass.Numerator, mass.Denominator);
        var miss = whole - hit;
        if (n == 1 || miss.IsZero)
        {
            return Enclosure.Zero;
        }

        // Both logarithms keep their relative accuracy at either end: ln(1 − ε) by itself, and ln((1 − (1−ε)^n)/ε) as ln(1 + x),
        // x = (1−ε)(1 − (1−ε)^(n−1))/ε. n costs the exponentials its own bits.
        var bits = precision + 2 * BitOperations.Log2((uint)n) + 64;
        var logMiss = Enclosure.LnRatio(miss, whole, bits);
        var (powers, fewer) = (Times(n), Times(n - 1));
        var missed = Enclosure.Exp(powers, bits);
        var excess = Enclosure.Multiply(Enclosure.FromRatio(miss, hit, bits), -Enclosure.Expm1(fewer, bits), bits);
        var value = Enclosure.Add(
            Enclosure.Multiply(missed, Enclosure.Add(KlFormula(n, bits), fewer, bits), bits),
            Enclosure.Multiply(-Enclosure.Expm1(powers, bits), Enclosure.Log1p(excess, bits), bits),
            precision);
        return EnclosedSums.NotNegative(value);

        Enclosure Times(int count) => Enclosure.Multiply(Enclosure.Exactly(count), logMiss, bits);
    }

    /// <summary>E[d_n(p(Y))] with Y ~ best-of-n, enclosed, in nats.</summary>
    /// <param name="policy">The enclosed best-of-n policy.</param>
    /// <returns>An enclosure with a relative width of about 2^−precision; exactly 0 for n = 1 and for a single outcome.</returns>
    public static Enclosure Mean(EnclosedBestOfN policy)
    {
        Preconditions.NotNull(policy);
        var bits = policy.Working;
        var weights = policy.Reference.Weights;
        var levels = policy.Reference.Levels;
        if (levels.All(level => level.Outcomes.All(outcome => weights[outcome] == weights[levels[0].Outcomes[0]])))
        {
            // Whichever outcome is kept, its mass is the same one: the masses of ten thousand levels need not be enclosed.
            return Enclose(policy.N, new Rational(weights[levels[0].Outcomes[0]], policy.Reference.Denominator), policy.Precision);
        }

        var values = new Dictionary<BigInteger, Enclosure>();
        var negligible = Enclosure.Multiply(policy.NegligibleMass, KlFormula(policy.N, bits), bits);
        return EnclosedSums.Of(
            policy,
            cell => cell.Level.Outcomes.GroupBy(outcome => weights[outcome]).Aggregate(
                Enclosure.Zero,
                (sum, group) => Enclosure.Add(
                    sum,
                    Enclosure.Multiply(
                        Enclosure.Multiply(cell.Mass, Enclosure.FromRatio(group.Key * group.Count(), cell.Level.Weight, bits), bits),
                        ValueAt(group.Key),
                        bits),
                    bits)),
            new Enclosure(Dyadic.Zero, negligible.Upper)).Round(policy.Precision);

        Enclosure ValueAt(BigInteger weight)
        {
            if (!values.TryGetValue(weight, out var value))
            {
                value = Enclose(policy.N, new Rational(weight, policy.Reference.Denominator), bits);
                values.Add(weight, value);
            }

            return value;
        }
    }

    /// <summary>ln n − (n−1)/n.</summary>
    internal static Enclosure KlFormula(int n, int precision) => Enclosure.Subtract(
        Enclosure.Ln(Enclosure.Exactly(n), precision), Enclosure.FromRatio(n - 1, n, precision), precision);
}

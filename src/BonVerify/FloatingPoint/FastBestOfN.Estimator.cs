using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint;

/// <content>The estimator d_n.</content>
public static partial class FastBestOfN
{
    /// <summary>The estimator d_n(ε) of the KL divergence, in nats (Beirami et al., arXiv 2401.01879, §4).</summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="epsilon">The reference mass of the kept response, in (0, 1].</param>
    /// <returns>A number between 0 (at ε = 1, and for n = 1) and ln n − (n−1)/n (as ε → 0).</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1, or ε is not in (0, 1].</exception>
    /// <remarks>
    /// d_n(ε) = a + aⁿ (ln n + (n−1) ln a − (n−1)/n − 1) + ε ψ(h_n(1, a)) with a = 1 − ε: the KL divergence of the atom and of
    /// what lies below it. Evaluated in twice the working precision.
    /// </remarks>
    public static double Estimator(int n, double epsilon)
    {
        Preconditions.AtLeast(n, 1);
        Require(epsilon, nameof(epsilon));
        return n == 1 ? 0 : Lanes1.First(Estimator(n, Lanes1.Create(epsilon)));
    }

    /// <summary>The estimator d_n(ε), in nats, of many masses, as those of sampled responses: their mean estimates KL.</summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="epsilons">Reference masses of kept responses, each in (0, 1].</param>
    /// <returns>One value per mass, the same as one by one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1, or an ε is not in (0, 1].</exception>
    public static double[] Estimators(int n, ReadOnlySpan<double> epsilons)
    {
        Preconditions.AtLeast(n, 1);
        for (var i = 0; i < epsilons.Length; i++)
        {
            Require(epsilons[i], $"{nameof(epsilons)}[{i}]");
        }

        var values = new double[epsilons.Length];
        if (n == 1)
        {
            return values;
        }

        if (Vector512.IsHardwareAccelerated)
        {
            Estimators<Lanes8>(n, epsilons, values);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Estimators<Lanes4>(n, epsilons, values);
        }
        else
        {
            Estimators<Lanes1>(n, epsilons, values);
        }

        return values;
    }

    /// <inheritdoc cref="Estimators(int, ReadOnlySpan{double})"/>
    public static double[] Estimators(int n, double[] epsilons) => Estimators(n, Preconditions.NotNull(epsilons).AsSpan());

    /// <summary>Estimators of masses in (0, 1] for n ≥ 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Estimators<L>(int n, ReadOnlySpan<double> epsilons, Span<double> values)
        where L : struct, ILanes<L>
    {
        Span<double> block = stackalloc double[L.Count];
        for (var start = 0; start < epsilons.Length; start += L.Count)
        {
            var part = epsilons[start..Math.Min(start + L.Count, epsilons.Length)];
            block.Fill(1);
            part.CopyTo(block);
            L.Store(Estimator(n, L.Load(ref block[0], 0)), ref block[0], 0);
            block[..part.Length].CopyTo(values[start..]);
        }
    }

    private static L Estimator<L>(int n, L epsilon)
        where L : struct, ILanes<L>
    {
        var one = Pair<L>(1);
        var miss = DoubleDouble<L>.TwoSum(one.High, -epsilon);
        var atom = DoubleDouble<L>.Multiply(DoubleDouble<L>.Psi(PowerLadder.Quotient(one, miss, one, n)), epsilon);

        // −(n−1)/n − 1 = 1/n − 2. At ε = 1 the logarithm of a = 0 may be anything.
        var shares = DoubleDouble<L>.Divide(L.Create(1), L.Create(n), L.Create(1.0 / n));
        var inner = DoubleDouble<L>.Add(
            DoubleDouble<L>.Add(DoubleDouble<L>.Ln(Pair<L>(n)), shares),
            DoubleDouble<L>.Add(DoubleDouble<L>.Multiply(DoubleDouble<L>.Ln(miss), L.Create(n - 1)), Pair<L>(-2)));
        var below = DoubleDouble<L>.Add(miss, DoubleDouble<L>.Multiply(PowerLadder.Power(miss, n), inner));
        return L.WhereLess(epsilon, L.Create(1), DoubleDouble<L>.Add(below, atom).High, L.Create(0));
    }

    private static DoubleDouble<L> Pair<L>(double value)
        where L : struct, ILanes<L> => new(L.Create(value), L.Create(0));

    private static void Require(double epsilon, string parameter)
    {
        if (!(epsilon > 0 && epsilon <= 1))
        {
            throw new ArgumentOutOfRangeException(parameter, Preconditions.Message(parameter, epsilon, "must be in (0, 1]"));
        }
    }
}

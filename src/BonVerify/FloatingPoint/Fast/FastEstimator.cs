using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Fast;

/// <summary>The estimator d_n(ε) in twice the working precision, for n ≥ 2 and ε in (0, 1].</summary>
internal static class FastEstimator<L>
    where L : struct, ILanes<L>
{
    /// <summary>d_n of each of many masses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] OfEach(int n, ReadOnlySpan<double> epsilons)
    {
        var values = new double[epsilons.Length];
        Span<double> block = stackalloc double[L.Count];
        for (var start = 0; start < epsilons.Length; start += L.Count)
        {
            var part = epsilons[start..Math.Min(start + L.Count, epsilons.Length)];
            block.Fill(1);
            part.CopyTo(block);
            L.Store(Of(n, L.Load(ref block[0], 0)), ref block[0], 0);
            block[..part.Length].CopyTo(values.AsSpan(start));
        }

        return values;
    }

    /// <summary>d_n(ε).</summary>
    public static L Of(int n, L epsilon)
    {
        var one = DoubleDouble<L>.Create(1);
        var miss = DoubleDouble<L>.TwoSum(one.High, -epsilon);
        var atom = DoubleDouble<L>.Multiply(DoubleDouble<L>.Psi(PowerLadder.Quotient(one, miss, one, n)), epsilon);

        // −(n−1)/n − 1 = 1/n − 2. At ε = 1 the logarithm of a = 0 may be anything.
        var shares = DoubleDouble<L>.Divide(L.Create(1), L.Create(n), L.Create(1.0 / n));
        var inner = DoubleDouble<L>.Add(
            DoubleDouble<L>.Add(DoubleDouble<L>.Ln(DoubleDouble<L>.Create(n)), shares),
            DoubleDouble<L>.Add(
                DoubleDouble<L>.Multiply(DoubleDouble<L>.Ln(miss), L.Create(n - 1)), DoubleDouble<L>.Create(-2)));
        var below = DoubleDouble<L>.Add(miss, DoubleDouble<L>.Multiply(PowerLadder.Power(miss, n), inner));
        return L.WhereLess(epsilon, L.Create(1), DoubleDouble<L>.Add(below, atom).High, L.Create(0));
    }
}

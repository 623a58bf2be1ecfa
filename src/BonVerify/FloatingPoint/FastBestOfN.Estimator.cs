using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Fast;
using BonVerify.FloatingPoint.Lanes;

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
        Require(epsilon, nameof(epsilon), nameof(epsilon));
        return n == 1 ? 0 : Lanes1.First(FastEstimator<Lanes1>.Of(n, Lanes1.Create(epsilon)));
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
            Require(epsilons[i], Preconditions.Element(nameof(epsilons), i), nameof(epsilons));
        }

        return n == 1 ? new double[epsilons.Length] : WidestLanes.Run<EstimatorOperation, double[]>(new(n, epsilons));
    }

    /// <summary>The estimator d_n(ε), in nats, of many masses, written to a span.</summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="epsilons">Reference masses of kept responses, each in (0, 1].</param>
    /// <param name="destination">Takes one value per mass; it may be longer, and may be the span of the masses.</param>
    /// <exception cref="ArgumentException">n is below 1, an ε is not in (0, 1], or the destination is too short.</exception>
    public static void Estimators(int n, ReadOnlySpan<double> epsilons, Span<double> destination)
    {
        RequireRoom(destination, epsilons.Length);
        Estimators(n, epsilons).CopyTo(destination);
    }

    private static void Require(double epsilon, string name, string parameter)
    {
        if (!(epsilon > 0 && epsilon <= 1))
        {
            throw new ArgumentOutOfRangeException(parameter, Preconditions.Message(name, epsilon, "must be in (0, 1]"));
        }
    }

    private readonly ref struct EstimatorOperation(int n, ReadOnlySpan<double> epsilons) : ILaneOperation<double[]>
    {
        private readonly ReadOnlySpan<double> epsilons = epsilons;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double[] On<L>()
            where L : struct, ILanes<L> => FastEstimator<L>.OfEach(n, epsilons);
    }
}

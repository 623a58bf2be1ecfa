using System.Numerics;
using BonVerify.FloatingPoint.Integers;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.Policies;

namespace BonVerify.FloatingPoint;

/// <summary>Exact moments of the density ratio of best-of-n without writing the masses out: by sums modulo many primes.</summary>
/// <remarks>
/// With C the cumulative weights and D their total, Σ w ((C^n − C₋^n)/w)^α over D^(α(n−1)+1) is one number, found as
/// <see cref="ExactWinRate"/> finds its own. Exact on every machine.
/// </remarks>
internal static class ExactMoments
{
    // Weights and their sums are residues as they are, and no prime divides a weight.
    private const long MaxTotal = 1L << 49;

    // Below, integers are as fast; above, the primes take long to find and much room.
    private const double MinBits = 1 << 12;
    private const double MaxBits = 1 << 17;
    private const double MinAllBits = 1 << 20;

    /// <summary>Whether so large a case is faster this way.</summary>
    public static bool IsWorthwhile(BestOfN policy, int order)
    {
        var bits = Bits(policy, order);
        return policy.Reference.Denominator <= MaxTotal && bits is >= MinBits and <= MaxBits && bits * policy.Cells.Count >= MinAllBits;
    }

    /// <summary>Σ w ((C^n − C₋^n)/w)^α, for a total of at most 2^49.</summary>
    /// <param name="policy">The best-of-n policy.</param>
    /// <param name="order">α, at least 2.</param>
    public static BigInteger Numerator(BestOfN policy, int order)
    {
        var cells = policy.Cells;
        var count = (cells.Count + Modular<Lanes1>.Together - 1) / Modular<Lanes1>.Together * Modular<Lanes1>.Together;
        var (cumulative, weights) = (new double[count], new double[count]);
        cumulative.AsSpan().Fill((double)policy.Reference.Denominator);
        weights.AsSpan().Fill(1);
        var sum = 0L;
        for (var i = 0; i < cells.Count; i++)
        {
            var weight = (long)cells[i].Weight;
            (cumulative[i], weights[i]) = (sum += weight, weight);
        }

        var basis = ResidueBasis.ForBits((long)Math.Ceiling(Bits(policy, order)));
        return basis.Reconstruct(WidestLanes.Run<MomentsOperation, double[]>(new(cumulative, weights, policy.N, order, basis.Primes)));
    }

    /// <summary>The moment is at most n^(α−1), as ratios are at most n.</summary>
    private static double Bits(BestOfN policy, int order) =>
        (order * (policy.N - 1.0) + 1) * (BigInteger.Log(policy.Reference.Denominator) / Math.Log(2) + 1e-9) + (order - 1) * Math.Log2(policy.N) + 2;

    private readonly struct MomentsOperation(double[] cumulative, double[] weights, int n, int order, double[] primes) : ILaneOperation<double[]>
    {
        public double[] On<L>()
            where L : struct, ILanes<L> => ModularMoments<L>.Of(cumulative, weights, n, order, primes);
    }
}

using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Conformance;

/// <summary>Makes doubles of masses such that they sum to exactly 1, or as nearly as makes no difference.</summary>
internal static class MassesInDoubles
{
    private const int GridBits = 53;

    /// <summary>
    /// The masses of a policy as doubles: multiples of 2^−53 that sum to exactly 1, positive where the mass is; masses so
    /// small that they make no difference to the sum are kept beside them as they are.
    /// </summary>
    public static double[] Of(ReferencePolicy policy, int n)
    {
        var weights = policy.Weights;
        var total = policy.Denominator;

        // n·K·p ≤ 2^−60: such masses together change n times the sum by no more than that.
        bool IsNegligible(BigInteger weight) => (weight * n * weights.Count << 60) <= total;
        var doubles = weights.Select(weight => CorrectRounding.ToDouble(weight, total)).ToArray();
        var grid = weights.Select(weight => weight.IsZero || IsNegligible(weight)
            ? BigInteger.Zero
            : BigInteger.Max(BigInteger.One, (weight << GridBits) / total)).ToArray();
        var largest = Enumerable.Range(0, grid.Length).MaxBy(i => grid[i]);
        grid[largest] += (BigInteger.One << GridBits) - grid.Aggregate(BigInteger.Zero, static (sum, w) => sum + w);
        return [.. grid.Select((weight, i) => weight.IsZero ? doubles[i] : Math.ScaleB((double)weight, -GridBits))];
    }

    /// <summary>Masses rounded down to multiples of 2^−bits, the largest taking the rest; null when one would vanish.</summary>
    public static double[]? OnGrid(double[] masses, int bits)
    {
        var unit = Math.ScaleB(1, -bits);
        var coarse = masses.Select(mass => mass == 0 ? 0 : Math.Max(1, Math.Floor(mass / unit)) * unit).ToArray();
        var largest = Array.IndexOf(coarse, coarse.Max());
        coarse[largest] = 1 - (coarse.Sum() - coarse[largest]);
        return coarse[largest] > 0 ? coarse : null;
    }
}

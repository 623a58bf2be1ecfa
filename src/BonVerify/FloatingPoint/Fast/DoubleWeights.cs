using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Fast;

/// <summary>Checked weights and their total, rescaled by a power of two where the total would leave the range of doubles.</summary>
internal readonly ref struct DoubleWeights
{
    private const double Largest = 1e200;

    // Not smaller, or products of weights would underflow in results that do not.
    private const double Smallest = 1e-30;

    // Rescaled weights are this large: n² of them, n and their number below 2^31, do not overflow, and a weight that underflows
    // has a share below 2^−1974, which no measure shows.
    private const int ScaledExponent = 900;

    // Below this share of the whole, all but the largest cell: n of it squared is nothing beside it.
    private const double Dominated = 1e-200;

    private readonly double largest;

    private DoubleWeights(ReadOnlySpan<double> weights, CompensatedSum sum, double largest)
    {
        Weights = weights;
        Sum = sum;
        this.largest = largest;
    }

    public ReadOnlySpan<double> Weights { get; }

    public CompensatedSum Sum { get; }

    public double Total => Sum.Value;

    /// <summary>The scale of <see cref="TryRest"/>, a power of two.</summary>
    public static int RestExponent => 600;

    /// <summary>The share of the largest weight, to a few ulp.</summary>
    public double LargestShare => largest / Total;

    /// <summary>Whether one weight is all of the mass.</summary>
    public bool IsSingle => largest == Total && (Weights.Length == 1 || Weights.Length - Weights.Count(0.0) == 1);

    /// <summary>Checks weights and adds them up.</summary>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, or all are 0.</exception>
    public static DoubleWeights Read(ReadOnlySpan<double> weights, string parameter)
    {
        if (weights.IsEmpty)
        {
            throw new ArgumentException($"{parameter} is empty; there must be at least one outcome.", parameter);
        }

        var (sum, smallest, largest) = Add(weights);
        var total = sum.Value;
        if (total is > Smallest and < Largest && smallest >= 0)
        {
            return new(weights, sum, largest);
        }

        for (var i = 0; i < weights.Length; i++)
        {
            Preconditions.Weight(weights[i], i, parameter);
        }

        return largest > 0 ? Rescaled(weights, largest) : throw new ArgumentException(
            $"{parameter} have total mass 0; at least one must be positive.", parameter);
    }

    /// <summary>Σ w in twice the working precision, and the smallest and largest of all weights and 0.</summary>
    public static (CompensatedSum Sum, double Smallest, double Largest) Add(ReadOnlySpan<double> weights) =>
        WidestLanes.Run<SumOperation, (CompensatedSum Sum, double Smallest, double Largest)>(new(weights));

    /// <summary>
    /// The weights below and above the largest as shares of the whole, when together they are at most 10^−200 of it: its share is 1
    /// then, and what is of second order in theirs is beyond doubles. They come multiplied by 2^<see cref="RestExponent"/>.
    /// </summary>
    public bool TryRest(out double below, out double above)
    {
        (below, above) = (0, 0);
        if (largest != Total)
        {
            return false;
        }

        var index = Weights.IndexOf(largest);
        var scale = Math.ScaleB(1, RestExponent);
        below = Add(Weights[..index]).Sum.Value;
        above = Add(Weights[(index + 1)..]).Sum.Value;
        if (below + above > Dominated * largest)
        {
            return false;
        }

        (below, above) = (below * scale / largest, above * scale / largest);
        return true;
    }

    private static DoubleWeights Rescaled(ReadOnlySpan<double> weights, double largest)
    {
        var scaled = new double[weights.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = Math.ScaleB(weights[i], ScaledExponent - Math.ILogB(largest));
        }

        var (sum, _, scaledLargest) = Add(scaled);
        return new(scaled, sum, scaledLargest);
    }

    private readonly ref struct SumOperation(ReadOnlySpan<double> weights)
        : ILaneOperation<(CompensatedSum Sum, double Smallest, double Largest)>
    {
        private readonly ReadOnlySpan<double> weights = weights;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (CompensatedSum Sum, double Smallest, double Largest) On<L>()
            where L : struct, ILanes<L> => FastKernel<L>.Sum(weights);
    }
}

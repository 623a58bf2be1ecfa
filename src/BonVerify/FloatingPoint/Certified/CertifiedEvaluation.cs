using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Certified;

/// <summary>KL in double-double arithmetic, with its proved error.</summary>
internal static partial class CertifiedEvaluation<L>
    where L : struct, ILanes<L>
{
    /// <summary>Cells per block; the buffers of a block stay in the first-level cache.</summary>
    public const int Block = 128;

    /// <summary>Entries of one buffer: a block of cells, and the boundary above it, padded to a cache line.</summary>
    public const int Stride = Block + 8;

    /// <summary>Cells with n F^(n−1) ≤ e^−82 have ψ = 1 up to 0.017u².</summary>
    private const double NegligibleExponent = 82;

    /// <summary>2^−900: smaller shares are taken as 0, and are negligible for every n.</summary>
    public const double SmallestShare = 1.1830521861667747e-271;

    /// <summary>1 − 2^−50: what a few roundings change is less.</summary>
    private const double BelowOne = 1 - 1.0 / (1L << 50);

    /// <summary>KL for n ≥ 2 and at least two positive weights of a total of at most 2^53.</summary>
    [SkipLocalsInit]
    public static CertifiedDouble KullbackLeibler(ReadOnlySpan<long> weights, long total, int n)
    {
        var buffer = Alignment.Aligned(stackalloc double[4 * Block + 2 * Stride + Alignment.Extra]);
        var doubles = buffer[..Block];
        var pairs = new PairBuffer(buffer[..(2 * Block)]);
        var ratios = new PairBuffer(buffer[(2 * Block)..(4 * Block)]);
        var shares = new PairBuffer(buffer[(4 * Block)..(4 * Block + 2 * Stride)]);

        // Integers have no low parts.
        buffer[Block..(2 * Block)].Clear();
        var descent = new IntegerDescent(total, total - NegligibleWeight(total, n));
        var sums = default(DoubleDouble<L>);
        var (above, end, blocks) = (0.0, weights.Length, 0);
        for (; end > 0 && above < descent.Stop; blocks++)
        {
            var count = Math.Min(Block, end);
            var padded = (count + L.Count - 1) / L.Count * L.Count;
            end -= count;
            Convert(weights.Slice(end, count), doubles[..padded]);
            (var first, above) = CellKernel<L>.Shares(doubles[..padded], above, descent, shares);
            LadderKernel<L>.Quotients(shares.From(first), padded - first, n, ratios.From(first));
            CellKernel<L>.AddPsi(pairs.From(first), ratios.From(first), padded - first, ref sums);
        }

        // What was left out is charged whole.
        var kl = Sum(DoubleDouble<Lanes1>.Create(total - above), sums).DividedBy(new(total, 0));
        return new(
            kl.High,
            kl.Low,
            ErrorBounds.KullbackLeibler(kl.High, n, ErrorBounds.Divide, blocks, Block / L.Count));
    }

    /// <summary>The sum of the lanes and of what was left out.</summary>
    [SkipLocalsInit]
    private static CompensatedSum Sum(DoubleDouble<Lanes1> left, DoubleDouble<L> sums)
    {
        var lanes = new PairBuffer(stackalloc double[16]);
        lanes.Store(sums, 0);
        var sum = left;
        for (var lane = 0; lane < L.Count; lane++)
        {
            sum = DoubleDouble<Lanes1>.Add(sum, lanes.Load<Lanes1>(lane));
        }

        return DoubleDouble<Lanes1>.First(sum);
    }

    /// <summary>The weights as doubles, preceded by zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Convert(ReadOnlySpan<long> weights, Span<double> block)
    {
        var zeros = block.Length - weights.Length;
        block[..zeros].Clear();
        ref var weight = ref MemoryMarshal.GetReference(weights);
        ref var value = ref block[zeros];
        var i = 0;
        for (; i <= weights.Length - Vector<long>.Count; i += Vector<long>.Count)
        {
            Vector.ConvertToDouble(Vector.LoadUnsafe(ref weight, (nuint)i)).StoreUnsafe(ref value, (nuint)i);
        }

        for (; i < weights.Length; i++)
        {
            Unsafe.Add(ref value, i) = Unsafe.Add(ref weight, i);
        }
    }

    /// <summary>A weight whose cells are all negligible, the largest up to rounding; 0 when there is none.</summary>
    private static double NegligibleWeight(double total, int n)
    {
        var weight = Math.Floor(total * NegligibleShare(n));
        return weight >= 1 && IsNegligible(
            DoubleDouble<Lanes1>.Divide(Lanes1.Create(weight), Lanes1.Create(total), Lanes1.Create(1 / total)), n) ? weight : 0;
    }

    /// <summary>A share whose cells should be negligible.</summary>
    private static double NegligibleShare(int n) => Math.Exp(-(NegligibleExponent + 0.5 + Math.Log(n)) / (n - 1));

    /// <summary>Whether (n−1) ln F + ln n ≤ −82, by logarithms of proved accuracy.</summary>
    private static bool IsNegligible(DoubleDouble<Lanes1> cumulative, int n)
    {
        var lnF = DoubleDouble<Lanes1>.Ln(cumulative);

        // Written out: with one call more to inline, the compiler runs out of its budget within the logarithms.
        var lnN = DoubleDouble<Lanes1>.Ln(new(Lanes1.Create(n), Lanes1.Create(0)));

        // The error of both logarithms and of the share, and of what follows in double, is far below 0.01.
        return (n - 1) * Lanes1.First(lnF.High) + Lanes1.First(lnN.High) <= -(NegligibleExponent + 0.01);
    }
}

using BenchmarkDotNet.Attributes;
using BonVerify.FloatingPoint;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Benchmarks;

/// <summary>Exact masses and the exact win rate.</summary>
public class ExactBenchmarks
{
    private const long MaxBits = 1L << 30;

    private long[] weights = [];
    private ReferencePolicy reference = ReferencePolicy.FromWeights(1);

    [Params(20, 43)]
    public int Bits { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        weights = Weights.Make(1000, Bits);
        reference = Weights.Policy(weights);
    }

    [Benchmark]
    public int MassesByBigIntegers() => new BestOfN(reference, 1000, maxBits: MaxBits).CellNumerators.Count;

    [Benchmark]
    public int MassesByVectors() => ExactMasses.Numerators(weights, 1000, MaxBits).Count;

    [Benchmark]
    public Rational WinRateFromMasses() => WinRate.Of(new BestOfN(reference, 1000, maxBits: MaxBits));

    [Benchmark]
    public Rational WinRateFromResidues() => ExactWinRate.Of(weights, 1000);
}

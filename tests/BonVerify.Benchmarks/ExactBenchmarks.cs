using BenchmarkDotNet.Attributes;
using BonVerify.FloatingPoint;
using BonVerify.Measures;
using BonVerify.Policies;
using Fractions;

namespace BonVerify.Benchmarks;

/// <summary>Exact masses and the exact win rate.</summary>
public class ExactBenchmarks
{
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
    public BestOfN MassesByBigIntegers() => new(reference, 1000);

    [Benchmark]
    public int MassesByVectors() => ExactMasses.Numerators(weights, 1000).Count;

    [Benchmark]
    public Fraction WinRateFromMasses() => WinRate.Of(new BestOfN(reference, 1000));

    [Benchmark]
    public Fraction WinRateFromResidues() => ExactWinRate.Of(weights, 1000);
}

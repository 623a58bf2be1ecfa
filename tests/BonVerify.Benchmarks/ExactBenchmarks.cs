using BenchmarkDotNet.Attributes;
using BonVerify.Measures;
using BonVerify.Policies;
using Fractions;

namespace BonVerify.Benchmarks;

/// <summary>Exact masses and the exact win rate.</summary>
public class ExactBenchmarks
{
    private ReferencePolicy reference = ReferencePolicy.FromWeights(1);

    [Params(20, 43)]
    public int Bits { get; set; }

    [GlobalSetup]
    public void Setup() => reference = Weights.Policy(Weights.Make(1000, Bits));

    [Benchmark]
    public BestOfN Masses() => new(reference, 1000);

    [Benchmark]
    public Fraction ExactWinRate() => WinRate.Of(new BestOfN(reference, 1000));
}

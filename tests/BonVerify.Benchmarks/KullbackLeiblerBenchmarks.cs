using BenchmarkDotNet.Attributes;
using BonVerify.FloatingPoint;
using BonVerify.Measures;
using BonVerify.Policies;

namespace BonVerify.Benchmarks;

/// <summary>KL by the fast, the certified and the arbitrary-precision path.</summary>
public class KullbackLeiblerBenchmarks
{
    private long[] weights = [];
    private double[] doubles = [];
    private ReferencePolicy reference = ReferencePolicy.FromWeights(1);
    private ReferencePolicy large = ReferencePolicy.FromWeights(1);

    [Params(10, 1000, 100_000)]
    public int Outcomes { get; set; }

    [Params(2, 64, 1000)]
    public int N { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        weights = Weights.Make(Outcomes, 20);
        doubles = Array.ConvertAll(weights, static weight => (double)weight);
        reference = Weights.Policy(weights);
        large = ReferencePolicy.FromWeights(Weights.MakeLarge(Outcomes, 128));
    }

    [Benchmark(Baseline = true)]
    public double Fast() => FastBestOfN.KullbackLeibler(doubles, N);

    [Benchmark]
    public double Certified() => CertifiedKullbackLeibler.ToDouble(weights, N);

    [Benchmark]
    public double CertifiedLarge() => CertifiedKullbackLeibler.ToDouble(large, N);

    [Benchmark]
    public double Enclosed() => KullbackLeibler.Of(new EnclosedBestOfN(reference, N, 128)).Lower.ToDouble();
}

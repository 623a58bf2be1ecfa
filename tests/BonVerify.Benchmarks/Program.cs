using BenchmarkDotNet.Running;
using BonVerify.Benchmarks;

// `weights` and `measure` serve the script compare; anything else is for BenchmarkDotNet.
return args switch
{
    ["weights", var count, var bits] => Weights.Write(Console.Out, int.Parse(count), int.Parse(bits)),
    ["measure", var quantity, var path, var n, var seconds] => Measurement.Run(quantity, path, int.Parse(n), double.Parse(seconds)),
    ["weights" or "measure", ..] => Usage(),
    _ => RunBenchmarks(args),
};

static int RunBenchmarks(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(KullbackLeiblerBenchmarks).Assembly).Run(args);
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("usage: BonVerify.Benchmarks weights COUNT BITS | measure QUANTITY FILE N SECONDS | [BenchmarkDotNet options]");
    return 2;
}

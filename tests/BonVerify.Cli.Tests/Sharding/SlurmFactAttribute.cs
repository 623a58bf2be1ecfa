using Xunit.Sdk;

namespace BonVerify.Cli.Tests.Sharding;

/// <summary>A fact that needs what starts a Slurm of one node. Where it is missing, or is there and does not start, the fact is reported as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("BonVerify.Cli.Tests.Sharding.NotHereDiscoverer", "BonVerify.Cli.Tests")]
internal sealed class SlurmFactAttribute : FactAttribute
{
    private static readonly string[] Programs = ["slurmctld", "slurmd", "sbatch", "munged", "runuser"];

    public SlurmFactAttribute() => Skip =
        Environment.UserName != "root" ? "A Slurm of one's own is started by root."
        : Array.Find(Programs, static program => InterpreterFactAttribute.Find(program) is null && !File.Exists($"/usr/sbin/{program}")) is { } missing
            ? $"{missing} is not installed; Debian's slurm-wlm and munge have it."
        : null;
}

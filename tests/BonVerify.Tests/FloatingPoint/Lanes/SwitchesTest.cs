using System.Diagnostics;

namespace BonVerify.Tests.FloatingPoint.Lanes;

/// <summary>The tests of the double paths again, in processes whose runtime is told to leave vector instructions alone.</summary>
public class SwitchesTest
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512F", "DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2", "DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic", "DOTNET_EnableHWIntrinsic")]
    public async Task WithoutInstructions_TheSameTestsPass(string variable, string alias)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "vstest",
                typeof(SwitchesTest).Assembly.Location,
                "--TestCaseFilter:FullyQualifiedName~FastBestOfNTest|FullyQualifiedName~CertifiedKullbackLeiblerTest|FullyQualifiedName~LanesTest",
            },
        };
        start.Environment[variable] = "0";
        start.Environment[alias] = "0";
        start.Environment["BONVERIFY_EFFORT"] = "0.1";
        start.Environment[LanesTest.ExpectedWidth] = variable switch
        {
            "DOTNET_EnableAVX512F" => "at most 4",
            _ => "at most 2",
        };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, output + await errors);
        Assert.Contains("Passed", output, StringComparison.Ordinal);
    }
}

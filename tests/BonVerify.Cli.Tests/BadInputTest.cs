namespace BonVerify.Cli.Tests;

/// <summary>Bad input gets one line that names the field and the rule, exit code 2, and no stack trace.</summary>
public class BadInputTest
{
    [Theory]
    [InlineData("""{"weights":[0,0],"n":2}""", "total mass 0")]
    [InlineData("""{"weights":[1,-1],"n":2}""", "weights[1] is -1; it must be at least 0")]
    [InlineData("""{"weights":["NaN"],"n":2}""", "weights[0] is NaN")]
    [InlineData("""{"weights":[NaN],"n":2}""", "not valid JSON")]
    [InlineData("""{"weights":[1],"n":0}""", "n is 0; it must be a JSON integer from 1 to 1000000000")]
    [InlineData("""{"weights":[1],"n":1000000000000000000000000000000}""", "n is 1000000000000000000000000000000; it must be")]
    [InlineData("""{"weights":[1]}""", "n is missing")]
    [InlineData("""{"probabilities":["1/2","49/100"],"n":2}""", "probabilities sum to 99/100, not 1")]
    [InlineData("""{"weights":["1/0"],"n":2}""", "weights[0] is 1/0; it must not have a zero denominator")]
    [InlineData("""{"weights":["1e999999999"],"n":2}""", "weights[0] is 1e999999999; it must have a decimal exponent")]
    [InlineData("""{"weights":[1],"weights":[2],"n":2}""", "weights appears twice")]
    [InlineData("""{"weights":[1],"n":2,"reward":[0]}""", "reward is not a field of a case")]
    [InlineData("""{"weights":[1,2],"rewards":[0],"n":2}""", "rewards has 1 entries; it must have one per outcome, 2")]
    [InlineData("""[1,2]""", "not a JSON object")]
    [InlineData("""{"weights":[1],"n":2} x""", "not valid JSON")]
    public void BadCase_NamesFieldAndRule(string line, string message)
    {
        var result = Tool.RunWithInput(line, "verify", "--max-test", "0", "--input", "-");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.ErrorLine, StringComparison.Ordinal);
        Assert.Contains("stdin:1: ", result.ErrorLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, "nonsense", "not valid JSON")]
    [InlineData(64, "nonsense", "not valid JSON")]
    [InlineData(70, """{"weights":[1,2],"n":1000000001}""", "n is 1000000001")]
    public void BadLine_AfterGoodOnes_LosesNothing(int good, string bad, string message)
    {
        var lines = string.Concat(Enumerable.Repeat("{\"weights\":[1,2],\"n\":3}\n", good));
        var result = Tool.RunWithInput(lines + bad + "\n", "verify", "--max-test", "0", "--input", "-", "--json");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(FormattableString.Invariant($"stdin:{good + 1}: "), result.ErrorLine, StringComparison.Ordinal);
        Assert.Contains(message, result.ErrorLine, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"\"inputCases\": {good},"), result.Output, StringComparison.Ordinal);
        Assert.Contains("\"result\": \"bad input\"", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--max-test", "-1")]
    [InlineData("--max-test", "many")]
    [InlineData("--max-test", "99999999999")]
    [InlineData("--max-bits", "1e6")]
    [InlineData("--precision", "63")]
    [InlineData("--time", "soon")]
    [InlineData("--claims", "kl-upper")]
    [InlineData("--threads", "0")]
    [InlineData("--seed", "-3")]
    [InlineData("--input", "no-such-file.jsonl")]
    [InlineData("--no-such-option", "1")]
    public void BadOption_IsNamed(string option, string value)
    {
        var result = Tool.Run("verify", option, value);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(option == "--input" ? value : option, result.ErrorLine, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Garbage_OfAGigabyte_IsRefusedInBoundedMemory()
    {
        using var process = Tool.Start("verify", "--max-test", "0", "--input", "-");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var block = new byte[1 << 20];
        Array.Fill(block, (byte)'7');
        var peak = 0L;
        try
        {
            for (var i = 0; i < 1024; i++)
            {
                process.StandardInput.BaseStream.Write(block);
                process.Refresh();
                peak = Math.Max(peak, process.HasExited ? 0 : process.WorkingSet64);
            }

            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The tool has seen enough and closed its end.
        }

        var result = Tool.Finish(process, output, error);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("the line is longer than 67108864 bytes", result.ErrorLine, StringComparison.Ordinal);
        Assert.InRange(peak, 1, 600L << 20);
    }

    [Theory]
    [InlineData("check --max-test 99999999999 -- x")]
    [InlineData("check --seed -1 -- x")]
    [InlineData("check --min-mass x -- x")]
    [InlineData("check --max-n 0 -- x")]
    [InlineData("oracle --digits x")]
    [InlineData("oracle --precision 500000000")]
    [InlineData("oracle --exact-bits 9223372036854775807")]
    [InlineData("oracle --jobs 99999999999")]
    [InlineData("oracle --n 99999999999")]
    [InlineData("reproduce --precision 1000000000 x")]
    [InlineData("reproduce --exact-bits many x")]
    [InlineData("verify --exact-bits 9223372036854775807")]
    [InlineData("verify --threads 99999999")]
    public void BadNumber_IsASentence(string command)
    {
        var words = command.Split(' ');
        var result = Tool.Run(words);
        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.StartsWith($"bonverify: {words[1]} is '{words[2]}'; it must be ", result.ErrorLine, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", result.Error, StringComparison.Ordinal);
    }

    [UnixFact]
    public void DeviceWithoutEnd_IsOverTheBudget()
    {
        foreach (var command in new[] { "reproduce /dev/zero", "vectors check /dev/zero", "verify --max-test 0 --input /dev/zero", "estimate /dev/zero" })
        {
            var result = Tool.Run(command.Split(' '));
            Assert.True(result.ExitCode == ExitCode.BadInput, command + result.Error);
            Assert.DoesNotContain("internal error", result.ErrorLine, StringComparison.Ordinal);
        }
    }

    [UnixFact]
    public void FolderAsStandardInput_IsASentence()
    {
        foreach (var command in new[] { "verify --max-test 0 --input -", "oracle -", "estimate -" })
        {
            var start = new System.Diagnostics.ProcessStartInfo("sh", ["-c", $"dotnet {Path.Combine(AppContext.BaseDirectory, "BonVerify.Cli.dll")} {command} < /tmp"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = System.Diagnostics.Process.Start(start)!;
            var result = Tool.Finish(process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            Assert.True(result.ExitCode == ExitCode.BadInput, command + result.Error);
            Assert.Contains("Is a directory", result.ErrorLine, StringComparison.Ordinal);
        }
    }
}

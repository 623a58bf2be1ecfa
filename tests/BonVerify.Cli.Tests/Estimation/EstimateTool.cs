using System.Text.Json;
using BonVerify.Numerics;

namespace BonVerify.Cli.Tests.Estimation;

/// <summary>Runs <c>bonverify estimate</c> and reads its report.</summary>
internal static class EstimateTool
{
    public static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "samples", name);

    public static Tool.Result Run(params string[] arguments) => Tool.Run(["estimate", .. arguments]);

    /// <summary>The report as JSON of a run that must end well.</summary>
    public static JsonElement Report(params string[] arguments)
    {
        var result = Run([.. arguments, "--json"]);
        Assert.True(result.ExitCode == 0, result.Error);
        return Parse(result.Output);
    }

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>The row of a measure and n.</summary>
    public static JsonElement Row(this JsonElement report, string measure, int n, string list = "estimates") => report.GetProperty(list)
        .EnumerateArray()
        .Single(row => row.GetProperty("measure").GetString() == measure && row.GetProperty("n").GetInt32() == n);

    /// <summary>Requires that the mean is a number, exactly and rounded.</summary>
    public static void HasMean(this JsonElement row, Rational expected)
    {
        Assert.Equal(expected.ToString(), row.GetProperty("exact").GetString());
        Assert.Equal(expected.ToDouble(), row.GetProperty("mean").GetDouble());
    }

    /// <summary>Writes a file of samples and gives its path to a test.</summary>
    public static void WithFile(string text, Action<string> test, string name = "samples.jsonl") =>
        WithBytes(System.Text.Encoding.UTF8.GetBytes(text), test, name);

    public static void WithBytes(byte[] bytes, Action<string> test, string name)
    {
        var folder = Directory.CreateTempSubdirectory("bonverify-estimate");
        try
        {
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllBytes(path, bytes);
            test(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

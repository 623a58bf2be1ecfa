using System.Text;
using System.Text.Json;
using BonVerify.Cli.Vectors;
using BonVerify.Quantities;

namespace BonVerify.Cli.Tests;

public class VectorsTest
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "vectors");

    public static TheoryData<string> Names => [.. VectorPlan.All.Select(static plan => plan.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Generate_ReproducesTheCommittedFile(string name)
    {
        var (committed, made) = (Committed(name), VectorGenerator.Generate(VectorPlan.All.Single(plan => plan.Name == name)));
        var line = committed.Split('\n').Zip(made.Split('\n')).TakeWhile(static lines => lines.First == lines.Second).Count() + 1;
        Assert.True(committed == made, $"tests/vectors/{name}.json is not what bonverify vectors generate writes, from line {line} on");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Files_ConformToTheSchema(string name) => Schema.Conforms(Schema.Vectors, Committed(name));

    [Fact]
    public void Files_AreThoseOfThePlan_AndCoverEveryQuantity()
    {
        Assert.Equal(
            VectorPlan.All.Select(static plan => plan.Name + ".json").Order(StringComparer.Ordinal),
            Directory.GetFiles(Folder, "*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var planned = VectorPlan.All.SelectMany(static plan => plan.Groups).Select(static group => group.Quantity).ToHashSet();
        Assert.Empty(Quantity.All.Where(quantity => !planned.Contains(quantity)).Select(
            static quantity => $"{quantity.Id} is for the file {quantity.VectorFile}, which src/BonVerify.Cli/Vectors/VectorPlan.cs does not have"));
        var wrongKind = VectorPlan.All.SelectMany(static plan => plan.Groups)
            .Where(static group => group.Cases.Any(vector => !group.Quantity.BelongsTo(vector.Case.Kind)))
            .Select(static group => $"{group.Quantity.Id} is of kind {group.Quantity.Kind}, the cases of its file {group.Quantity.VectorFile} are not");
        Assert.Empty(wrongKind);
        Assert.InRange(VectorPlan.All.Sum(plan => CountOf(plan.Name)), 1500, int.MaxValue);
    }

    [Fact]
    public void CrossCheck_IsRecordedForTheseFiles()
    {
        var recorded = File.ReadAllLines(Path.Combine(Folder, "crosscheck.txt"));
        Assert.EndsWith(": all values agree", recorded[^1], StringComparison.Ordinal);
        var expected = VectorPlan.All.Select(plan => FormattableString.Invariant($"{plan.Name}.json: {CountOf(plan.Name)} tests")).Order(StringComparer.Ordinal);
        Assert.Empty(expected.Except(recorded[..^1]).Select(static line => $"tests/vectors/crosscheck.txt lacks '{line}'; crosscheck.py prints it"));
        Assert.Equal(expected, recorded[..^1]);
    }

    [Fact]
    public void Check_Tool_VerifiesAFile()
    {
        var result = Tool.Run("vectors", "check", Path.Combine(Folder, "pass_at_k.json"));
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("34 tests, all verified", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"nearest\":0.5", "\"nearest\":0.5000000000000001", "nearest is")]
    [InlineData("\"lower\":\"0.5\"", "\"lower\":\"0.5000000000000000000000001\"", "lower is")]
    [InlineData("\"upper\":\"0.5\"", "\"upper\":\"0.4999999999999999999999999\"", "upper is")]
    [InlineData("\"exact\":\"1/2\"", "\"exact\":\"1/3\"", "exact is")]
    [InlineData("\"exact\":\"1/2\"", "\"exact\":\"half\"", "exact is")]
    [InlineData("\"hex\":\"0x1p-1\"", "\"hex\":\"0x1.0000000000001p-1\"", "hex is")]
    [InlineData("\"numberOfTests\": 34", "\"numberOfTests\": 33", "numberOfTests is 33")]
    [InlineData("\"tcId\":7,", "\"tcId\":6,", "numbers must ascend")]
    [InlineData("\"flags\":[\"PassAtK\"]", "\"flags\":[\"Other\"]", "flag Other has no note")]
    [InlineData("\"k\":2}", "\"k\":2000}", "the case cannot be used")]
    [InlineData("\"quantity\": \"pass_at_k\"", "\"quantity\": \"pass_at_j\"", "quantity pass_at_j is not known")]
    [InlineData("\"testGroups\"", "\"groups\"", "not a file of vectors")]
    public void Check_AFileWithOneThingWrong_FindsIt(string right, string wrong, string fault)
    {
        var text = Committed("pass_at_k");
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0);
        var checker = new VectorChecker();
        checker.Check(Encoding.UTF8.GetBytes(text[..at] + wrong + text[(at + right.Length)..]));
        Assert.Contains(checker.Faults, found => found.Contains(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"lower\":\"0.5\"", "\"lower\":null", "lower is no text.")]
    [InlineData("\"lower\":\"0.5\"", "\"lower\":\"1e999999999999999999999999\"", "the exponent of 1e999999999999999999999999 is too large.")]
    [InlineData("\"hex\":\"0x1p-1\"", "\"hex\":1", "hex is no text.")]
    [InlineData("\"exact\":\"1/2\"", "\"exact\":null", "exact is no text.")]
    [InlineData("\"tcId\":7,", "\"tcId\":1e99,", "")]
    [InlineData("\"tcId\":7,", "", "tcId is missing.")]
    [InlineData("\"flags\":[\"PassAtK\"]", "\"flags\":[null]", "a flag is no text.")]
    [InlineData("\"testGroups\"", "\"groups\"", "testGroups is missing.")]
    [InlineData("\"numberOfTests\": 34", "\"numberOfTests\": {}", "a field is not of the right type.")]
    public void Check_WhatIsNoFileOfVectors_IsBadInput(string right, string wrong, string message)
    {
        var text = Committed("pass_at_k");
        var at = text.IndexOf(right, StringComparison.Ordinal);
        var checker = new VectorChecker();
        checker.Check(Encoding.UTF8.GetBytes(text[..Math.Max(at, 0)] + wrong + text[(at + right.Length)..]));
        if (message.Length > 0)
        {
            Assert.False(checker.IsVectors);
            Assert.EndsWith(message, checker.Faults[^1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Check_NothingToVerify_IsInconclusive()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, """{"numberOfTests":0,"notes":{},"testGroups":[]}""");
            var result = Tool.Run("vectors", "check", path);
            Assert.Equal(ExitCode.Inconclusive, result.ExitCode);
            Assert.EndsWith("0 tests, nothing to verify\n", result.Output, StringComparison.Ordinal);
            File.WriteAllText(path, "{}");
            Assert.Equal(ExitCode.BadInput, Tool.Run("vectors", "check", path).ExitCode);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Equal(ExitCode.BadInput, Tool.Run("vectors", "check", "").ExitCode);
    }

    [Fact]
    public void Check_ToolOnAWrongFile_ExitsWith1And2()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Committed("pass_at_k").Replace("\"nearest\":0.5,", "\"nearest\":0.6,", StringComparison.Ordinal));
            Assert.Equal(1, Tool.Run("vectors", "check", path).ExitCode);
            File.WriteAllText(path, "no JSON");
            Assert.Equal(2, Tool.Run("vectors", "check", path).ExitCode);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Equal(2, Tool.Run("vectors", "check", path).ExitCode);
    }

    private static string Committed(string name) => File.ReadAllText(Path.Combine(Folder, name + ".json"));

    private static int CountOf(string name)
    {
        using var document = JsonDocument.Parse(Committed(name));
        return document.RootElement.GetProperty("numberOfTests").GetInt32();
    }
}

using System.Text;
using BonVerify.Cli.Commands;
using BonVerify.Cli.Estimation;
using BonVerify.Cli.Sharding;
using BonVerify.Fuzz.Targets;

namespace BonVerify.Cli.Tests.Sharding;

/// <summary>The state of a part that was damaged is refused before it is joined: what it says would ask for all memory, overflow, or contradict itself.</summary>
public sealed class DamagedPartTest : IDisposable
{
    private static readonly string Whole = FuzzTargets.Find("part")!.Seeds().Single(static seed => seed.Contains("\"command\":\"estimate\"", StringComparison.Ordinal));

    private readonly PartFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Whole_IsRead() => Assert.Equal(2, Read(Whole).Statistics.Prompts);

    [Theory]
    [InlineData("\"ranks\":\"1p-1\",", "")]
    [InlineData("\"ranks\":\"1p0 5p-1\"", "\"ranks\":\"1p0\"")]
    [InlineData("\"size\":2,", "\"size\":2000000000,")]
    [InlineData("\"cap\":2,", "\"cap\":3,")]
    [InlineData("\"correct\":\"1:1\"", "\"correct\":\"3:1\"")]
    [InlineData("\"correct\":\"1:1\"", "\"correct\":\"1:-1\"")]
    [InlineData("1-2:0p0", "1-3:0p0")]
    [InlineData("1-2:0p0", "1-1:0p0")]
    [InlineData("1p0 5p-1", "1p0 5p999999999")]
    [InlineData("1p0 5p-1", "1p0 5p-999999999")]
    [InlineData("\"tiedPairs\":\"0\"", "\"tiedPairs\":\"-1\"")]
    [InlineData("\"prompts\":2,", "\"prompts\":9000000000000000000,")]
    [InlineData("\"prompts\":2,", "\"prompts\":3,")]
    [InlineData("\"samples\":3,", "\"samples\":4,")]
    [InlineData("\"smallest\":1,", "\"smallest\":2,")]
    [InlineData("\"largest\":2,", "\"largest\":1,")]
    [InlineData("2 finite 9p-2 53p-4", "3 finite 9p-2 53p-4")]
    [InlineData("2 finite 9p-2 53p-4", "2 finite 9p0 53p-4")]
    [InlineData("\"records\":3", "\"records\":-3")]
    [InlineData("\"elapsedSeconds\":0.3", "\"elapsedSeconds\":1e300")]
    [InlineData("\"elapsedSeconds\":0.3", "\"elapsedSeconds\":-1")]
    public void Damaged_IsRefused(string before, string after)
    {
        Assert.Contains(before, Whole, StringComparison.Ordinal);
        var refusal = Assert.Throws<InputException>(() => Read(Whole.Replace(before, after, StringComparison.Ordinal)));
        Assert.Contains("is damaged, or no report of this tool", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SumOfManyDigits_IsRefusedAtOnce() =>
        Assert.Throws<InputException>(() => Read(Whole.Replace("1p0 5p-1", new StringBuilder("1p0 ").Append('7', 100_000).Append("p0").ToString(), StringComparison.Ordinal)));

    private EstimateState Read(string text)
    {
        var part = RunPart.Read(files.Write("part.json", text));
        return part.Understood(state => EstimateState.Read(state, EstimateCommand.OptionsOf(part).Counts));
    }
}

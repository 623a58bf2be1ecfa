using System.Text;
using System.Text.Json;

namespace BonVerify.Cli.Tests;

public class JsonTest
{
    [Theory]
    [InlineData("""{}""", null)]
    [InlineData("""{"a":1,"b":{"a":1},"c":[{"a":1},{"a":2}]}""", null)]
    [InlineData("""{"B":1,"a":2}""", null)]
    [InlineData("""{"a":1,"B":2}""", "B")]
    [InlineData("""{"b":1,"a":2}""", "a")]
    [InlineData("""{"a":1,"a":2}""", "a")]
    [InlineData("""{"z":{"b":[{"y":1,"x":2}]}}""", "x")]
    [InlineData("""{"a":{"z":1},"b":2,"ab":3}""", "ab")]
    [InlineData("""{"case":{"weights":[1],"n":2},"d":{"f":1,"e":2}}""", "e")]
    [InlineData("""{"request":{"quantity":"kl","n":2},"shrunkFrom":{"z":1,"a":2}}""", null)]
    public void FirstOutOfOrder_IsTheKeyAfterAGreaterOne(string json, string? key) =>
        Assert.Equal(key, JsonText.FirstOutOfOrder(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Line_EscapesNoMoreThanItMust() => Assert.Equal(
        """{"a":"π < \"1\""}""",
        Encoding.UTF8.GetString(JsonText.Utf8(static writer => WriteOne(writer, "π < \"1\"")).Span));

    [Fact]
    public void Report_HasTheSameLineEndsEverywhere() => Assert.Equal(
        "{\n  \"a\": \"1\"\n}", Encoding.UTF8.GetString(JsonText.OrdinalUtf8(static writer => WriteOne(writer, "1")).Span));

    [Theory]
    [InlineData("claims", "--json")]
    [InlineData("verify", "--max-test", "0", "--json")]
    [InlineData("reproduce", "data/counterexamples/kl-formula-equality-one-outcome.json", "--json")]
    public void Reports_HaveTheirKeysInOrder(params string[] arguments)
    {
        var files = arguments.Select(static text => text.EndsWith(".json", StringComparison.Ordinal) ? Path.Combine(AppContext.BaseDirectory, text) : text);
        var output = Tool.Run([.. files]).Output;
        Assert.EndsWith("}\n", output, StringComparison.Ordinal);
        Assert.Null(JsonText.FirstOutOfOrder(Encoding.UTF8.GetBytes(output)));
    }

    private static void WriteOne(Utf8JsonWriter writer, string value)
    {
        writer.WriteStartObject();
        writer.WriteString("a", value);
        writer.WriteEndObject();
    }
}

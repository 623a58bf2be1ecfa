using System.Text;
using System.Text.Json;

namespace BonVerify.Tests;

public class JsonTextTest
{
    [Theory]
    [InlineData("""{"a":1,"b":{"b":1},"c":[{"a":1},{"a":2}]}""", null)]
    [InlineData("""{"a":{"z":1},"b":1}""", null)]
    [InlineData("""{"b":1,"a":1}""", "a")]
    [InlineData("""{"a":1,"a":1}""", "a")]
    [InlineData("""{"a":{"c":1,"b":1}}""", "b")]
    [InlineData("""{"a":[{"c":1,"b":1}],"b":1}""", "b")]
    [InlineData("""{"b":{"a":1},"a":1}""", "a")]
    [InlineData("""{"case":{"weights":1,"n":1},"d":1}""", null)]
    [InlineData("""{"request":{"weights":1,"n":1},"a":1}""", "a")]
    public void FirstOutOfOrder_IsTheKeyAfterAGreaterOne(string json, string? key) => Assert.Equal(key, JsonText.FirstOutOfOrder(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Texts_ComeOnOneLineOrIndented()
    {
        static void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            JsonText.WriteTexts(writer, "a", ["<é>", "\u202E"]);
            writer.WriteEndObject();
        }

        Assert.Equal("""{"a":["<é>","\u202e"]}""", JsonText.Of(Write));
        Assert.Equal("""{"a":["<é>","\u202e"]}""", JsonText.OfOrdinal(Write, indented: false));
        Assert.Equal("{\n  \"a\": [\n    \"<é>\",\n    \"\\u202e\"\n  ]\n}", JsonText.OfOrdinal(Write));
    }

    [Theory]
    [InlineData("{\"a\":\"\uFEFF\"}", "{\"a\":\"\\ufeff\"}")]
    [InlineData("{\"a\":\"\u200Cä\uFF01\"}", "{\"a\":\"\u200Cä\uFF01\"}")]
    [InlineData("{\"a\":\"x\U000E0041y\"}", "{\"a\":\"x\\udb40\\udc41y\"}")]
    [InlineData("{\"a\":\"\U0001F600\"}", "{\"a\":\"\U0001F600\"}")]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    public void Visible_EscapesWhatIsNotSeenAlone(string json, string shown)
    {
        Assert.Equal(shown, Encoding.UTF8.GetString(JsonText.Visible(Encoding.UTF8.GetBytes(json)).Span));
        using var document = JsonText.Document(shown);
        using var before = JsonText.Document(json);
        Assert.True(JsonElement.DeepEquals(before.RootElement, document.RootElement));
    }

    [Theory]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"a":["x","\udc00"]}""")]
    public void Document_WithHalfACharacter_IsRefused(string json)
    {
        var error = Assert.Throws<JsonException>(() => JsonText.Document(json));
        Assert.Equal(": a text is not valid Unicode", JsonText.Why(error));
        using var raw = JsonDocument.Parse(json);
        Assert.Equal(json.Contains("{\"\\u", StringComparison.Ordinal), JsonText.NameOf(raw.RootElement.EnumerateObject().First()) is null);
    }

    [Fact]
    public void Document_ThatIsNone_SaysNothingOfUnicode() =>
        Assert.Equal("", JsonText.Why(Assert.ThrowsAny<JsonException>(() => JsonText.Document("""{"a":"""))));

    [Fact]
    public void Escape_TakesBothHalvesOfATag()
    {
        static string Escape(string text) => InvisibleCharacters.Escape(text, static (all, i) => InvisibleCharacters.All.Contains(all[i], StringComparison.Ordinal));

        Assert.Equal("a\\u202eb", Escape("a\u202Eb"));
        Assert.Equal("\\udb40\\udc41.", Escape("\U000E0041."));
        Assert.Equal("\\udb40", Escape("\uDB40"));
        Assert.Equal("\\udb40x", Escape("\uDB40x"));
        Assert.Equal("\\u202e\U0001F600", Escape("\u202E\U0001F600"));
    }
}

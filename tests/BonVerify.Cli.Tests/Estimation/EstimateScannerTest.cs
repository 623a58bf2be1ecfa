using System.Text;
using System.Text.Json;
using BonVerify.Cli.Estimation.Files;

namespace BonVerify.Cli.Tests.Estimation;

/// <summary>What passes over JSON without reading it ends where a reader ends; the table of keys is a dictionary.</summary>
public class EstimateScannerTest
{
    [Fact]
    public void SkipText_OfAnyEscapes_EndsAtTheClosingQuote()
    {
        var dice = new Random(1);
        for (var trial = 0; trial < 20_000; trial++)
        {
            var text = new StringBuilder("{\"");
            var hasEscape = false;
            for (var parts = dice.Next(6); parts > 0; parts--)
            {
                text.Append('x', dice.Next(40));
                var escape = (string[])["\\\"", "\\\\", "\\n", "\\u0022", ""];
                var chosen = escape[dice.Next(escape.Length)];
                text.Append(chosen);
                hasEscape |= chosen.Length > 0;
            }

            text.Append('"');
            var end = text.Length;
            text.Append(":\"more \\\" \"}", 0, dice.Next(12)).Append('y', dice.Next(40));
            Assert.Equal(end, JsonScanner.SkipText(Encoding.UTF8.GetBytes(text.ToString()), 1, out var isEscaped));
            Assert.Equal(hasEscape, isEscaped);
        }

        foreach (var open in (string[])["\"", "\"abc", "\"abc\\\"", "\"" + new string('z', 31) + "\\\"", "\"" + new string('z', 64) + "\\"])
        {
            Assert.Equal(-1, JsonScanner.SkipText(Encoding.UTF8.GetBytes(open), 0, out _));
        }
    }

    [Fact]
    public void SkipValue_OfAnyValue_EndsWhereAReaderEnds()
    {
        var dice = new Random(2);
        for (var trial = 0; trial < 5000; trial++)
        {
            var json = JsonSerializer.Serialize(Value(dice, 4));
            Assert.Equal(json.Length, JsonScanner.SkipValue(Encoding.UTF8.GetBytes(json + ",1]}"), 0));
        }

        Assert.Equal(-1, JsonScanner.SkipValue("{\"a\":[1,\"}\"]"u8, 0));
        Assert.Equal(-1, JsonScanner.SkipValue("[1,2"u8, 0));
        Assert.Equal(-1, JsonScanner.SkipValue(""u8, 0));
    }

    [Fact]
    public void KeyTable_OfManyKeys_NumbersThemInOrder()
    {
        var (dice, table, expected) = (new Random(3), new KeyTable(), new Dictionary<string, int>());
        for (var i = 0; i < 20_000; i++)
        {
            var key = new string((char)('a' + dice.Next(3)), dice.Next(20)) + dice.Next(2000).ToString(System.Globalization.CultureInfo.InvariantCulture);
            expected.TryAdd(key, expected.Count);
            Assert.Equal(expected[key], table.NumberOf(Encoding.UTF8.GetBytes(key)));
        }

        Assert.Equal(expected.Count, table.Count);
        Assert.All(expected, pair => Assert.Equal(pair.Key, Encoding.UTF8.GetString(table[pair.Value])));
    }

    private static object? Value(Random dice, int depth) => dice.Next(depth > 0 ? 7 : 5) switch
    {
        0 => null,
        1 => dice.Next(2) == 0,
        2 => dice.NextDouble() - 0.5,
        3 => new string('[', dice.Next(3)) + "\"\\}" + new string('w', dice.Next(50)),
        4 => dice.Next(),
        5 => Enumerable.Range(0, dice.Next(4)).Select(_ => Value(dice, depth - 1)).ToArray(),
        _ => Enumerable.Range(0, dice.Next(4)).ToDictionary(i => $"k\"{i}", _ => Value(dice, depth - 1)),
    };
}

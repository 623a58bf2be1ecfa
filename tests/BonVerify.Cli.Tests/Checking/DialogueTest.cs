using BonVerify.Interchange;
using System.Text;
using BonVerify.Cli.Checking.Dialogue;
using BonVerify.Conformance;
using BonVerify.Cli.Terminal;

namespace BonVerify.Cli.Tests.Checking;

public class DialogueTest
{
    [Theory]
    [InlineData("""{"id":"1","value":0.5}""", "1", "0.5")]
    [InlineData("""{"id":7,"value":0.5}""", "7", "0.5")]
    [InlineData("""{"id":"1","value":[0.5,1e-3]}""", "1", "[0.5, 0.001]")]
    [InlineData("""{"id":"1","value":NaN}""", "1", "NaN")]
    [InlineData("""{"id":"NaN","value":[-Infinity,Infinity,null]}""", "NaN", "[-Infinity, Infinity, NaN]")]
    [InlineData("""{"id":"1","value":1e999}""", "1", "Infinity")]
    [InlineData("""{"id":"1","value":"0.5"}""", "1", "not an answer of the protocol: {\"id\":\"1\",\"value\":\"0.5\"}")]
    [InlineData("""{"id":"1","value":[[1]]}""", "1", "not an answer of the protocol: {\"id\":\"1\",\"value\":[[1]]}")]
    [InlineData("""{"id":"1"}""", "1", "not an answer of the protocol: {\"id\":\"1\"}")]
    [InlineData("""{"id":"1","unsupported":true}""", "1", "unsupported")]
    [InlineData("""{"id":"1","error":"math domain error"}""", "1", "error: math domain error")]
    [InlineData("""{"value":1}""", null, null)]
    [InlineData("""{"id":null,"value":1}""", null, null)]
    [InlineData("[1]", null, null)]
    [InlineData("DEBUG x = 3", null, null)]
    [InlineData("", null, null)]
    [InlineData("{\"id\":\"1\",\"value\":0.", null, null)]
    [InlineData("{\"id\":\"\\ud800\",\"value\":1}", null, null)]
    [InlineData("{\"\\ud800\":1}", null, null)]
    [InlineData("{\"\\ud800\":1,\"id\":\"1\",\"\\udfff\":2,\"value\":0.5}", "1", "0.5")]
    [InlineData("{\"id\":\"1\",\"error\":\"\\ud800\"}", "1", "error: \\ud800")]
    [InlineData("{\"id\":\"1\",\"value\":\"\\ud800\"}", "1", "not an answer of the protocol: {\"id\":\"1\",\"value\":\"\\ud800\"}")]
    [InlineData("""{"id":"1","value":1e99999999999999999999}""", "1", "Infinity")]
    [InlineData("""{"id":"1","value":-1e-99999999999999999999}""", "1", "-0")]
    [InlineData("""{"id":"1","value":1,"value":2}""", "1", "2")]
    public void Line_IsReadOrToldApart(string text, string? id, string? answer)
    {
        var line = AnswerJson.Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal(id, line.Id);
        Assert.Equal(answer, line.Answer?.ToString());
    }

    [Fact]
    public void BrokenBytes_AreNoAnswer()
    {
        Assert.Null(AnswerJson.Read([0xff, 0xfe, 0x00, 0x7b]).Id);
        Assert.Null(AnswerJson.Read(Encoding.UTF8.GetBytes(new string('[', 100_000))).Id);
    }

    [Theory]
    [InlineData("""{"max_n":7}""", 7, false)]
    [InlineData("""{"max_n":7,"colour":1}""", 7, true)]
    [InlineData("""{"\ud800":true,"max_n":7}""", 7, true)]
    [InlineData("""{"max_n":"\ud800"}""", null, false)]
    [InlineData("[]", null, false)]
    public void Domain_IsReadOrSaidToBeUnknown(string domain, int? maxN, bool isUnknown)
    {
        var hello = AnswerJson.Read(Encoding.UTF8.GetBytes($$$"""{"hello":{"name":"mine","domain":{{{domain}}}}}""")).Hello!;
        Assert.Equal(maxN, hello.Scope.MaxN);
        Assert.Equal(isUnknown, hello.Problem is not null);
    }

    [Fact]
    public void AnyBytes_AreReadWithoutAnError_AndShownAsText()
    {
        var random = new Random(7);
        foreach (var line in MutatedLines(random, 200_000))
        {
            var read = AnswerJson.Read(line);
            Assert.Equal(read.Id is null, read.Answer is null);
            Assert.True(read.Id is null || read.Hello is null);

            // What is shown of it can be written as JSON and as XML.
            var shown = read.Answer?.ToString() ?? read.Hello?.Name ?? AnswerJson.Shown(Encoding.UTF8.GetString(line));
            Assert.Equal(shown, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(shown)));
            Assert.Null(Record.Exception(() => System.Xml.XmlConvert.VerifyXmlChars(shown)));
        }
    }

    [Fact]
    public void Shown_IsCutBetweenCharacters()
    {
        var faces = string.Concat(Enumerable.Repeat("\U0001F600", 60));
        Assert.Equal(string.Concat(Enumerable.Repeat("\U0001F600", 40)) + "…", AnswerJson.Shown(faces));
        Assert.Equal("x" + string.Concat(Enumerable.Repeat("\U0001F600", 39)) + "…", AnswerJson.Shown("x" + faces));
        Assert.Equal(new string('x', 80), AnswerJson.Shown(new string('x', 80)));
        Assert.Equal("a b\uFFFDc\uFFFD", AnswerJson.Shown("a\u0001b\uD800c\uFFFF"));
    }

    /// <summary>Lines near those of the protocol: bytes and pieces changed, doubled, cut out, put together.</summary>
    private static IEnumerable<byte[]> MutatedLines(Random random, int count)
    {
        string[] seeds =
        [
            """{"id":"1","value":0.5}""", """{"id":7,"value":[0.5,1e-3,null,"inf"]}""", """{"id":"1","value":[NaN,-Infinity]}""",
            """{"id":"\ud83d\ude00","error":"\u0000 math domain"}""", """{"id":"1","unsupported":true}""",
            """{"hello":{"name":"mine 1.0","quantities":["kl","\ud800"],"domain":{"max_n":7,"x":true},"ties":"split"}}""", """{"\ud800":1,"id":"1"}""", "DEBUG {\"id\": x}", "",
        ];
        string[] pieces =
        [
            "\\ud800", "\\udc00", "\\u0000", "\\", "\"", "{", "}", "[", "]", ",", ":", "\"id\":", "\"value\":", "\"hello\":", "\"error\":", "null",
            "true", "NaN", "-inf", "1e999999999999", "-", "0.", "1E+", "\uFEFF", "\uFFFF", "😀", "/*", "\t", "\r",
        ];
        for (var i = 0; i < count; i++)
        {
            var line = Encoding.UTF8.GetBytes(seeds[random.Next(seeds.Length)]).ToList();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                var at = random.Next(line.Count + 1);
                switch (random.Next(5))
                {
                    case 0:
                        line.Insert(at, (byte)random.Next(256));
                        break;
                    case 1 when at < line.Count:
                        line[at] = (byte)random.Next(256);
                        break;
                    case 2:
                        line.RemoveRange(at, random.Next(line.Count - at + 1));
                        break;
                    case 3:
                        line.InsertRange(at, line.Take(random.Next(line.Count + 1)).ToArray());
                        break;
                    default:
                        line.InsertRange(at, Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
                        break;
                }
            }

            yield return [.. line];
        }
    }

    [Fact]
    public void PowersOfTwo_ReadBackAsTheyAre()
    {
        for (var exponent = -1074; exponent < 1024; exponent++)
        {
            var power = Math.ScaleB(1, exponent);
            Assert.Equal(power, double.Parse(DoubleText.Of(power), System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Hello_IsRead()
    {
        var hello = AnswerJson.Read("""{"hello":{"name":"mine 1.0","quantities":["kl"]}}"""u8).Hello;
        Assert.Equal("mine 1.0", hello!.Name);
        Assert.Equal(["kl"], hello.Quantities!);
        Assert.Null(AnswerJson.Read("""{"hello":true}"""u8).Hello!.Name);
    }

    [Fact]
    public void Lines_ArePutTogetherFromAnyPieces()
    {
        var text = "one\n\ntwo and more\nthree"u8.ToArray();
        for (var size = 1; size <= text.Length; size++)
        {
            var splitter = new LineSplitter(100);
            var lines = new List<string>();
            foreach (var piece in text.Chunk(size))
            {
                Assert.True(splitter.Add(piece, line => lines.Add(Encoding.UTF8.GetString(line))));
            }

            Assert.Equal(["one", "", "two and more"], lines);
            Assert.Equal("three"u8.ToArray(), splitter.Rest);
        }
    }

    [Fact]
    public void LongLine_IsRefused()
    {
        var splitter = new LineSplitter(5);
        Assert.True(splitter.Add("12345\n1234"u8, static _ => { }));
        Assert.False(splitter.Add("56"u8, static _ => { }));
        Assert.False(new LineSplitter(5).Add("123456\n"u8, static _ => { }));
    }

    [Fact]
    public void Lists_AreCutAtOneNumberTooMany()
    {
        // A list of the right length stays whole: no quantity has more values than its case has outcomes, samples or draws.
        var numbers = Enumerable.Range(0, 1000).Select(static i => (double)i).ToArray();
        Assert.Equal(5, ((Answer.Value)new Answer.Value(numbers, IsList: true).CutTo(5)).Numbers.Count);
        var estimate = (Answer.Estimate)new Answer.Estimate(numbers, numbers, IsList: true).CutTo(5);
        Assert.Equal((5, 5), (estimate.Numbers.Count, estimate.StandardErrors.Count));
        Assert.Equal(5, ((Answer.Counts)new Answer.Counts([.. numbers.Select(static x => (int)x)]).CutTo(5)).Numbers.Count);
        var truth = new Truth();
        foreach (var quantity in BonVerify.Quantities.Quantity.All.Where(static quantity => quantity.IsList))
        {
            foreach (var sourced in InputSource.Of(InputForm.Of(quantity), 1, 5, []).Take(200).Where(static sourced => sourced.Input.IsDefined))
            {
                Assert.True((truth.Of(new Request(quantity, sourced.Input), TieConvention.AmongDraws)?.Count ?? 0) <= sourced.Input.Count, quantity.Id);
            }
        }
    }
}

using BonVerify.Interchange;
using System.Text;
using BonVerify.Cli.Checking.Dialogue;
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
    public void Line_IsReadOrToldApart(string text, string? id, string? reply)
    {
        var line = AnswerJson.Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal(id, line.Id);
        Assert.Equal(reply, line.Reply?.ToString());
    }

    [Fact]
    public void BrokenBytes_AreNoAnswer()
    {
        Assert.Null(AnswerJson.Read([0xff, 0xfe, 0x00, 0x7b]).Id);
        Assert.Null(AnswerJson.Read(Encoding.UTF8.GetBytes(new string('[', 100_000))).Id);
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
}

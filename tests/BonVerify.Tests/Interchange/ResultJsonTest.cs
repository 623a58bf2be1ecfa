using System.Globalization;
using System.Text.Json;
using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Tests.Interchange;

public class ResultJsonTest
{
    [Theory]
    [InlineData("""{"id":"a","weights":[3,1,7,2],"rewards":[1,0,1,9],"n":2}""")]
    [InlineData("""{"weights":[3,1],"n":2}""")]
    [InlineData("""{"rewards":[3,1,1],"n":2}""")]
    public void Write_SaysOfEveryQuantityWhatItsValueIs(string text)
    {
        var evaluation = new CaseEvaluation(CaseJson.ParseAny(text));
        var (root, open) = Written(evaluation, Quantity.All);
        using var asked = JsonDocument.Parse(text);
        Assert.Equal(asked.RootElement.TryGetProperty("id", out var id), root.TryGetProperty("id", out var same));
        Assert.Equal(id.ToString(), same.ToString());

        var own = Quantity.All.Where(quantity => quantity.BelongsTo(evaluation.Case.Kind)).ToArray();
        var answers = root.GetProperty("quantities");
        Assert.Equal(0, open);
        Assert.All(own, quantity => Check(answers, quantity.Id, evaluation.Evaluate(quantity)));
        Assert.Equal(
            own.SelectMany(quantity => evaluation.Evaluate(quantity) is QuantityResult.Many ? new[] { quantity.Id, quantity.Id + "_nearest", quantity.Id + "_hex" } : [quantity.Id]),
            answers.EnumerateObject().Select(static property => property.Name));
    }

    [Fact]
    public void Write_CountsWhatIsLeftOpen()
    {
        // With n beyond its budget and few bits the gap, of which one is subtracted from the other, is not known to a double.
        var evaluation = new CaseEvaluation(CaseJson.ParseAny("""{"weights":[1,1],"n":1000000000}"""), new QuantityOptions { MaxPrecision = 64 });
        var (root, open) = Written(evaluation, Quantity.All);
        var nulls = root.GetProperty("quantities").EnumerateObject().Sum(static property => property.Value.ValueKind switch
        {
            JsonValueKind.Object => property.Value.TryGetProperty("nearest", out var nearest) && nearest.ValueKind == JsonValueKind.Null ? 1 : 0,
            JsonValueKind.Array => property.Name.EndsWith("_nearest", StringComparison.Ordinal) ? property.Value.EnumerateArray().Count(static item => item.ValueKind == JsonValueKind.Null) : 0,
            _ => 0,
        });
        Assert.Equal(nulls, open);
    }

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(-3.0, "-3")]
    [InlineData(9007199254740992.0, "9007199254740992")]
    [InlineData(-9007199254740994.0, "-9007199254740994.0")]
    [InlineData(1e22, "1E+22")]
    [InlineData(double.PositiveInfinity, "\"Infinity\"")]
    [InlineData(double.NegativeInfinity, "\"-Infinity\"")]
    [InlineData(null, "null")]
    public void WriteNearest_TellsTheDoubleFromItsNeighbours(double? value, string text) =>
        Assert.Equal(text, JsonText.Of(writer => ResultJson.WriteNearest(writer, value)));

    [Fact]
    public void DoubleText_IsShortAndReadsBack()
    {
        Assert.Equal("0.1", DoubleText.Of(0.1));
        Assert.Equal("NaN", DoubleText.Of(double.NaN));
        foreach (var value in new[] { Math.ScaleB(1, -25), Math.ScaleB(1, -958), double.Epsilon, -double.MaxValue })
        {
            Assert.Equal(value, double.Parse(DoubleText.Of(value), CultureInfo.InvariantCulture));
        }
    }

    private static void Check(JsonElement answers, string id, QuantityResult result)
    {
        var answer = answers.GetProperty(id);
        switch (result)
        {
            case QuantityResult.NotApplicable(var reason):
                Assert.Equal(reason, answer.GetProperty("not_applicable").GetString());
                break;
            case QuantityResult.One(var value):
                Assert.Equal(value.Exact, answer.TryGetProperty("exact", out var exact) ? exact.GetString() : null);
                Assert.Equal(value.Exact is null || !value.IsRational, answer.TryGetProperty("lower", out _));
                Ends(answer, value, value.Exact is null || !value.IsRational);
                Assert.Equal(value.Nearest, answer.GetProperty("nearest").GetDouble());
                Assert.Equal(value.Hex, answer.GetProperty("hex").GetString());
                break;
            default:
                Assert.Equal(result.Values.Select(static value => value.Nearest), answers.GetProperty(id + "_nearest").EnumerateArray().Select(static item => (double?)item.GetDouble()));
                Assert.Equal(result.Values.Select(static value => value.Hex), answers.GetProperty(id + "_hex").EnumerateArray().Select(static item => item.GetString()));
                foreach (var (item, value) in answer.EnumerateArray().Zip(result.Values))
                {
                    Assert.Equal(value.Exact, item.ValueKind == JsonValueKind.String ? item.GetString() : null);
                    Ends(item, value, value.Exact is null);
                }

                break;
        }
    }

    private static void Ends(JsonElement answer, QuantityValue value, bool given)
    {
        if (given)
        {
            Assert.Equal((value.Enclosure.Lower, value.Enclosure.Upper), (answer.GetProperty("lower").GetString(), answer.GetProperty("upper").GetString()));
        }
    }

    private static (JsonElement Root, int Open) Written(CaseEvaluation evaluation, IEnumerable<Quantity> quantities)
    {
        var open = 0;
        var text = JsonText.Of(writer => open = ResultJson.Write(writer, evaluation, quantities));
        using var document = JsonDocument.Parse(text);
        return (document.RootElement.Clone(), open);
    }
}

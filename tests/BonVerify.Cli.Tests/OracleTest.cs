using System.Text.Json;
using BonVerify.Quantities;

namespace BonVerify.Cli.Tests;

public class OracleTest
{
    [Fact]
    public void Oracle_Lines_AreAnsweredInOrderWithEveryQuantity()
    {
        var lines = Enumerable.Range(0, 60).Select(i => FormattableString.Invariant(
            $"{{\"id\":\"case {i}\",\"weights\":[1,{i + 1},{i * i}],\"rewards\":[0,{i % 2},1],\"n\":{1 + i * 7 % 40}}}"));
        var result = Tool.RunWithInput(string.Join('\n', lines), "oracle", "--jobs", "3");
        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);
        var answers = result.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(60, answers.Length);
        Assert.All(answers, (answer, i) =>
        {
            using var document = JsonDocument.Parse(answer);
            Assert.Equal(FormattableString.Invariant($"case {i}"), document.RootElement.GetProperty("id").GetString());
            var quantities = document.RootElement.GetProperty("quantities");
            Assert.All(
                Quantity.All.Where(q => q.Kind == CaseKind.Policy),
                q => Assert.True(quantities.TryGetProperty(q.Id, out _), q.Id));
            Schema.Conforms(Schema.Result, answer);
        });
        Assert.Equal(result.Output, Tool.RunWithInput(string.Join('\n', lines), "oracle", "-", "--jobs", "1").Output);
    }

    [Fact]
    public async Task Oracle_Answer_ComesBeforeTheNextQuestion()
    {
        using var process = Tool.Start("oracle", "--quantities", "win_rate");
        var error = process.StandardError.ReadToEndAsync();
        for (var n = 1; n <= 3; n++)
        {
            process.StandardInput.Write(FormattableString.Invariant($"{{\"weights\":[1,1],\"n\":{n}}}\n"));
            process.StandardInput.Flush();
            var answer = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
            Assert.Contains(FormattableString.Invariant($"\"n\":{n},"), answer!, StringComparison.Ordinal);
        }

        process.StandardInput.Close();
        Assert.Equal(0, Tool.Finish(process, process.StandardOutput.ReadToEndAsync(), error).ExitCode);
    }

    [Fact]
    public void Oracle_BadLines_AreAnsweredAndTheRunGoesOn()
    {
        const string Input = """
            {"id":"a","weights":[1,1],"n":2}

            nonsense
            {"id":"b","weights":[1,-1],"n":2}
            {"total":3,"correct":1,"k":1}
            {"id":"c","weights":[1,1],"n":3}
            """;
        var result = Tool.RunWithInput(Input, "oracle", "--quantities", "win_rate");
        Assert.Equal(2, result.ExitCode);
        var answers = result.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(5, answers.Length);
        Assert.All(answers, answer => Schema.Conforms(Schema.Result, answer));
        Assert.Equal("""{"line":3,"error":"not valid JSON at byte 1; a case is one JSON object."}""", answers[1]);
        Assert.Equal("""{"id":"b","line":4,"error":"weights[1] is -1; it must be at least 0."}""", answers[2]);
        Assert.Contains("none of the quantities asked for belongs to a case of kind pass_at_k", answers[3], StringComparison.Ordinal);
        Assert.Contains("\"exact\":\"11/16\"", answers[4], StringComparison.Ordinal);
        Assert.Contains("3 of 5 lines cannot be used, the first stdin:3: not valid JSON", result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Oracle_Strict_StopsAtTheFirstBadLine()
    {
        var result = Tool.RunWithInput("{\"weights\":[1],\"n\":2}\nx\n{\"weights\":[1],\"n\":3}\n", "oracle", "--strict", "--quantities", "kl");
        Assert.Equal(2, result.ExitCode);
        var answers = result.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(2, answers.Length);
        Assert.Contains("\"line\":2", answers[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Oracle_LineOverTheBudget_IsAnsweredAndTheRunGoesOn()
    {
        using var process = Tool.Start("oracle", "--quantities", "win_rate");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var block = new byte[1 << 20];
        Array.Fill(block, (byte)'7');
        for (var i = 0; i < 70; i++)
        {
            process.StandardInput.BaseStream.Write(block);
        }

        process.StandardInput.Write("\n{\"weights\":[1,1],\"n\":2}\n");
        process.StandardInput.Close();
        var result = Tool.Finish(process, output, error);
        Assert.Equal(2, result.ExitCode);
        var answers = result.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(2, answers.Length);
        Assert.Contains("\"line\":1,\"error\":\"the line is longer than 67108864 bytes", answers[0], StringComparison.Ordinal);
        Assert.Contains("\"exact\":\"5/8\"", answers[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--weights 2,1,1,1 --n 2 --quantities kl", "\"exact\":\"7/25*ln(7) - 4/5*ln(5) + 18/25*ln(3) + 4/25*ln(2)\"")]
    [InlineData("--probabilities 1/4,0.75 --rewards=-1,2 --n 2 --quantities expected_reward", "\"exact\":\"29/16\"")]
    [InlineData("--weights 1,1 --rewards 5,5 --n 9 --quantities kl --ties listing-order", "0.679011736368275")]
    [InlineData("--epsilon 1/2 --n 2 --quantities kl_estimator --digits 5", "\"lower\":\"0.17909\",\"upper\":\"0.1791\"")]
    [InlineData("--pool-size 3 --n 2", "\"pool_weights\":[\"0\",\"1/3\",\"2/3\"],\"pool_weights_nearest\":[0,0.3333333333333333,0.6666666666666666]")]
    [InlineData("--total 5 --correct 2 --k 3", "\"exact\":\"9/10\",\"nearest\":0.9,")]
    [InlineData("--weights 1,1 --rewards 0,1e400 --n 1 --quantities expected_reward", "\"nearest\":\"Infinity\",\"hex\":\"inf\"")]
    [InlineData("--weights 1,1 --n 2 --quantities kl_gap_cubic_bound", "\"not_applicable\":\"n is 2; kl_gap_cubic_bound needs n >= 3\"")]
    [InlineData("--weights 1,1 --n 60 --quantities win_rate --exact-length 3", "\"lower\":\"0.7499999999999999995663191\",\"upper\"")]
    [InlineData("--weights 1,1 --n 1000000000 --quantities pmf", "\"pmf\":[{\"lower\":\"2.1")]
    public void Oracle_CaseInArguments_IsAnswered(string arguments, string expected)
    {
        var result = Tool.Run(["oracle", .. arguments.Split(' ')]);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
        Schema.Conforms(Schema.Result, result.Output);
    }

    [Theory]
    [InlineData("--weights 1,1", "arguments: n is missing")]
    [InlineData("--weights 1,x --n 2", "arguments: weights[1] is x")]
    [InlineData("--weights 1 --n two", "--n")]
    [InlineData("--quantities nothing", "--quantities is 'nothing'; it must name quantities among pmf, win_rate")]
    [InlineData("--digits 0", "--digits is '0'")]
    [InlineData("--precision 3", "--precision is '3'")]
    [InlineData("--jobs 0", "--jobs is '0'")]
    [InlineData("--ties maybe", "--ties is 'maybe'")]
    [InlineData("no-such-file.jsonl", "cannot read no-such-file.jsonl")]
    [InlineData("- --weights 1 --n 2", "not both")]
    public void Oracle_BadArguments_AreNamed(string arguments, string message)
    {
        var result = Tool.Run(["oracle", .. arguments.Split(' ')]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Oracle_NoCase_IsInconclusive()
    {
        var result = Tool.RunWithInput("\n\n", "oracle");
        Assert.Equal(3, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("there is no case", result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Oracle_NearestThatStaysOpen_IsNullAndInconclusive()
    {
        // W = 1/2 + 2^-54 - tiny is next to the middle of two doubles, and n is too large to write F^n out.
        var result = Tool.Run("oracle", "--weights", "1,9007199254740991", "--n", "1000000", "--quantities", "win_rate", "--precision", "256");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("\"nearest\":null,\"hex\":null", result.Output, StringComparison.Ordinal);
        Assert.Contains("--precision", result.ErrorLine, StringComparison.Ordinal);
        Schema.Conforms(Schema.Result, result.Output);
    }

    [Fact]
    public void Oracle_Table_IsForPeople()
    {
        var result = Tool.RunWithInput("{\"id\":\"mine\",\"weights\":[2,1,1,1],\"n\":2}\nx\n", "oracle", "--table");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("mine: 2,1,1,1, n = 2", result.Output, StringComparison.Ordinal);
        Assert.Contains("163/250", result.Output, StringComparison.Ordinal);
        Assert.Contains("stdin:2: not valid JSON", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Oracle_List_NamesEveryQuantity() => Assert.All(
        Quantity.All,
        quantity => Assert.Contains(quantity.Id, Tool.ListOfQuantities, StringComparison.Ordinal));

    [UnixFact]
    public void Oracle_ReaderThatLeaves_EndsTheTool()
    {
        using var process = Tool.Start("oracle", "--quantities", "pmf");
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.Close();
        try
        {
            for (var i = 0; i < 200_000; i++)
            {
                process.StandardInput.Write("{\"weights\":[1,2],\"n\":2}\n");
            }

            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The tool has gone.
        }

        Assert.Equal(143, Tool.Finish(process, Task.FromResult(""), error).ExitCode);
    }
}

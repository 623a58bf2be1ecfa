namespace BonVerify.Cli.Tests;

/// <summary>"Did you mean".</summary>
public class SuggestionTest
{
    [Theory]
    [InlineData("kl-uper-bound", " (did you mean kl-upper-bound?)")]
    [InlineData("kl-upper-bonud", " (did you mean kl-upper-bound?)")]
    [InlineData("wn-rate", " (did you mean win-rate?)")]
    [InlineData("k", " (did you mean kl?)")]
    [InlineData("nothing", "")]
    [InlineData("", "")]
    public void For_ASlip_NamesTheNearestWord(string word, string expected) =>
        Assert.Equal(expected, Suggestion.For(word, ["kl", "kl-upper-bound", "win-rate"]));

    [Fact]
    public void For_NothingKnown_IsNothing() => Assert.Equal("", Suggestion.For("kl", []));

    [Theory]
    [InlineData("'verfy' (did you mean verify?)", "verfy")]
    [InlineData("'--max-tets' (did you mean --max-test?)", "verify", "--max-tets", "1")]
    [InlineData("'kl-monotne' (did you mean kl-monotone?)", "verify", "--claims", "kl-monotne")]
    [InlineData("'kl-monotne' (did you mean kl-monotone?)", "claims", "kl-monotne")]
    [InlineData("'win_rat' (did you mean win_rate?)", "oracle", "--weights", "1", "--n", "1", "--quantities", "win_rat")]
    [InlineData("'win_rat' (did you mean win_rate?)", "check", "--quantities", "win_rat", "--", "true")]
    [InlineData("'verll' (did you mean verl?)", "estimate", "none.jsonl", "--format", "verll")]
    public void Commands_NameTheNearestWord(string expected, params string[] arguments)
    {
        var result = Tool.Run(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.ErrorLine, StringComparison.Ordinal);
    }
}

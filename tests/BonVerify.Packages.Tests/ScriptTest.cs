using BonVerify.Numerics;

namespace BonVerify.Packages.Tests;

/// <summary>The F# scripts among the examples, run by F# interactive against the packages.</summary>
[Collection(PackedFeedUsers.Name)]
public class ScriptTest(PackedFeed packed)
{
    [Theory]
    [InlineData("tour.fsx")]
    [InlineData("refute-the-formula.fsx")]
    [InlineData("your-own-claim.fsx")]
    public void Script_PrintsWhatItsCommentsSay(string name)
    {
        var script = Repository.PathOf("tests", "examples", name);
        var result = packed.Run(packed.NewFolder(name), "dotnet", ["fsi", "--warnaserror+", script]);
        Expectations.Check(File.ReadAllText(script), result);
    }

    [Fact]
    public void Interactive_PrintsValuesAsTheirExactText()
    {
        const string Session = """
            #r "nuget: BonVerify.FSharp";;
            open BonVerify.FSharp;;
            ReferencePolicy.ofWeights [ 2; 1; 1 ];;
            1Q / 3Q;;
            ReferencePolicy.ofWeights [ 1; 1 ] |> BestOfN.withN 2;;
            ReferencePolicy.ofWeights [ 1; 1 ] |> BestOfN.withN 2 |> BestOfN.kl;;
            LinearFormInLogarithms.ln 2Q |> LinearFormInLogarithms.enclose 20;;
            [ 1Q / 2Q; 3Q ];;
            Claim.find "win-rate-equality";;
            #quit;;
            """;
        var output = packed.Run(packed.NewFolder("interactive"), "dotnet", ["fsi", "--nologo"], input: Session).Succeeded().Output;
        var flat = string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (var printed in new[]
        {
            "ReferencePolicy = 2,1,1",
            "Rational = 1/3",
            "BestOfN = best of 2 from 1,1",
            "LinearFormInLogarithms = 1/4*ln(1/2) + 3/4*ln(3/2)",
            "Enclosure = 0.6931",
            "Rational list = [1/2; 3]",
            "Claim = win-rate-equality: ",
        })
        {
            Assert.Contains(printed, flat, StringComparison.Ordinal);
        }
    }
}

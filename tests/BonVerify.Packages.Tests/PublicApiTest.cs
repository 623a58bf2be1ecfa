using System.Reflection;
using PublicApiGenerator;

namespace BonVerify.Packages.Tests;

/// <summary>
/// The public surface of each library against its approved text in <c>api/</c>, so that a change of surface is a visible
/// diff. Accept a change with <c>BONVERIFY_ACCEPT_API=1 dotnet test -c Release tests/BonVerify.Packages.Tests --filter PublicApi</c>.
/// </summary>
public class PublicApiTest
{
    private const string AcceptVariable = "BONVERIFY_ACCEPT_API";

    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        DenyNamespacePrefixes = [],
        ExcludeAttributes =
        [
            "System.Runtime.CompilerServices.CompilerGeneratedAttribute",
            "System.Diagnostics.DebuggerNonUserCodeAttribute",
            "Microsoft.FSharp.Core.CompilationArgumentCountsAttribute",
            "Microsoft.FSharp.Core.CompilationMappingAttribute",
        ],
    };

    [Theory]
    [InlineData("BonVerify")]
    [InlineData("BonVerify.Conformance")]
    [InlineData("BonVerify.Xunit")]
    [InlineData("BonVerify.FSharp")]
    [InlineData("BonVerify.FsCheck")]
    public void PublicApi_IsTheApprovedOne(string library)
    {
        var actual = Assembly.Load(library).GeneratePublicApi(Options).ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        var file = Repository.PathOf("tests", "BonVerify.Packages.Tests", "api", $"{library}.txt");
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{file} is missing; {AcceptVariable}=1 writes it");
        var changes = Changes(File.ReadAllText(file).ReplaceLineEndings("\n"), actual);
        Assert.True(changes.Length == 0, $"the public API of {library} changed; {AcceptVariable}=1 accepts it:\n{string.Join('\n', changes)}");
    }

    [Theory]
    [InlineData("BonVerify", 2)]
    [InlineData("BonVerify.Conformance", 0)]
    [InlineData("BonVerify.Xunit", 0)]
    [InlineData("BonVerify.FSharp", 0)]
    [InlineData("BonVerify.FsCheck", 0)]
    public void PublicApi_NamesTheRationalTypeOfTheHouse_NotThatOfThePackage(string library, int conversions)
    {
        // Two conversions of Rational are the only door.
        var api = Assembly.Load(library).GeneratePublicApi(Options);
        Assert.Equal(conversions, api.Split('\n').Count(static line => line.Contains("Fractions.", StringComparison.Ordinal)));
        Assert.Equal(library != "BonVerify.Xunit", api.Contains("BonVerify.Numerics.Rational", StringComparison.Ordinal));
    }

    [Fact]
    public void Changes_ShowWhatIsGoneAndWhatIsNew()
    {
        Assert.Empty(Changes("a\nb\n", "a\nb\n"));
        Assert.Equal(["- b", "+ c"], Changes("a\nb\nd\n", "a\nc\nd\n"));
        Assert.Equal(["+ a"], Changes("a\n", "a\na\n"));
    }

    /// <summary>Removed and added lines, each as often as its number changed, in the order of the texts.</summary>
    private static string[] Changes(string approved, string actual)
    {
        var (before, after) = (approved.Split('\n'), actual.Split('\n'));
        return [.. Only(before, after).Select(line => $"- {line.Trim()}"), .. Only(after, before).Select(line => $"+ {line.Trim()}")];
    }

    private static IEnumerable<string> Only(string[] here, string[] there)
    {
        var left = there.CountBy(line => line).ToDictionary();
        foreach (var line in here)
        {
            if (left.TryGetValue(line, out var count) && count > 0)
            {
                left[line] = count - 1;
            }
            else
            {
                yield return line;
            }
        }
    }
}

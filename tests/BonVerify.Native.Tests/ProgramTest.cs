using System.Globalization;
using BonVerify.Packages.Tests;

namespace BonVerify.Native.Tests;

/// <summary>Programs in C and C++ against the header and the published library, with all warnings as errors.</summary>
[Collection(PublishedCollection.Name)]
public sealed class ProgramTest : IDisposable
{
    private static readonly int FuzzedCalls = int.Parse(Environment.GetEnvironmentVariable("BONVERIFY_FUZZ_CALLS") ?? "100000", CultureInfo.InvariantCulture);

    private readonly string folder = Directory.CreateTempSubdirectory("bonverify-native-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [CompilerFact("gcc")]
    public void C_GetsTheRightValuesAndErrors() => Assert.Equal("ok", Run(Compile("gcc", "calls.c", "-std=c11")).Succeeded().Lines[^1]);

    [CompilerFact("g++")]
    public void Cpp_GetsThemOnManyThreads() => Assert.Equal("ok", Run(Compile("g++", "calls.cpp", "-std=c++17", "-pthread")).Succeeded().Lines[^1]);

    [CompilerFact("gcc")]
    public void Readme_PrintsWhatItShows()
    {
        var page = File.ReadAllText(Repository.PathOf("src", "BonVerify.Native", "README.md")).ReplaceLineEndings("\n");
        var source = Path.Combine(folder, "kl.c");
        File.WriteAllText(source, Block(page, "c"));
        Assert.Equal(Block(page, "text"), Run(Compile("gcc", source)).Succeeded().Output);

        static string Block(string page, string language)
        {
            var start = page.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
            return page[start..page.IndexOf("```\n", start, StringComparison.Ordinal)];
        }
    }

    [CompilerFact("gcc")]
    public void Fuzzed_CallsCrashNothing()
    {
        var result = Run(Compile("gcc", "fuzz.c", "-std=c11"), FuzzedCalls.ToString(CultureInfo.InvariantCulture), "1").Succeeded();
        Assert.Matches("^[0-9]+ ok, [0-9]+ refused, [0-9]+ open$", result.Lines[^1]);
    }

    [CompilerFact("gcc", "valgrind")]
    public void Valgrind_FindsNeitherBadAccessNorLeak()
    {
        Assert.Equal("ok", Valgrind(Compile("gcc", "calls.c", "-std=c11")).Succeeded().Lines[^1]);
        Valgrind(Compile("gcc", "fuzz.c", "-std=c11"), "500", "2").Succeeded();
    }

    [CompilerFact("gcc", "valgrind")]
    public void Valgrind_WouldFindALeakAndABadAccess()
    {
        const string Leak = """
            #include <bonverify.h>
            int main(void) { char *text; return bonverify_oracle("{\"weights\":[1],\"n\":1}", 0, &text, 0, 0) + (text = 0, 0); }
            """;
        const string Access = """
            #include <bonverify.h>
            #include <stdlib.h>
            int main(void) { double *w = calloc(1, sizeof *w), kl; bonverify_kl(w, 0, 3, 2, 0, &kl, 0, 0); free(w); return 0; }
            """;
        foreach (var code in new[] { Leak, Access })
        {
            var source = Path.Combine(folder, "bad.c");
            File.WriteAllText(source, code);
            Assert.Equal(9, Valgrind(Compile("gcc", source)).ExitCode);
        }
    }

    private static string[] ValgrindOptions => ["-q", "--leak-check=full", "--show-leak-kinds=definite", "--errors-for-leak-kinds=definite", "--error-exitcode=9"];

    private CommandResult Valgrind(string program, params string[] arguments) => Command.Run(folder, "valgrind", [.. ValgrindOptions, program, .. arguments]);

    private CommandResult Run(string program, params string[] arguments) => Command.Run(folder, program, arguments);

    private string Compile(string compiler, string source, params string[] options)
    {
        var program = Path.Combine(folder, Path.GetFileNameWithoutExtension(source));
        var file = Path.IsPathRooted(source) ? source : Repository.PathOf("tests", "BonVerify.Native.Tests", "programs", source);
        Command.Run(
            folder,
            compiler,
            [
                "-O1", "-g", "-Wall", "-Wextra", "-Werror", "-pedantic", .. options, "-I", Published.LibraryFolder, file, "-o", program,
                "-L", Published.LibraryFolder, "-lbonverify", "-lm", $"-Wl,-rpath,{Published.LibraryFolder}",
            ]).Succeeded();
        return program;
    }
}

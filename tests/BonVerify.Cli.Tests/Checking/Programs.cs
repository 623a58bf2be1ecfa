using BonVerify.Cli.Checking;
using BonVerify.Cli.Checking.Judging;

namespace BonVerify.Cli.Tests.Checking;

/// <summary>The programs of <c>tests/implementations</c>, and how they are checked in tests.</summary>
internal static class Programs
{
    public const string Python = "python3";
    public const string Node = "node";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "implementations");

    /// <summary>All tests ask the same cases, so their truths are computed once.</summary>
    private static readonly TruthTable Truth = new();

    /// <summary>The full path of an interpreter, or null.</summary>
    public static string? Find(string interpreter) => InterpreterFactAttribute.Find(interpreter)
        ?? (interpreter == Python && OperatingSystem.IsWindows() ? InterpreterFactAttribute.Find("python") : null);

    /// <summary>The programs and what is expected of each: failing quantities with the mistake, or the verdict, that is found.</summary>
    public static IEnumerable<(string Program, IReadOnlyDictionary<string, string> Expected)> All() =>
        File.ReadLines(Path.Combine(Folder, "expected.tsv"))
            .Where(static line => line.Length > 0 && !line.StartsWith('#'))
            .Select(static line => line.Split('\t'))
            .Select(static fields => (fields[0], (IReadOnlyDictionary<string, string>)fields[1]
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Where(static item => item != "conforms")
                .Select(static item => item.Split('='))
                .ToDictionary(static item => item[0], static item => item[1])));

    /// <summary>The programs that lie there, expected or not.</summary>
    public static IEnumerable<string> Files() => Directory.EnumerateFiles(Folder)
        .Select(static path => Path.GetFileName(path))
        .Where(static name => name.StartsWith("correct_", StringComparison.Ordinal) || name.StartsWith("wrong_", StringComparison.Ordinal));

    /// <summary>The command that runs a program.</summary>
    public static string[] Command(string program, params string[] arguments) =>
        [Find(program.EndsWith(".mjs", StringComparison.Ordinal) ? Node : Python)!, Path.Combine(Folder, program), .. arguments];

    /// <summary>Checks a program as the tool does.</summary>
    public static CheckRun Check(string program, Func<CheckOptions, CheckOptions>? adapt = null)
    {
        var options = new CheckOptions { Command = Command(program), MaxTest = 20, Timeout = TimeSpan.FromSeconds(20) };
        var run = new CheckRun(adapt?.Invoke(options) ?? options, Truth, CancellationToken.None);
        run.Execute();
        return run;
    }
}

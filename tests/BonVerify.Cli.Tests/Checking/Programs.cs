using BonVerify.Cli.Checking;
using BonVerify.Conformance;

namespace BonVerify.Cli.Tests.Checking;

/// <summary>The programs of <c>tests/implementations</c>, and how they are checked in tests.</summary>
internal static class Programs
{
    public const string Python = "python3";
    public const string Node = "node";

    /// <summary>All tests ask the same cases, so their truths are computed once.</summary>
    private static readonly Truth Truth = new();

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "implementations");

    /// <summary>A program with its arguments, and what is expected of it.</summary>
    /// <param name="Words">The file and its arguments.</param>
    /// <param name="Expected">Failing quantities with the mistakes that explain them, or the assessments where none does.</param>
    /// <param name="Options">Options of <c>check</c> with which it is judged.</param>
    public sealed record Row(string[] Words, IReadOnlyDictionary<string, string> Expected, IReadOnlyDictionary<string, string> Options)
    {
        /// <summary>The row as the tests name it: program, arguments and options.</summary>
        public string Name => string.Join(' ', [.. Words, .. Options.Select(static option => $"{option.Key}={option.Value}")]);
    }

    /// <summary>The full path of an interpreter, or null.</summary>
    public static string? Find(string interpreter) => InterpreterFactAttribute.Find(interpreter)
        ?? (interpreter == Python && OperatingSystem.IsWindows() ? InterpreterFactAttribute.Find("python") : null);

    /// <summary>The rows of <c>expected.tsv</c>: program and arguments, what must be found, and options.</summary>
    public static IReadOnlyList<Row> All { get; } =
    [
        .. File.ReadLines(Path.Combine(Folder, "expected.tsv"))
            .Where(static line => line.Length > 0 && !line.StartsWith('#'))
            .Select(static line => line.Split('\t'))
            .Select(static fields => new Row(fields[0].Split(' '), Pairs(fields[1].Replace("conforms", "", StringComparison.Ordinal)), Pairs(fields.ElementAtOrDefault(2) ?? ""))),
    ];

    /// <summary>The programs that lie there, expected or not.</summary>
    public static IEnumerable<string> Files() => Directory.EnumerateFiles(Folder)
        .Select(static path => Path.GetFileName(path))
        .Where(static name => name.StartsWith("correct_", StringComparison.Ordinal) || name.StartsWith("wrong_", StringComparison.Ordinal));

    /// <summary>The command that runs a program.</summary>
    public static string[] Command(string program, params string[] arguments) =>
        [Find(program.EndsWith(".mjs", StringComparison.Ordinal) ? Node : Python)!, Path.Combine(Folder, program), .. arguments];

    /// <summary>Checks a program as the tool does.</summary>
    /// <param name="program">The file and its arguments.</param>
    /// <param name="examine">What is asked other than usual.</param>
    /// <param name="adapt">What else is other than usual.</param>
    public static CheckResult Check(
        IReadOnlyList<string> program, Func<ExaminationOptions, ExaminationOptions>? examine = null, Func<CheckOptions, CheckOptions>? adapt = null)
    {
        var examination = new ExaminationOptions { MaxTest = 20 };
        var options = new CheckOptions
        {
            Command = Command(program[0], [.. program.Skip(1)]),
            Examination = examine?.Invoke(examination) ?? examination,
            Timeout = TimeSpan.FromSeconds(20),
        };
        return CheckRun.Execute(adapt?.Invoke(options) ?? options, CancellationToken.None, Truth);
    }

    private static Dictionary<string, string> Pairs(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(static item => item.Split('=', 2))
        .ToDictionary(static item => item[0], static item => item[1]);
}

namespace BonVerify.Fuzz.Targets;

/// <summary>Every reader of what comes from outside. The short run in the tests and the long one under a fuzzer take them from here.</summary>
internal static partial class FuzzTargets
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Case, FieldsOfCase, Counterexample, Token, Vectors,
        Failure, Request, Answer, Tolerance,
        Samples, Table, Part, Errors, PlotCases,
    ];

    /// <summary>What mutations splice in: what readers have stumbled over.</summary>
    public static IReadOnlyList<string> Pieces { get; } =
    [
        "null", "true", "{}", "[]", "\"\"", "0", "-0", "-1", "1e400", "1e-400", "1e99999999999", "NaN", "Infinity", "\"1/0\"", "\"1e-315000\"", "\\ud800",
        "\\ud800\\ud800\\ud800\\ud800", "\\u0000", "\u001b", "\u202e", "\uFEFF", "[[[[[[[[", "{\"a\":", ",", ":", "\"", "}", "]", "'", "2147483648", "1.5", "0x1p-1",
        "9999999999999999999999999999", "\r\n", "\t", "\\", "//", "=", "..", "@",
    ];

    /// <summary>The target with a name, or null.</summary>
    public static FuzzTarget? Find(string name) => All.FirstOrDefault(target => target.Name == name);

    private static string Data(params string[] names) => Path.Combine([AppContext.BaseDirectory, .. names]);
}

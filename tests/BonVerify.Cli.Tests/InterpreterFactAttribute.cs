namespace BonVerify.Cli.Tests;

/// <summary>A fact that needs a program on the PATH; where it is missing, the fact is reported as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InterpreterFactAttribute : FactAttribute
{
    private static readonly string[] Extensions = ["", ".exe", ".cmd"];

    public InterpreterFactAttribute(string program)
    {
        Program = program;
        if (Find(program) is null)
        {
            Skip = $"{program} is not on the PATH.";
        }
    }

    public string Program { get; }

    /// <summary>The full path of a program, or null.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(static _ => Extensions, (folder, extension) => Path.Combine(folder, program + extension))
        .FirstOrDefault(File.Exists);
}

using System.Diagnostics;

namespace BonVerify.Cli.Tests;

/// <summary>Runs the built tool as a process of its own.</summary>
internal static class Tool
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private const string Exec = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execvp(sys.argv[1], sys.argv[1:])";

    /// <summary>The published executable to test instead of what is built here, if there is one: it starts thirty times as fast.</summary>
    private static readonly string? Executable = Environment.GetEnvironmentVariable("BONVERIFY_TOOL") is { Length: > 0 } path ? Path.GetFullPath(path) : null;

    private static readonly Lazy<string> List = new(static () => Run("oracle", "--list").Output);

    /// <summary>What <c>oracle --list</c> prints.</summary>
    public static string ListOfQuantities => List.Value;

    public sealed record Result(int ExitCode, string Output, string Error)
    {
        /// <summary>The one line of an error; fails when there are more, or a stack trace.</summary>
        public string ErrorLine
        {
            get
            {
                var lines = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
                Assert.True(lines.Length == 1, Error);
                return lines[0];
            }
        }
    }

    public static Result Run(params string[] arguments) => RunWithInput(null, arguments);

    /// <summary>Runs the tool where the machine seems to have no vectors of several doubles; the native executable needs them.</summary>
    public static Result RunWithoutVectors(params string[] arguments)
    {
        var start = StartInfo(arguments, mayBeNative: false);
        start.Environment["DOTNET_EnableHWIntrinsic"] = "0";
        return Run(Process.Start(start)!, null);
    }

    /// <summary>Runs the tool with variables of the environment.</summary>
    public static Result RunWhere(IEnumerable<(string Name, string Value)> variables, params string[] arguments)
    {
        var start = StartInfo(arguments);
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Run(Process.Start(start)!, null);
    }

    public static Result RunWithInput(string? input, params string[] arguments) => Run(Start(arguments), input);

    private static Result Run(Process started, string? input)
    {
        using var process = started;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (input is not null)
        {
            process.StandardInput.Write(input);
        }

        process.StandardInput.Close();
        return Finish(process, output, error);
    }

    public static Process Start(params string[] arguments) => Process.Start(StartInfo(arguments))!;

    /// <summary>
    /// The tool as a terminal starts it, with SIGINT at its default. Whoever runs these tests in the background may
    /// have it ignored; a program then inherits that, and .NET leaves it so. Needs Python.
    /// </summary>
    public static Process StartInterruptible(params string[] arguments)
    {
        var start = StartInfo(arguments);
        string[] command = [start.FileName, .. start.ArgumentList];
        start.FileName = "python3";
        start.ArgumentList.Clear();
        foreach (var argument in (string[])["-c", Exec, .. command])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    public static ProcessStartInfo StartInfo(string[] arguments, bool mayBeNative = true)
    {
        // A native executable cannot load code.
        var executable = !mayBeNative || arguments.Contains("--assembly") ? null : Executable;
        var start = new ProcessStartInfo(executable ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Whoever runs the tests in a terminal may have its width here.
        start.Environment.Remove("COLUMNS");
        foreach (var argument in (string[])[.. executable is null ? [Path.Combine(AppContext.BaseDirectory, "BonVerify.Cli.dll")] : Array.Empty<string>(), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    public static Result Finish(Process process, Task<string> output, Task<string> error)
    {
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("The tool did not end.");
        }

        return new Result(process.ExitCode, output.Result, error.Result);
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace BonVerify.Cli.Checking.Dialogue;

/// <summary>
/// A second process of the tool that ends the programs under test when the first is killed (Linux): a program may ignore the end of its input
/// and every signal but SIGKILL. It waits for the end of its own input, which comes with the end of the first process, however it ends.
/// </summary>
/// <remarks>
/// The system could send SIGKILL at the death of a parent, but means the thread that started the program, and forgets it in the children
/// of that program. The guardian knows programs by the mark in their environments, and their children by their parents. What has cleared its
/// environment and has lost its parent is found while the first process lives, and not by the guardian.
/// </remarks>
internal static partial class Guardian
{
    /// <summary>The word on the command line, which is no command of the tool for people.</summary>
    public const string Command = "guard-programs";

    private const string Host = "dotnet";

    // Its input closes when this is collected.
    private static Process? running;

    /// <summary>Starts the guardian of this process. Without one, programs end with their input.</summary>
    /// <param name="mark">What stands in the environment of every program.</param>
    public static void Start(string mark)
    {
        if (Environment.ProcessPath is not { } self)
        {
            return;
        }

        // Under the host the first argument is the assembly.
        string[] command = Path.GetFileName(self) == Host ? [Environment.GetCommandLineArgs()[0], Command, mark] : [Command, mark];
        try
        {
            running = Process.Start(new ProcessStartInfo(self, command)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            ProcessTree.Add(running);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            // A system with no room for one more process: the run itself may still succeed.
        }
    }

    /// <summary>What the guardian does.</summary>
    /// <returns>Its exit code, which nobody sees.</returns>
    public static int Run(string mark)
    {
        // A signal for the terminal or the group of the first process is not for this one.
        _ = SetSession();
        using var input = Console.OpenStandardInput();
        var nothing = new byte[16];
        while (input.Read(nothing) > 0)
        {
        }

        ProcessTree.EndStrays(Environment.ProcessId, Encoding.UTF8.GetBytes(mark));
        return ExitCode.Verified;
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetSession();
}

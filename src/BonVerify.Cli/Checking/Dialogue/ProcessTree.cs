using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace BonVerify.Cli.Checking.Dialogue;

/// <summary>Ends a process and everything that it started.</summary>
internal static class ProcessTree
{
    /// <summary>The environment variable that marks the processes of one start of the program under test.</summary>
    public const string Variable = "BONVERIFY_CHECK";

    private const int MaxMillisecondsToEnd = 2000;

    /// <summary>Ends the process, its descendants, and on Linux those descendants too whose parents have gone before them.</summary>
    public static void End(Process process, string mark)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
        {
            // It has gone already, or some child of it cannot be ended.
        }

        if (OperatingSystem.IsLinux())
        {
            EndMarked(Encoding.UTF8.GetBytes(mark));
        }
    }

    private static void EndMarked(byte[] mark)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == Environment.ProcessId)
            {
                continue;
            }

            try
            {
                if (File.ReadAllBytes(Path.Combine(folder, "environ")).AsSpan().IndexOf(mark) >= 0)
                {
                    using var stray = Process.GetProcessById(id);
                    stray.Kill();
                    stray.WaitForExit(MaxMillisecondsToEnd);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException
                or InvalidOperationException or Win32Exception)
            {
                // It has gone, or is somebody else's.
            }
        }
    }
}

using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace BonVerify.Cli.Checking.Dialogue;

/// <summary>Ends a process and everything that it started, also when this process is killed.</summary>
internal static partial class ProcessTree
{
    /// <summary>The environment variable that marks the processes of one start of the program under test.</summary>
    public const string Variable = "BONVERIFY_CHECK";

    private const int SetChildSubreaper = 36;
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(2);

    // The processes that were started here: all other children are ones that lost their parents.
    private static readonly ConcurrentDictionary<int, bool> Started = new();
    private static bool adoptsOrphans;

    // What the marks of all starts begin with.
    private static readonly string Mark = $"{Variable}={Guid.NewGuid():N}";

    /// <summary>
    /// Makes sure that no program under test is left. On Linux this process becomes the parent of all whose parents end before them, so that
    /// none can hide by a session of its own or by clearing its environment, and a guardian ends them when this process is killed. On
    /// Windows the system does both. For a process that starts nothing but programs under test: it ends every child it does not know.
    /// </summary>
    public static void LeaveNone()
    {
        if (OperatingSystem.IsLinux())
        {
            adoptsOrphans = SetProcessControl(SetChildSubreaper, 1, 0, 0, 0) == 0;
            Guardian.Start(Mark);
        }
        else if (OperatingSystem.IsWindows())
        {
            KillOnCloseJob.Enter();
        }
    }

    /// <summary>The value of the variable for one start of a program.</summary>
    public static string NewMark() => $"{Mark}-{Guid.NewGuid():N}";

    /// <summary>Says that a process was started here.</summary>
    public static void Add(Process process) => Started[process.Id] = true;

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
            EndStrays(process.Id, Encoding.UTF8.GetBytes(mark));
        }
    }

    /// <summary>Ends strays until there are none (Linux): those that end may leave others.</summary>
    /// <param name="id">A process that has ended.</param>
    /// <param name="mark">What stands in the environment of the strays.</param>
    public static void EndStrays(int id, byte[] mark)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var strays = Strays(id, mark);
            if (strays.Count == 0 || clock.Elapsed > TimeToEnd)
            {
                return;
            }

            foreach (var stray in strays)
            {
                try
                {
                    using var process = Process.GetProcessById(stray);
                    process.Kill(entireProcessTree: true);
                }
                catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception or AggregateException)
                {
                    // It has gone, or is somebody else's.
                }
            }

            Thread.Sleep(5);
        }
    }

    private static List<int> Strays(int ended, byte[] mark)
    {
        var strays = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == Environment.ProcessId || id == ended)
            {
                continue;
            }

            try
            {
                if (File.ReadAllBytes(Path.Combine(folder, "environ")).AsSpan().IndexOf(mark) >= 0
                    || (adoptsOrphans && !Started.ContainsKey(id) && IsLivingChild(File.ReadAllText(Path.Combine(folder, "stat")))))
                {
                    strays.Add(id);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has gone, or is somebody else's.
            }
        }

        return strays;
    }

    /// <summary>Whether a line of /proc, "id (name) state parent …", is that of a child of this process that has not ended.</summary>
    private static bool IsLivingChild(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1 && fields[0] is not ("Z" or "X") && fields[1] == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetProcessControl(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);
}

using System.Diagnostics;
using System.Globalization;

namespace BonVerify.Cli.Tests.Checking;

/// <summary>When <c>check</c> is killed, its programs end too, though they ignore the end of their input and every signal that can be ignored.</summary>
public sealed class KilledCheckTest : IDisposable
{
    private const string Name = "outlives.py";
    private static readonly string[] Roles = ["program", "child"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bonverify-killed");

    public void Dispose()
    {
        foreach (var process in Roles.Select(Find).OfType<Process>())
        {
            process.Kill();
            process.Dispose();
        }

        folder.Delete(recursive: true);
    }

    [ProgramFact(Programs.Python)]
    public void Sigkill_EndsTheProgramAndItsChild() => Killed_EndsTheProgramAndItsChild();

    [WindowsProgramFact(Programs.Python)]
    public void Kill_OnWindows_EndsTheProgramAndItsChild() => Killed_EndsTheProgramAndItsChild();

    private void Killed_EndsTheProgramAndItsChild()
    {
        // It waits longer than the test: the program is not ended for its silence.
        using var check = Tool.Start(["check", "--quantities", "kl", "--max-test", "0", "--timeout", "10m", "--", .. Programs.Command($"robustness/{Name}", folder.FullName, Roles[0])]);
        check.StandardInput.Close();
        Wait(() => Roles.All(role => File.Exists(PathOf(role))));
        Assert.All(Roles, role => Assert.True(IsThere(role), role));
        check.Kill();
        check.WaitForExit();
        Wait(() => !Roles.Any(IsThere));
        Assert.All(Roles, role => Assert.False(IsThere(role), role));
    }

    private static void Wait(Func<bool> isDone)
    {
        for (var i = 0; i < 300 && !isDone(); i++)
        {
            Thread.Sleep(100);
        }
    }

    private string PathOf(string role) => Path.Combine(folder.FullName, role);

    private bool IsThere(string role)
    {
        using var process = Find(role);
        return process is not null;
    }

    /// <summary>The process that has written its number, unless it has ended: one that waits for its parent to ask for its exit code has no command line.</summary>
    private Process? Find(string role)
    {
        if (!File.Exists(PathOf(role)))
        {
            return null;
        }

        var id = File.ReadAllText(PathOf(role));
        try
        {
            return OperatingSystem.IsLinux() && !File.ReadAllText($"/proc/{id}/cmdline").Contains(Name, StringComparison.Ordinal)
                ? null
                : Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}

using BonVerify.Packages.Tests;

namespace BonVerify.Native.Tests;

/// <summary>
/// The Python package as a user has it: its wheel built from the published library, installed into a new virtual environment, and tested
/// there by pytest. Debian's Python has what that needs.
/// </summary>
[Collection(PublishedCollection.Name)]
public sealed class PythonTest : IClassFixture<PythonTest.InstalledWheel>
{
    private readonly InstalledWheel wheel;

    public PythonTest(InstalledWheel wheel) => this.wheel = wheel;

    [PythonFact]
    public void Values_AreRight() => wheel.Test("test_values.py");

    [PythonFact]
    public void Judge_WorksAlsoAsPluginOfPytest() => wheel.Test("test_judge.py");

    [PythonFact]
    public void Host_SurvivesFuzzedCallsAndSignals() => wheel.Test("test_host.py");

    [PythonFact]
    public void Pages_SayWhatThePackageDoes() => wheel.Test("test_readme.py");

    [PythonFact]
    public void AllTestFiles_AreRun() => Assert.Equal(
        ["test_host.py", "test_judge.py", "test_readme.py", "test_values.py"],
        Directory.EnumerateFiles(InstalledWheel.Tests, "test_*.py").Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [PythonFact]
    public void Wheel_HasOnePlatformAndNoOtherFiles()
    {
        var name = Path.GetFileName(wheel.File);
        Assert.Matches($"^bonverify-{Repository.Version}-py3-none-(linux|macosx|win).*\\.whl$", name);
        using var archive = System.IO.Compression.ZipFile.OpenRead(wheel.File);
        var files = archive.Entries.Select(static entry => entry.FullName).Where(static file => !file.Contains(".dist-info/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        var sources = Directory.EnumerateFiles(Repository.PathOf("src", "bonverify-python", "bonverify"), "*.py*").Where(static file => !file.EndsWith(".pyc", StringComparison.Ordinal))
            .Select(static file => $"bonverify/{Path.GetFileName(file)}");
        Assert.Equal(
            sources.Concat(["bonverify/LICENSE", "bonverify/py.typed", $"bonverify/{Path.GetFileName(Published.Library)}"]).Distinct().Order(StringComparer.Ordinal), files);
    }

    /// <summary>The wheel, and an environment in which it is installed.</summary>
    public sealed class InstalledWheel : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("bonverify-python-").FullName;
        private readonly string python;

        public InstalledWheel(Published published)
        {
            _ = published;
            var wheels = Directory.CreateDirectory(Path.Combine(folder, "wheels")).FullName;
            python = Path.Combine(folder, "venv", OperatingSystem.IsWindows() ? "Scripts/python.exe" : "bin/python");
            if (PythonFactAttribute.Interpreter is not { } interpreter)
            {
                File = "";
                return;
            }

            Command.Run(folder, interpreter, ["-m", "pip", "wheel", "--no-index", "--no-deps", "--no-build-isolation", "-w", wheels, Repository.PathOf("src", "bonverify-python")]).Succeeded();
            File = Assert.Single(Directory.EnumerateFiles(wheels));
            Command.Run(folder, interpreter, ["-m", "venv", "--system-site-packages", Path.Combine(folder, "venv")]).Succeeded();
            Command.Run(folder, python, ["-m", "pip", "install", "--no-index", "--no-deps", File]).Succeeded();
        }

        public static string Tests { get; } = Repository.PathOf("src", "bonverify-python", "tests");

        public string File { get; }

        public void Dispose() => Directory.Delete(folder, recursive: true);

        internal void Test(string file)
        {
            var result = Command.Run(folder, python, ["-m", "pytest", "-q", "-p", "no:cacheprovider", Path.Combine(Tests, file)]).Succeeded();
            Assert.Matches("[0-9]+ passed", result.Lines[^1]);
        }
    }
}

/// <summary>A fact that needs a Python with pip, setuptools, wheel and pytest; where there is none, it is reported as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Found = new(static () =>
        new[] { "/usr/bin/python3", "python3", "python" }.FirstOrDefault(static python => HasWhatItNeeds(python)));

    public PythonFactAttribute()
    {
        if (Interpreter is null)
        {
            Skip = "No Python on this machine has pip, venv, setuptools, wheel and pytest.";
        }
    }

    public static string? Interpreter => Found.Value;

    private static bool HasWhatItNeeds(string python)
    {
        try
        {
            return Command.Run(Path.GetTempPath(), python, ["-I", "-c", "import setuptools, wheel.bdist_wheel, ensurepip, pip, pytest, venv"]).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

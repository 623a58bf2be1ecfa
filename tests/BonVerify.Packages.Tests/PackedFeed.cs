using System.Diagnostics;

namespace BonVerify.Packages.Tests;

/// <summary>
/// All packages, packed once from the build under test into a folder feed of their own, and the surroundings in which a
/// newcomer's commands use them: an empty package folder and an empty home, so that nothing stale can answer.
/// </summary>
public sealed class PackedFeed : IDisposable
{
    private const int TimeoutSeconds = 240;

    private readonly string folder = Directory.CreateTempSubdirectory("bonverify-packages-").FullName;
    private readonly Dictionary<string, string> environment;

    public PackedFeed()
    {
        Feed = Path.Combine(folder, "feed");
        var home = Directory.CreateDirectory(Path.Combine(folder, "home")).FullName;
        environment = new()
        {
            ["NUGET_PACKAGES"] = Path.Combine(folder, "packages"),
            ["RestoreAdditionalProjectSources"] = Feed,
            ["HOME"] = home,
            ["USERPROFILE"] = home,
            ["DOTNET_CLI_HOME"] = home,
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        };
        KeepUserSources(home);
        UseKnownPackages();
        Pack(Feed);
    }

    /// <summary>The folder with the packages.</summary>
    public string Feed { get; }

    /// <summary>Packs everything that was built, without building.</summary>
    internal void Pack(string target)
    {
        Run(
            Repository.Root,
            "dotnet",
            ["pack", Repository.PathOf("BonVerify.sln"), "--no-build", "-c", Repository.Configuration, "-o", target],
            inherit: true).Succeeded();
    }

    /// <summary>The folder with the tool, installed from its package at the first call.</summary>
    internal string InstalledTool()
    {
        var tools = Path.Combine(folder, "tools");
        if (!Directory.Exists(tools))
        {
            Run(
                folder,
                "dotnet",
                ["tool", "install", "BonVerify.Cli", "--tool-path", tools, "--add-source", Feed, "--version", Repository.Version]).Succeeded();
        }

        return tools;
    }

    /// <summary>A new empty folder for one test.</summary>
    internal string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(folder, name)).FullName;

    /// <summary>A copy of an example, out of reach of this repository's build settings.</summary>
    internal string CopyOfExample(string name)
    {
        var copy = NewFolder(name);
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("tests", "examples", name)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }

    /// <summary>Runs a command in a folder, in the newcomer's surroundings unless it inherits those of the tests.</summary>
    internal CommandResult Run(
        string workingFolder, string command, IEnumerable<string> arguments, bool inherit = false, string input = "")
    {
        var start = new ProcessStartInfo(command, arguments) { WorkingDirectory = workingFolder };
        if (!inherit)
        {
            foreach (var (name, value) in environment)
            {
                start.Environment[name] = value;
            }
        }

        return CommandResult.Of(start, TimeoutSeconds, input);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A build server of the SDK may still hold a file; the folder is a temporary one.
        }
        catch (UnauthorizedAccessException)
        {
            // The same on Windows.
        }
    }

    /// <summary>Where the user's feeds come from, if he named any: the new home knows them too.</summary>
    private static void KeepUserSources(string home)
    {
        var settings = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "NuGet", "NuGet.Config");
        if (File.Exists(settings))
        {
            var copy = Directory.CreateDirectory(Path.Combine(home, ".nuget", "NuGet")).FullName;
            File.Copy(settings, Path.Combine(copy, "NuGet.Config"));
        }
    }

    /// <summary>Packages of others come from where the build already has them, unless a BonVerify package lies there too.</summary>
    private void UseKnownPackages()
    {
        var known = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        if (Directory.Exists(known) && !Directory.EnumerateDirectories(known, "bonverify*").Any())
        {
            environment["NUGET_FALLBACK_PACKAGES"] = known;
        }
    }
}

using System.Text.Json;
using System.Xml.Linq;

namespace BonVerify.Packages.Tests;

/// <summary>The packages of every project are locked, with the hashes of their contents and the versions that are asked for.</summary>
public class LockFilesTest
{
    private static readonly string[] Projects =
    [
        .. File.ReadLines(Repository.PathOf("BonVerify.sln")).Where(static line => line.StartsWith("Project(", StringComparison.Ordinal))
            .Select(static line => line.Split('"')[5].Replace('\\', '/')).Where(static path => path.EndsWith("proj", StringComparison.Ordinal)),
    ];

    [Fact]
    public void EveryProject_HasALockFile_WithHashes()
    {
        Assert.True(Projects.Length >= 14, $"{Projects.Length} projects");
        foreach (var (project, name, entry) in Entries())
        {
            if (entry.GetProperty("type").GetString() != "Project")
            {
                Assert.True(Convert.FromBase64String(entry.GetProperty("contentHash").GetString()!).Length == 64, $"{project}: {name}");
            }
        }
    }

    [Fact]
    public void Ranges_AreThoseOfTheCentralFile()
    {
        var ranges = XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(static package => package.Attribute("Include")!.Value, static package => package.Attribute("Version")!.Value.Replace(",", ", ", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<string>();
        foreach (var (project, name, entry) in Entries())
        {
            if (ranges.TryGetValue(name, out var range) && entry.TryGetProperty("requested", out var requested))
            {
                Assert.True(requested.GetString() == range, $"{project} has locked {name} {requested}; the range is {range}. dotnet restore writes the file anew.");
                seen.Add(name);
            }
        }

        Assert.True(seen.Count >= 15, string.Join(' ', seen));
    }

    private static IEnumerable<(string Project, string Name, JsonElement Entry)> Entries()
    {
        foreach (var project in Projects)
        {
            using var document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf(Path.GetDirectoryName(project)!, "packages.lock.json")));
            foreach (var entry in document.RootElement.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject())
            {
                yield return (project, entry.Name, entry.Value.Clone());
            }
        }
    }
}

using System.Xml.Linq;

namespace BonVerify.Packages.Tests;

/// <summary>The repository these tests are built from.</summary>
internal static class Repository
{
#if DEBUG
    public const string Configuration = "Debug";
#else
    public const string Configuration = "Release";
#endif

    public static string Root { get; } = FindRoot();

    /// <summary>The version that all packages have.</summary>
    public static string Version { get; } =
        XDocument.Load(PathOf("Directory.Build.props")).Descendants("Version").Single().Value;

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "BonVerify.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"BonVerify.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}

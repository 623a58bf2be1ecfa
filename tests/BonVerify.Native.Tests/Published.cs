using System.Runtime.InteropServices;
using BonVerify.Packages.Tests;

namespace BonVerify.Native.Tests;

/// <summary>
/// The library and the executable as build.ps1 publishes them: those that are there, unless a source is newer. They are published once,
/// and whoever comes second waits.
/// </summary>
public sealed class Published
{
    private static readonly string Extension = OperatingSystem.IsWindows() ? "dll" : OperatingSystem.IsMacOS() ? "dylib" : "so";

    public Published()
    {
        Directory.CreateDirectory(Repository.PathOf("artifacts"));
        using var gate = Enter(Repository.PathOf("artifacts", "publish.lock"));
        Publish("BonVerify.Native", LibraryFolder, Library);
        Publish("BonVerify.Cli", Path.GetDirectoryName(Executable)!, Executable);
    }

    /// <summary>The folder with the library and its header.</summary>
    internal static string LibraryFolder { get; } = Repository.PathOf("artifacts", "library");

    internal static string Library { get; } = Path.Combine(LibraryFolder, OperatingSystem.IsWindows() ? "bonverify.dll" : $"libbonverify.{Extension}");

    internal static string Executable { get; } = Repository.PathOf("artifacts", "tool", OperatingSystem.IsWindows() ? "bonverify.exe" : "bonverify");

    /// <summary>The runtime that is published for, as build.ps1 names it.</summary>
    internal static string Runtime { get; } = (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")
        + (RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "-arm64" : "-x64");

    private static void Publish(string project, string folder, string file)
    {
        if (File.Exists(file) && File.GetLastWriteTimeUtc(file) > NewestSource())
        {
            return;
        }

        // In a folder of its own for what lies between: other tests pack from the usual one at the same time.
        Command.Run(
            Repository.Root,
            "dotnet",
            [
                "publish", Repository.PathOf("src", project), "-c", "Release", "-r", Runtime, "--artifacts-path", Repository.PathOf("artifacts", "publish"), "-o", folder,
            ],
            timeoutSeconds: 900).Succeeded();
        Assert.True(File.Exists(file), $"{file} was not published");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow);
    }

    private static DateTime NewestSource() => Directory.EnumerateFiles(Repository.PathOf("src"), "*.*", SearchOption.AllDirectories)
        .Where(static file => Path.GetExtension(file) is ".cs" or ".fs" or ".csproj" or ".fsproj" or ".props" or ".h"
            && !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))
        .Max(File.GetLastWriteTimeUtc);

    private static FileStream Enter(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                Thread.Sleep(200);
            }
        }
    }
}

/// <summary>The tests that use what is published.</summary>
[CollectionDefinition(Name)]
#pragma warning disable CA1711 // xunit calls it a collection.
public sealed class PublishedCollection : ICollectionFixture<Published>
#pragma warning restore CA1711
{
    public const string Name = "published";
}

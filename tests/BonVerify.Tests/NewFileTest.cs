namespace BonVerify.Tests;

// Devices are left to the tests of the tool: what is wrong with the library would replace one.
public sealed class NewFileTest : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bonverify").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Write_PutsTheTextInItsPlaceAndNothingElse()
    {
        var path = Path.Combine(folder, "report");
        NewFile.Write(path, "först");
        NewFile.Write(path, "then");
        Assert.Equal("then"u8.ToArray(), File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void Dispose_OfWhatIsNotKept_LeavesWhatWasThere()
    {
        var path = Path.Combine(folder, "report");
        NewFile.Write(path, "old");
        using (var file = new NewFile(path))
        {
            file.Stream.Write("new"u8);
            Assert.Equal("old", File.ReadAllText(path));
        }

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void Folder_IsRefusedAndNothingIsLeft()
    {
        var path = Directory.CreateDirectory(Path.Combine(folder, "inner")).FullName;
        Assert.Equal("it is a folder.", Assert.Throws<IOException>(() => new NewFile(path)).Message);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [UnixFact]
    public void Link_StaysALink()
    {
        var (path, link) = (Path.Combine(folder, "report"), Path.Combine(folder, "link"));
        File.WriteAllText(path, "old");
        File.CreateSymbolicLink(link, path);
        NewFile.Write(link, "new");
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(path, new FileInfo(link).LinkTarget);
    }

    [UnixFact]
    public void LinkToALink_IsFollowedToItsEnd()
    {
        var (path, link, first) = (Path.Combine(folder, "report"), Path.Combine(folder, "link"), Path.Combine(folder, "first"));
        File.WriteAllText(path, "old");
        File.CreateSymbolicLink(link, path);
        File.CreateSymbolicLink(first, link);
        NewFile.Write(first, "new");
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(link, new FileInfo(first).LinkTarget);
        Assert.Equal(path, new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void Stream_IsClosed_WhetherTheFileIsKeptOrNot()
    {
        using (var kept = new NewFile(Path.Combine(folder, "kept")))
        {
            Assert.True(kept.Stream.CanWrite);
            kept.Keep();
            Assert.False(kept.Stream.CanWrite);
        }

        var dropped = new NewFile(Path.Combine(folder, "dropped"));
        dropped.Dispose();
        Assert.False(dropped.Stream.CanWrite);
    }

    [UnixFact]
    public void UnfinishedFile_IsOpenToNoOther()
    {
        using var file = new NewFile(Path.Combine(folder, "report"));
        var unfinished = Assert.Single(Directory.GetFiles(folder));
        Assert.Throws<IOException>(() => File.Open(unfinished, FileMode.Open, FileAccess.Read, FileShare.Read));
    }

    /// <summary>What is below /dev is written where it is, not replaced. A file in memory shows it, as one that may well be replaced.</summary>
    [LinuxFact]
    public void WhatIsBelowDev_IsWrittenInPlace()
    {
        var path = $"/dev/shm/bonverify-{Guid.NewGuid():N}";
        File.WriteAllText(path, "old text");
        try
        {
            using (var file = new NewFile(path))
            {
                Assert.Equal([path], Directory.GetFiles("/dev/shm", $"*{Path.GetFileName(path)}*"));
                using (File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
                {
                    file.Stream.Write("new"u8);
                }

                file.Keep();
            }

            Assert.Equal("new text", File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private sealed class LinuxFactAttribute : FactAttribute
    {
        public LinuxFactAttribute() => Skip = Directory.Exists("/dev/shm") ? null : "It needs files in memory as Linux has them.";
    }

    private sealed class UnixFactAttribute : FactAttribute
    {
        public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "It needs links as Unix has them." : null;
    }
}

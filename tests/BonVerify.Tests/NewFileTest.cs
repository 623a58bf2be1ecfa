namespace BonVerify.Tests;

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

    [Fact]
    public void Link_StaysALink()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var (path, link) = (Path.Combine(folder, "report"), Path.Combine(folder, "link"));
        File.WriteAllText(path, "old");
        File.CreateSymbolicLink(link, path);
        NewFile.Write(link, "new");
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(path, new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void Device_IsWrittenAndNotReplaced()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        NewFile.Write("/dev/null", "nothing");
        Assert.Empty(File.ReadAllBytes("/dev/null"));
        Assert.Empty(Directory.GetFiles("/dev", ".null.*"));
    }
}

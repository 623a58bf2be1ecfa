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

    private sealed class UnixFactAttribute : FactAttribute
    {
        public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "It needs links as Unix has them." : null;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace BonVerify.Cli.Tests;

/// <summary>Files are written whole or not at all, before or after whatever goes wrong; streams that are gone do no harm.</summary>
public sealed class FilesTest : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bonverify-files");

    private string[] Names => [.. folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(static entry => entry.Name)];

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void NewFile_NotKept_LeavesWhatWasThere()
    {
        var path = PathOf("report.json");
        File.WriteAllText(path, "old");
        using (var file = new NewFile(path))
        {
            file.Stream.Write("half of it"u8);
        }

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["report.json"], Names);
    }

    [Fact]
    public void NewFile_Kept_IsWhole()
    {
        var path = PathOf("report.json");
        File.WriteAllText(path, "a longer text than the new one");
        NewFile.Write(path, "new");
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(["report.json"], Names);
    }

    [UnixFact]
    public void NewFile_OfALink_WritesWhatItLeadsTo_AndNeverReplacesADevice()
    {
        var (path, link) = (PathOf("report.json"), PathOf("link.json"));
        File.WriteAllText(path, "old");
        File.CreateSymbolicLink(link, path);
        NewFile.Write(link, "new");
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(path, new FileInfo(link).LinkTarget);
        NewFile.Write("/dev/null", "nothing");
        Assert.Equal(0, new FileInfo("/dev/null").Length);
        Assert.Throws<IOException>(() => NewFile.Write("/dev/full", "too much"));
        Assert.Throws<IOException>(() => NewFile.Write(folder.FullName, "a folder"));
    }

    [Fact]
    public void TwoWriters_OfOneFile_LeaveOneOfTheTexts()
    {
        var path = PathOf("report.json");
        var texts = Enumerable.Range(0, 8).Select(static i => new string((char)('a' + i), 100_000)).ToArray();
        Parallel.For(0, 200, i => NewFile.Write(path, texts[i % texts.Length]));
        Assert.Contains(File.ReadAllText(path), texts);
        Assert.Equal(["report.json"], Names);
    }

    [Theory]
    [InlineData("check", "--junit", "--", "never-started")]
    [InlineData("estimate", "--per-prompt")]
    public void Destination_ThatCannotBeWritten_IsRefusedBeforeTheWork(string command, string option, params string[] rest)
    {
        var samples = PathOf("samples.jsonl");
        File.WriteAllText(samples, "{\"prompt\":\"a\",\"reward\":1}\n");
        foreach (var path in new[] { Path.Combine(samples, "report"), folder.FullName, PathOf("none/report") })
        {
            var result = Tool.Run(command == "estimate" ? [command, samples, option, path] : [command, option, path, .. rest]);
            Assert.Equal(ExitCode.BadInput, result.ExitCode);
            Assert.StartsWith($"bonverify: {option} is '{path}'; cannot write there: ", result.ErrorLine, StringComparison.Ordinal);
            Assert.Empty(result.Output);
        }
    }

    [UnixFact]
    public void ReadOnlyFolder_CostsTheFilesAndNotTheReport()
    {
        // Root may write anywhere: for it the folder is a file.
        var readOnly = PathOf("read-only");
        if (Environment.UserName == "root")
        {
            File.WriteAllText(readOnly, "");
        }
        else if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(readOnly, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var result = Tool.Run("verify", "--claims", "kl-formula-equality", "--max-test", "0", "--counterexamples", readOnly, "--verbose");
        Assert.Equal(ExitCode.Verified, result.ExitCode);
        Assert.Contains("cannot write a counterexample to " + readOnly, result.ErrorLine, StringComparison.Ordinal);
        Assert.Contains("explain: bonverify reproduce bonverify:", result.Output, StringComparison.Ordinal);
    }

    [UnixFact]
    public void FullDisk_IsASentence()
    {
        foreach (var command in new[] { "verify --max-test 0 --claims kl-upper-bound", "verify --max-test 0 --claims kl-upper-bound --json", "oracle --weights 1,2 --n 2", "claims" })
        {
            var result = Shell($"$TOOL {command} > /dev/full");
            Assert.True(result.ExitCode == ExitCode.BadInput, command + result.Error);
            Assert.Contains("No space left on device", result.ErrorLine, StringComparison.Ordinal);
        }
    }

    /// <summary>A disk that fills up while a file is written, as a limit on the size of files: a sentence, and no half file beside what was there.</summary>
    [UnixFact]
    public void FullDisk_WhileAFileIsWritten_LeavesNoHalf()
    {
        File.WriteAllText(PathOf("samples.jsonl"), string.Concat(Enumerable.Range(0, 3000).Select(static i => string.Create(CultureInfo.InvariantCulture, $"{{\"prompt\":\"{i}\",\"reward\":1}}\n"))));
        const string Verify = "verify --max-test 0 --claims kl-upper-bound";
        foreach (var (command, kept, said) in new[]
        {
            ($"{Verify} --html out/report", "report", "cannot read or write"),
            ("estimate samples.jsonl --per-prompt out/prompts", "prompts", "cannot read or write"),
            ("vectors generate --output out", "kl.json", "--output is 'out'; cannot write there"),
            ($"{Verify} --checkpoint out", "verify.json", "cannot write the checkpoint out/verify.json"),
        })
        {
            var target = Directory.CreateDirectory(PathOf("out"));
            if (!command.Contains("checkpoint", StringComparison.Ordinal))
            {
                File.WriteAllText(Path.Combine(target.FullName, kept), "old");
            }

            // The memory of the runtime is a file too, unless it does without.
            var result = Shell($"cd {folder.FullName}; trap '' XFSZ; ulimit -f 1; DOTNET_EnableWriteXorExecute=0 $TOOL {command}");
            Assert.True(result.ExitCode == ExitCode.BadInput, $"{command}: {result.ExitCode} {result.Error}");
            Assert.EndsWith($"bonverify: {said}: File too large\n", result.Error, StringComparison.Ordinal);
            Assert.All(target.GetFiles(), static file => Assert.Equal("old", File.ReadAllText(file.FullName)));
            target.Delete(recursive: true);
        }
    }

    [UnixFact]
    public void FolderThatCannotBeWritten_IsASentence()
    {
        // Root may write anywhere but below a file.
        File.WriteAllText(PathOf("read-only"), "");
        File.WriteAllText(PathOf("samples.jsonl"), "{\"prompt\":\"a\",\"reward\":1}\n");
        foreach (var (command, option, rest) in new[]
        {
            ("vectors generate", "--output", ""), ("verify --max-test 0 --claims kl-upper-bound", "--checkpoint", ""),
            ("estimate samples.jsonl", "--checkpoint", ""), ("check --quantities kl --max-test 0", "--checkpoint", "-- never-started"),
            ("verify --max-test 0 --claims kl-upper-bound", "--html", ""),
            ("plot kl --weights 1,2", "--output", ""), ("plot --paper", "--output", ""),
        })
        {
            var result = Shell($"cd {folder.FullName}; $TOOL {command} {option} read-only/it {rest}");
            Assert.True(result.ExitCode == ExitCode.BadInput, $"{command}: {result.ExitCode} {result.Error}");
            Assert.StartsWith($"bonverify: {option} is 'read-only/it'; cannot write there: ", result.ErrorLine, StringComparison.Ordinal);
        }
    }

    [UnixFact]
    public void StreamsThatAreGone_DoNoHarm()
    {
        foreach (var (command, code) in new[]
        {
            ("$TOOL claims | head -c 1 > /dev/null; exit 0", ExitCode.Verified),
            ("$TOOL claims --json | true; exit 0", ExitCode.Verified),
            ("$TOOL oracle --weights 1,2 --n 2 <&-", ExitCode.Verified),
            ("$TOOL oracle --weights 1,2 --n 2 2>&-", ExitCode.Verified),
            ("$TOOL oracle --weights 1,2 --n 0 2>&-", ExitCode.BadInput),
            ("$TOOL verify --max-test 0 --claims kl-upper-bound <&- 2>&-", ExitCode.Verified),
            ("$TOOL oracle --weights 1,2 --n 2 2>/dev/full", ExitCode.Verified),
            ("$TOOL oracle --weights 1,2 --n 2 >&-", ExitCode.BadInput),
            ("LC_ALL=POSIX $TOOL verify --max-test 0 --claims kl-upper-bound", ExitCode.Verified),
            ("LC_ALL=C LANG=C $TOOL verify --max-test 0 --claims kl-upper-bound", ExitCode.Verified),
            ("LC_ALL=tr_TR.ISO-8859-9 $TOOL oracle --weights 0.5,1e-3 --n 2", ExitCode.Verified),
        })
        {
            var result = Shell(command);
            Assert.True(result.ExitCode == code, $"{command}: {result.ExitCode} {result.Error}");
            Assert.DoesNotContain("internal error", result.Error, StringComparison.Ordinal);
        }
    }

    [UnixFact]
    public void LocaleWithoutUtf8_ReadsAndWritesUtf8()
    {
        foreach (var locale in new[] { "LC_ALL=C LANG=C", "LC_ALL=POSIX", "LANG=de_DE.ISO-8859-1", "LC_ALL=de_DE.ISO-8859-1", "LANG=ja_JP.SJIS" })
        {
            var result = Shell($$"""printf '{"id":"Größe","weights":[1,2],"n":2}\n' | {{locale}} $TOOL oracle --quantities win_rate -""");
            Assert.Equal(ExitCode.Verified, result.ExitCode);
            Assert.StartsWith("""{"id":"Größe",""", result.Output, StringComparison.Ordinal);
            var report = Shell($"{locale} $TOOL verify --max-test 0 --claims kl-upper-bound --markdown {PathOf("report.md")}");
            Assert.Equal(ExitCode.Verified, report.ExitCode);
            Assert.Contains("≥", File.ReadAllText(PathOf("report.md")), StringComparison.Ordinal);
        }
    }

    [UnixFact]
    public void Sigkill_AtAnyMoment_LeavesWholeFiles()
    {
        var target = PathOf("vectors");
        for (var moment = 0; moment < 4; moment++)
        {
            using var process = Tool.Start("vectors", "generate", "--output", target);
            process.StandardInput.Close();
            Thread.Sleep(1000 + 1300 * moment);
            process.Kill();
            process.WaitForExit();
            foreach (var path in Directory.Exists(target) ? Directory.GetFiles(target, "*.json") : [])
            {
                using var document = JsonDocument.Parse(File.ReadAllBytes(path));
                Assert.True(document.RootElement.GetProperty("numberOfTests").GetInt32() > 0);
            }
        }
    }

    [UnixFact]
    public void TwoRuns_InOneFolder_LeaveWholeCounterexamples()
    {
        string[] command = ["verify", "--claims", "kl-formula-equality", "--max-test", "300", "--counterexamples", PathOf("found")];
        var runs = new[] { Tool.Start(command), Tool.Start(command), Tool.Start(command) };
        var results = runs.Select(static process =>
        {
            using (process)
            {
                process.StandardInput.Close();
                return Tool.Finish(process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            }
        }).ToArray();
        Assert.All(results, static result => Assert.Equal(ExitCode.Verified, result.ExitCode));
        var file = Assert.Single(Directory.GetFileSystemEntries(PathOf("found")));
        Assert.Equal(ExitCode.Counterexample, Tool.Run("reproduce", file).ExitCode);
    }

    /// <summary>Runs that share a checkpoint by mistake overwrite one another's, and each is right all the same.</summary>
    [UnixFact]
    public void TwoRuns_WithOneCheckpoint_AreBothRight()
    {
        string[] command = ["verify", "--claims", "kl-upper-bound", "--max-test", "500", "--checkpoint", PathOf("run")];
        var runs = new[] { Start(), Start(), Start() };
        var results = runs.Select(static process =>
        {
            using (process)
            {
                process.StandardInput.Close();
                return Tool.Finish(process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            }
        }).ToArray();
        Assert.All(results, static result => Assert.True(result.ExitCode == ExitCode.Verified, result.Error));
        Assert.All(results, result => Assert.Equal(Cases(results[0]), Cases(result)));
        Assert.Equal(Cases(results[0]), Cases(Tool.Run(command)));

        static string Cases(Tool.Result result) => result.Output.Split('\n').Single(static line => line.Contains("generated)", StringComparison.Ordinal));

        Process Start()
        {
            var start = Tool.StartInfo(command);
            start.Environment["BONVERIFY_CHECKPOINT_SECONDS"] = "0";
            return Process.Start(start)!;
        }
    }

    [Fact]
    public void Checkpoint_WhatAnotherRunIsWriting_Stays()
    {
        var (left, written) = (PathOf(".verify.json.0.tmp"), PathOf(".verify.json.1.tmp"));
        File.WriteAllText(left, "what a run that was killed was writing");
        using (new FileStream(written, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            var run = Tool.Run("verify", "--claims", "kl-upper-bound", "--max-test", "500", "--checkpoint", folder.FullName);
            Assert.True(run.ExitCode == ExitCode.Verified, run.Error);
            Assert.False(File.Exists(left));
            Assert.True(File.Exists(written));
        }
    }

    private static Tool.Result Shell(string command)
    {
        var start = new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TOOL"] = string.Create(CultureInfo.InvariantCulture, $"dotnet {Path.Combine(AppContext.BaseDirectory, "BonVerify.Cli.dll")}");
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return Tool.Finish(process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    private string PathOf(string name) => Path.Combine(folder.FullName, name);
}

using System.CommandLine;
using System.Security.Cryptography;

namespace BonVerify.Cli.Sharding;

/// <summary>The options of a command that can be split over machines and go on after it was killed.</summary>
internal sealed class ShardOptions
{
    private readonly Option<string?> shard = new("--shard")
    {
        Description = "I/N: do only the I-th of N parts; bonverify merge joins their JSON reports to that of one run. By default what a Slurm array, a Kubernetes job or the matrix of a CI says; 1/1 for all in one.",
    };

    private readonly Option<string?> checkpoint = new("--checkpoint")
    {
        Description = "A folder for what has been found so far: a run that was killed goes on from there when it is started again.",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(shard);
        command.Add(checkpoint);
    }

    /// <summary>The names of the options.</summary>
    public string[] Names => [shard.Name, checkpoint.Name];

    /// <summary>The folder of the checkpoint, or null.</summary>
    public string? CheckpointOf(ParseResult parsed) => parsed.GetValue(checkpoint);

    /// <summary>The shard that was asked for, by the option or by the engine, which is said on standard error; null for none.</summary>
    /// <exception cref="InputException">It is no shard.</exception>
    public Shard? ShardOf(ParseResult parsed)
    {
        if (parsed.GetValue(shard) is { } text)
        {
            return Shard.Parse("--shard", text);
        }

        if (Engine.Find(Environment.GetEnvironmentVariable) is not var (found, source))
        {
            return null;
        }

        Console.Error.WriteLine($"bonverify: this is shard {found}, by {source}; --shard 1/1 does all in one");
        return found;
    }

    /// <summary>Files as settings: all parts must have read the same.</summary>
    /// <exception cref="InputException">One cannot be read, or only once.</exception>
    public static IEnumerable<(string Name, string Value)> Inputs(string option, IReadOnlyList<string> files)
    {
        for (var i = 0; i < files.Count; i++)
        {
            yield return (FormattableString.Invariant($"{option} {i + 1:D4}"), $"{Path.GetFileName(files[i])} sha256:{HashOf(option, files[i])}");
        }
    }

    private static string HashOf(string option, string path)
    {
        if (path == CaseFile.StandardInput)
        {
            throw new InputException($"{option} is -; with --shard or --checkpoint it must be a file, which every part and every start can read again{(option == "file" ? "; --part takes a part as it is" : "")}.");
        }

        try
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"cannot read {path}: {e.Message}");
        }
    }
}

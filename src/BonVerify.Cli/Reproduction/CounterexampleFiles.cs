using BonVerify.Claims;
using BonVerify.Cli.Checking;
using BonVerify.Interchange;

namespace BonVerify.Cli.Reproduction;

/// <summary>Files of counterexamples: the corpus that comes with the tool, and those that people hand over.</summary>
internal static class CounterexampleFiles
{
    /// <summary>Where what should not exist is written, if nothing else is said.</summary>
    public const string DefaultFolder = "counterexamples";

    /// <summary>Saves a file, or says on standard error why not: the report holds what it would, so nothing is lost.</summary>
    /// <returns>The path, or <see langword="null"/> when it could not be written.</returns>
    public static string? TrySave(string folder, Func<string, string> save)
    {
        try
        {
            return save(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Console.Error.WriteLine($"bonverify: cannot write a counterexample to {folder}: {e.Message}");
            return null;
        }
    }

    /// <summary>The corpus: the paper's counterexamples, and the smallest of every refuted claim.</summary>
    public static IReadOnlyList<(string Name, Counterexample Counterexample)> Corpus() =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "data", "counterexamples"), "*.json")
            .Order(StringComparer.Ordinal)
            .Select(static path => (Path.GetFileName(path), Parse(path, ReadText(path))))
            .ToArray();

    /// <summary>The text of a file.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static string ReadText(string path)
    {
        using var reader = new StreamReader(new MemoryStream(WholeFile.Read(path)));
        return reader.ReadToEnd();
    }

    /// <summary>The counterexample to a claim that a file holds.</summary>
    /// <exception cref="InputException">The text is not a counterexample.</exception>
    public static Counterexample Parse(string path, string json)
    {
        try
        {
            return CounterexampleJson.Parse(json);
        }
        catch (CaseFormatException e)
        {
            throw new InputException($"{path}: {e.Message}");
        }
    }

    /// <summary>The failure of a program that a file holds, computed anew.</summary>
    /// <exception cref="InputException">The text is not one.</exception>
    public static FailureExplanation ExplainFailure(string path, string json, long exactBits, int precision)
    {
        try
        {
            return new FailureExplanation(FailureJson.Parse(json), exactBits, precision);
        }
        catch (InputException e)
        {
            throw new InputException($"{path}: {e.Message}");
        }
    }

    /// <summary>The claim of a counterexample.</summary>
    /// <exception cref="InputException">There is no such claim.</exception>
    public static Claim ClaimOf(Counterexample counterexample) =>
        Catalogue.All.FirstOrDefault(claim => claim.Id == counterexample.Claim)
        ?? throw new InputException($"claim is '{counterexample.Claim}'{Suggestion.For(counterexample.Claim, Catalogue.All)}; it must be one of {string.Join(", ", Catalogue.All)}, or of a file given by --assembly.");
}

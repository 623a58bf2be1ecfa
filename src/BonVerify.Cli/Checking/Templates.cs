namespace BonVerify.Cli.Checking;

/// <summary>Adapters to start from, one a language; the same files are run by the tests.</summary>
internal static class Templates
{
    /// <summary>The languages.</summary>
    public const string Names = "python, node or csharp";

    private static readonly (string Language, string File)[] Files = [("python", "adapter.py"), ("node", "adapter.mjs"), ("csharp", "adapter.cs")];

    /// <summary>The adapter of a language, or null.</summary>
    public static string? Find(string language)
    {
        if (Files.Where(file => file.Language == language).ToArray() is not [var (_, name)])
        {
            return null;
        }

        using var stream = typeof(Templates).Assembly.GetManifestResourceStream($"templates/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

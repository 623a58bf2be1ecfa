namespace BonVerify.Cli;

/// <summary>Files that a command is told to write. They are begun before its work, which may take hours.</summary>
internal static class Destination
{
    /// <summary>Begins a file, or none where no path is given.</summary>
    /// <exception cref="InputException">It cannot be written there.</exception>
    public static NewFile? Begin(string option, string? path)
    {
        try
        {
            return path is null ? null : new NewFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"{option} is '{path}'; cannot write there: {e.Message}");
        }
    }
}

using System.Text;

namespace BonVerify;

/// <summary>
/// A file that is there as a whole or not at all: it is written under another name in the same folder, flushed to the disk, and
/// renamed. What is not kept is gone when it is disposed of.
/// </summary>
internal sealed class NewFile : IDisposable
{
    private readonly string target;
    private readonly string? temporary;

    /// <summary>Begins a file; what is there under its name stays until it is kept.</summary>
    /// <exception cref="IOException">It cannot be made there.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be made there.</exception>
    public NewFile(string path)
    {
        target = Path.GetFullPath(path);
        if (File.Exists(target) && File.ResolveLinkTarget(target, returnFinalTarget: true) is { } linked)
        {
            target = linked.FullName;
        }

        // Nothing must be renamed to a device: it would be replaced.
        temporary = IsDevice(target) ? null : Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        if (Directory.Exists(target))
        {
            throw new IOException("it is a folder.");
        }

        Stream = temporary is null
            ? new FileStream(target, FileMode.Open, FileAccess.Write)
            : new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    /// <summary>Where to write.</summary>
    public FileStream Stream { get; }

    /// <summary>Writes a text, in UTF-8 without a mark, as a file.</summary>
    public static void Write(string path, string text)
    {
        using var file = new NewFile(path);
        file.Stream.Write(Encoding.UTF8.GetBytes(text));
        file.Keep();
    }

    /// <summary>Puts the file in its place.</summary>
    public void Keep()
    {
        Stream.Flush(flushToDisk: temporary is not null);
        Stream.Dispose();
        if (temporary is not null)
        {
            File.Move(temporary, target, overwrite: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        catch (IOException)
        {
            // The disk is full: what could not be written is not kept.
        }

        if (temporary is not null)
        {
            File.Delete(temporary);
        }
    }

    private static bool IsDevice(string path) => !OperatingSystem.IsWindows()
        && (path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal));
}

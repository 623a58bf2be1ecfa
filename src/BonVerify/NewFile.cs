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
            ? new BoundedFile(target, FileMode.Open)
            : new BoundedFile(temporary, FileMode.CreateNew);
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

    /// <summary>A file that says of one that is too large for its system, or for a quota, what it says of a full disk: that it cannot be written.</summary>
    private sealed class BoundedFile(string path, FileMode mode) : FileStream(path, mode, FileAccess.Write, mode == FileMode.CreateNew ? FileShare.None : FileShare.Read)
    {
        public override void Write(byte[] buffer, int offset, int count) => Do(() => base.Write(buffer, offset, count));

        // What a stream does that was derived from: by way of the array.
        public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

        public override void Flush(bool flushToDisk) => Do(() => base.Flush(flushToDisk));

        protected override void Dispose(bool disposing) => Do(() => base.Dispose(disposing));

        private static void Do(Action write)
        {
            try
            {
                write();
            }
            catch (ArgumentOutOfRangeException e)
            {
                throw new IOException("File too large", e);
            }
        }
    }

    private static bool IsDevice(string path) => !OperatingSystem.IsWindows()
        && (path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal));
}

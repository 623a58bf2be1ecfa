namespace BonVerify.Cli;

/// <summary>Files that are read in one piece, up to a budget: a device such as /dev/zero has no end.</summary>
internal static class WholeFile
{
    /// <summary>The largest such file: far above every counterexample and every file of vectors.</summary>
    public const int MaxBytes = 1 << 27;

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="InputException">It cannot be read, or is over the budget.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            using var bytes = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                bytes.Write(buffer, 0, read);
                if (bytes.Length > MaxBytes)
                {
                    throw new InputException(FormattableString.Invariant($"{path} is longer than {MaxBytes} bytes; that is the budget of a file that is read whole."));
                }
            }

            return bytes.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"cannot read {path}: {e.Message}");
        }
    }
}

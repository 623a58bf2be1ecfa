using System.Text;

namespace BonVerify.Fuzz.Targets;

/// <summary>A reader that must read every text or refuse it with the exception that it documents.</summary>
/// <param name="Name">The name on the command line and of folders.</param>
/// <param name="Seeds">Texts that it reads, from which others are made.</param>
/// <param name="Read">Reads bytes; what it throws is a find.</param>
internal sealed record FuzzTarget(string Name, Func<IEnumerable<string>> Seeds, Action<byte[]> Read)
{
    /// <summary>By how much fewer texts the short run has than that of others, because each takes longer.</summary>
    public int Cost { get; init; } = 1;

    /// <summary>A target whose reader takes a text and refuses with an exception of one type.</summary>
    public static FuzzTarget OfText<TException>(string name, Func<IEnumerable<string>> seeds, Action<string> read)
        where TException : Exception => new(name, seeds, bytes => Expect<TException>(() => read(Encoding.UTF8.GetString(bytes))));

    /// <summary>A target whose reader takes the path of a file.</summary>
    /// <param name="name">The name.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="extension">How the name of the file ends, given its bytes.</param>
    /// <param name="read">Reads the file.</param>
    public static FuzzTarget OfFile<TException>(string name, Func<IEnumerable<string>> seeds, Func<byte[], string> extension, Action<string> read)
        where TException : Exception => new(name, seeds, bytes =>
        {
            var path = Path.Combine(Path.GetTempPath(), FormattableString.Invariant($"bonverify-fuzz-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}{extension(bytes)}"));
            try
            {
                File.WriteAllBytes(path, bytes);
                Expect<TException>(() => read(path));
            }
            finally
            {
                File.Delete(path);
            }
        });

    /// <summary>Does what is refused with an exception of one type only.</summary>
    public static void Expect<TException>(Action read)
        where TException : Exception
    {
        try
        {
            read();
        }
        catch (TException)
        {
            // Refused, as documented.
        }
    }
}

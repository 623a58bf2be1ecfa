using System.Reflection;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace BonVerify.Cli.Terminal;

/// <summary>Standard output as programs read it.</summary>
internal static class Output
{
    /// <summary>The version of the tool.</summary>
    public static string ToolVersion { get; } =
        typeof(Output).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "unknown";

    /// <summary>Standard output as bytes. Writing to a pipe that nobody reads any more throws, so that the work ends.</summary>
    public static Stream OpenStream()
    {
        if (!OperatingSystem.IsWindows())
        {
            // The stream of the console passes over a broken pipe in silence; that of a file does not, but keeps a position
            // of its own in what can be sought in.
            var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!stream.CanSeek)
            {
                return stream;
            }
        }

        return Console.OpenStandardOutput();
    }

    /// <summary>
    /// Writes a report as JSON, its keys in ordinal order. It goes to the stream that the oracle writes to: in UTF-8 whatever the
    /// console speaks, and a reader that has gone is noticed.
    /// </summary>
    public static void WriteJson(Action<Utf8JsonWriter> writeObject)
    {
        var report = JsonText.OrdinalUtf8(writeObject);
        Console.Out.Flush();
        using var stream = OpenStream();
        stream.Write([.. report.Span, (byte)'\n']);
        stream.Flush();
    }
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BonVerify;

/// <summary>JSON as this library writes it: UTF-8, nothing escaped that need not be.</summary>
internal static class JsonText
{
    /// <summary>One line.</summary>
    public static JsonWriterOptions OneLine { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is written, as one line of text.</summary>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, OneLine))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BonVerify.Cli.Checking.Cases;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking;

/// <summary>One quantity of one case, as it is put to a program.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="Case">The case.</param>
internal sealed record CheckRequest(Quantity Quantity, SentCase Case)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The request as one line of the protocol.</summary>
    public string ToJson(string? id)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            if (id is not null)
            {
                writer.WriteString("id", id);
            }

            writer.WriteString("quantity", Quantity.Id);
            Case.WriteFields(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}

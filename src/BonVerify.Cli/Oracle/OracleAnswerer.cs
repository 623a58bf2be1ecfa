using System.Text.Json;
using BonVerify.Cli.Terminal;
using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Cli.Oracle;

/// <summary>Turns one line with a case into the line with its result, or with what is wrong with it.</summary>
internal static class OracleAnswerer
{
    /// <summary>The answer to a line of the input.</summary>
    public static OracleAnswer Answer(ReadOnlyMemory<byte> line, long number, OracleOptions options) =>
        Answer(() => CaseJson.ParseAny(line.Span), CaseFile.Where(options.Input, number), line, number, options);

    /// <summary>The answer to a case from the command line.</summary>
    public static OracleAnswer Answer(Func<OracleCase> single, OracleOptions options) => Answer(single, "arguments", default, 1, options);

    private static OracleAnswer Answer(Func<OracleCase> read, string where, ReadOnlyMemory<byte> line, long number, OracleOptions options)
    {
        try
        {
            var oracleCase = read();
            var quantities = OracleRules.OfCase(oracleCase, options.Quantities);
            var evaluation = new CaseEvaluation(oracleCase, options.Values);
            var open = 0;
            var json = JsonText.Utf8(writer => open = ResultJson.Write(writer, evaluation, quantities));
            return new OracleAnswer(where) { Json = json, Table = options.Table ? OracleTable.Of(where, evaluation, quantities) : null, Open = open };
        }
        catch (CaseFormatException e)
        {
            return Failure(where, line, number, e.Message, isInternal: false);
        }
#pragma warning disable CA1031 // One case that fails must not lose the others.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Failure(where, line, number, $"internal error: {e.Message.ReplaceLineEndings(" ")} ({e.GetType().Name})", isInternal: true);
        }
    }

    /// <summary>The answer to a line that cannot be used; with the id, where one can be made out.</summary>
    public static OracleAnswer Failure(string where, ReadOnlyMemory<byte> line, long number, string message, bool isInternal) => new(where)
    {
        Error = message,
        IsInternal = isInternal,
        Json = JsonText.Utf8(writer =>
        {
            writer.WriteStartObject();
            if (IdOf(line) is { } id)
            {
                writer.WriteString("id", id);
            }

            writer.WriteNumber("line", number);
            writer.WriteString("error", message);
            writer.WriteEndObject();
        }),
    };

    private static string? IdOf(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("id", out var id)
                && id.ValueKind == JsonValueKind.String
                ? id.GetString()
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

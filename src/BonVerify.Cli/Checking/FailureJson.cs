using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BonVerify.Conformance;

namespace BonVerify.Cli.Checking;

/// <summary>Failures of programs as JSON files.</summary>
internal static partial class FailureJson
{
    private const int SchemaVersion = 1;

    /// <summary>Saves a failure as a file of its own, named by the quantity, the verdict and a hash of the request and the command.</summary>
    /// <returns>The path; the same failure of the same program has one file, however often it is found.</returns>
    public static string Save(string folder, CheckFailure failure)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', [failure.Request.ToJson(), .. failure.Command])));
        Directory.CreateDirectory(folder);
        var path = Path.Combine(
            folder, $"{failure.Request.Quantity.Id}-{CheckReport.NameOf(failure.Assessment)}-{Convert.ToHexStringLower(hash)[..8]}.json");
        NewFile.Write(path, Write(failure) + "\n");
        return path;
    }

    /// <summary>Writes a failure.</summary>
    public static string Write(CheckFailure failure) => JsonText.OfOrdinal(writer =>
    {
        writer.WriteStartObject();
        if (failure.Answers is [_, var again])
        {
            writer.WritePropertyName("again");
            WriteAnswer(writer, again);
        }

        writer.WritePropertyName("answer");
        WriteAnswer(writer, failure.Answers[0]);
        JsonText.WriteTexts(writer, "command", failure.Command);
        if (failure.Diagnosis is { } diagnosis)
        {
            writer.WriteString("diagnosis", diagnosis);
        }

        writer.WriteString("quantity", failure.Request.Quantity.Id);
        writer.WritePropertyName("request");
        writer.WriteRawValue(failure.Request.ToJson());
        writer.WriteNumber("schemaVersion", SchemaVersion);
        writer.WriteString("seed", failure.Seed.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("ties", TieConventions.NameOf(failure.Ties));
        writer.WriteString("tolerance", failure.Tolerance.ToString());
        writer.WriteString("toolVersion", failure.ToolVersion);
        writer.WriteString("verdict", CheckReport.NameOf(failure.Assessment));
        writer.WriteEndObject();
    });
}

namespace BonVerify.Cli.Estimation.Files;

/// <summary>
/// NaN, Infinity and -Infinity, which Python writes into JSON and JSON does not have: outside texts they become null, which means the same
/// here: there is no finite number.
/// </summary>
internal static class JsonLiterals
{
    /// <summary>Whether a text may have such literals.</summary>
    public static bool MayOccur(ReadOnlySpan<byte> json) => json.IndexOf("NaN"u8) >= 0 || json.IndexOf("Infinity"u8) >= 0;

    /// <summary>The text with null in their place; the places of everything else in a line may move.</summary>
    public static byte[] WithoutThem(ReadOnlySpan<byte> json)
    {
        var result = new List<byte>(json.Length + 16);
        var inText = false;
        for (var i = 0; i < json.Length; i++)
        {
            var rest = json[i..];
            if (inText)
            {
                result.Add(json[i]);
                if (json[i] == '\\' && i + 1 < json.Length)
                {
                    result.Add(json[++i]);
                }
                else if (json[i] == '"')
                {
                    inText = false;
                }
            }
            else if (rest.StartsWith("NaN"u8) || rest.StartsWith("-NaN"u8))
            {
                result.AddRange("null"u8);
                i += json[i] == '-' ? 3 : 2;
            }
            else if (rest.StartsWith("Infinity"u8) || rest.StartsWith("-Infinity"u8))
            {
                result.AddRange("null"u8);
                i += json[i] == '-' ? 8 : 7;
            }
            else
            {
                inText = json[i] == '"';
                result.Add(json[i]);
            }
        }

        return [.. result];
    }
}

using System.Globalization;
using System.Text;

namespace BonVerify;

/// <summary>
/// Characters that are not seen and yet change what is: they turn the direction of writing, break lines, or make two texts differ that look
/// the same. The joiners U+200C and U+200D are not among them: words of many languages are spelled with them.
/// </summary>
internal static class InvisibleCharacters
{
    /// <summary>The high surrogate of the tags, which repeat ASCII invisibly; what follows it is one of them.</summary>
    public const char Tags = '\uDB40';

    /// <summary>All of them.</summary>
    public const string All =
        "\u00AD\u034F\u061C\u180E\u200B\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2060\u2061\u2062\u2063\u2064\u2065\u2066\u2067\u2068\u2069"
        + "\u206A\u206B\u206C\u206D\u206E\u206F\uFEFF\uFFF9\uFFFA\uFFFB\uDB40";

    /// <summary>A text with escapes such as \u202e for the characters that are hidden; of a tag both halves are escaped.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isHidden">Whether the character at a place is.</param>
    public static string Escape(string text, Func<string, int, bool> isHidden)
    {
        var shown = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (!isHidden(text, i))
            {
                shown.Append(text[i]);
                continue;
            }

            AppendEscape(shown, text[i]);
            if (text[i] == Tags && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                AppendEscape(shown, text[++i]);
            }
        }

        return shown.ToString();
    }

    private static void AppendEscape(StringBuilder text, char c) => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
}

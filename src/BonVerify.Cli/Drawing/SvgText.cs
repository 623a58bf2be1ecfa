using System.Globalization;
using System.Text;
using System.Xml;
using BonVerify.Cli.Terminal;

namespace BonVerify.Cli.Drawing;

/// <summary>Texts and numbers in an SVG.</summary>
internal static class SvgText
{
    // Nobody knows the reader's fonts: about what the widest of the usual ones takes.
    private const double CharacterWidth = 0.6;

    /// <summary>A length or place in pixels, to a tenth.</summary>
    public static string Number(double value)
    {
        var rounded = Math.Round(value, 1);

        // No "-0".
        return (rounded == 0 ? 0 : rounded).ToString("0.#", CultureInfo.InvariantCulture);
    }

    /// <summary>A text as XML has it; what it cannot have, and what a terminal or a reader would obey, is shown escaped.</summary>
    public static string Escape(string text)
    {
        var visible = VisibleWriter.Visible(text);
        var escaped = new StringBuilder(visible.Length + 16);
        for (var i = 0; i < visible.Length; i++)
        {
            var c = visible[i];
            if (char.IsHighSurrogate(c) && i + 1 < visible.Length && char.IsLowSurrogate(visible[i + 1]))
            {
                escaped.Append(c).Append(visible[++i]);
                continue;
            }

            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                _ when XmlConvert.IsXmlChar(c) => escaped.Append(c),
                _ => escaped.Append('\uFFFD'),
            };
        }

        return escaped.ToString();
    }

    /// <summary>About how wide a text is, in pixels.</summary>
    public static double Width(string text, double size) => CharacterWidth * size * new StringInfo(text).LengthInTextElements;

    /// <summary>The beginning of a text that fits into a width.</summary>
    public static string Cut(string text, double width, double size)
    {
        var most = Math.Max(1, (int)(width / (CharacterWidth * size)));
        var elements = new StringInfo(text);
        return elements.LengthInTextElements <= most ? text : elements.SubstringByTextElements(0, Math.Max(1, most - 1)) + "…";
    }
}

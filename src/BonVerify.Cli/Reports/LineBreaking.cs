using System.Text.RegularExpressions;
using Spectre.Console;

namespace BonVerify.Cli.Reports;

/// <summary>Breaks sentences into lines: between words, and never within a number, an id, a formula or an interval.</summary>
internal static partial class LineBreaking
{
    /// <summary>The lines of a text; a piece that is longer than a line has one of its own.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">How many columns there are.</param>
    /// <param name="indent">How far the first line is indented.</param>
    /// <param name="hanging">How far the others are.</param>
    /// <returns>The lines, without blanks at their ends.</returns>
    public static IEnumerable<string> Lines(string text, int width, int indent = 0, int hanging = 2)
    {
        var line = new string(' ', indent);
        var isEmpty = true;
        foreach (var piece in Pieces(text).SelectMany(piece => piece.GetCellWidth() <= width - hanging ? [piece] : Terms(piece)))
        {
            if (!isEmpty && line.GetCellWidth() + 1 + piece.GetCellWidth() > width)
            {
                yield return line;
                (line, isEmpty) = (new string(' ', hanging), true);
            }

            line += isEmpty ? piece : " " + piece;
            isEmpty = false;
        }

        yield return isEmpty ? "" : line;
    }

    /// <summary>Words, and what belongs together: brackets and quotes, and the terms on the two sides of an operator.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var piece = "";
        var depth = 0;
        var isQuoted = false;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (piece.Length > 0 && depth <= 0 && !isQuoted && !IsOperator(word) && !IsOperator(piece[(piece.LastIndexOf(' ') + 1)..]))
            {
                yield return piece;
                piece = "";
            }

            piece += piece.Length == 0 ? word : " " + word;
            depth = piece.Count(static c => c is '(' or '[' or '{') - piece.Count(static c => c is ')' or ']' or '}');
            isQuoted = piece.Count(static c => c == '"') % 2 == 1;
        }

        if (piece.Length > 0)
        {
            yield return piece;
        }
    }

    /// <summary>The terms of what is longer than a line: a formula is broken before its operators, anything else between its words.</summary>
    private static IEnumerable<string> Terms(string piece)
    {
        var words = piece.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            var isLeading = IsOperator(words[i]) && i + 1 < words.Length;
            yield return isLeading ? $"{words[i]} {words[++i]}" : words[i];
        }
    }

    private static bool IsOperator(string word) => Operator().IsMatch(word);

    [GeneratedRegex("^([-+*/=<>]|[<>]=|≥|≤|~|=>)$")]
    private static partial Regex Operator();
}

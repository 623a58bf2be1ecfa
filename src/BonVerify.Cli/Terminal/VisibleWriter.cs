using System.Buffers;
using System.Globalization;
using System.Text;

namespace BonVerify.Cli.Terminal;

/// <summary>
/// Text for people with every character escaped that a terminal would obey: control characters, with which a text could write over
/// others or talk to the terminal, and the invisible ones. Ids, messages and answers come from files and
/// programs, and are shown as they are but for these.
/// </summary>
/// <param name="inner">Where the text goes.</param>
/// <param name="isQuiet">Whether it does no harm that nothing can be written there.</param>
internal sealed class VisibleWriter(TextWriter inner, bool isQuiet = false) : TextWriter(CultureInfo.InvariantCulture)
{
    private static readonly SearchValues<char> Hidden = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Where(static c => c is not ('\n' or '\t')).Select(static c => (char)c),
        .. InvisibleCharacters.All,
    ]);

    /// <summary>Standard error as it is, for a line that is written over.</summary>
    public static TextWriter PlainError { get; private set; } = Console.Error;

    public override Encoding Encoding => inner.Encoding;

    /// <summary>Makes standard output and standard error show what they are given.</summary>
    public static void Install()
    {
        PlainError = Console.Error;
        Console.SetOut(new VisibleWriter(Console.Out));
        Console.SetError(new VisibleWriter(Console.Error, isQuiet: true));
    }

    /// <summary>A text as it is shown.</summary>
    public static string Visible(string text) => text.AsSpan().IndexOfAny(Hidden) < 0 ? text : InvisibleCharacters.Escape(text, IsHidden);

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        try
        {
            if (buffer.IndexOfAny(Hidden) < 0)
            {
                inner.Write(buffer);
            }
            else
            {
                inner.Write(Visible(buffer.ToString()));
            }
        }
        catch (Exception e) when (isQuiet && (e is IOException or UnauthorizedAccessException))
        {
            // Standard error is closed or full: what is said there changes nothing.
        }
    }

    public override void Flush() => inner.Flush();

    // A line may end in two characters.
    private static bool IsHidden(string text, int i) => Hidden.Contains(text[i]) && !(text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n');
}

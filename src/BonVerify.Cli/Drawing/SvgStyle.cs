using System.Text;

namespace BonVerify.Cli.Drawing;

/// <summary>
/// Colours, dashes and markers. The colours are those of Okabe and Ito, which the colour-blind tell apart; each has a twin that is as good
/// on a dark ground. Dashes and markers say the same again for print without colour.
/// </summary>
internal static class SvgStyle
{
    /// <summary>The index of the colour of text and axes, for what is no case's own.</summary>
    public const int Ink = 6;

    /// <summary>The index of the marker that is a cross.</summary>
    public const int Cross = 5;

    private const string Class = "bonverify-figure";

    private static readonly (string Light, string Dark)[] Colours =
    [
        ("#0072b2", "#56b4e9"),
        ("#d55e00", "#e8803a"),
        ("#009e73", "#2bc49a"),
        ("#cc79a7", "#dd9cc0"),
        ("#e69f00", "#f0e442"),
        ("#56b4e9", "#9bb7ff"),
        ("#1f2328", "#e6e6e6"),
    ];

    private static readonly string[] Dashes = ["", "8 4", "2 3", "9 3 2 3", "14 4", "1 5"];

    /// <summary>How many colours there are beside the ink.</summary>
    public static int ColourCount => Ink;

    /// <summary>How many patterns of dashes there are, the solid line among them.</summary>
    public static int DashCount => Dashes.Length;

    /// <summary>How many markers there are.</summary>
    public static int MarkerCount => Cross + 1;

    /// <summary>The attributes of markers.</summary>
    public static string MarkerAttributes(bool isOpen) => isOpen ? "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"" : "fill=\"currentColor\"";

    /// <summary>The attribute of the root of a figure.</summary>
    public static string RootClass => Class;

    /// <summary>
    /// Rules for readers with a dark ground. Light ones are attributes of the elements, so that a program that knows no such rules shows
    /// the figure all the same.
    /// </summary>
    public static string Sheet { get; } = MakeSheet();

    /// <summary>The attributes of what is drawn in a colour.</summary>
    public static string Attributes(int colour) => $"class=\"c{colour}\" color=\"{Colours[colour].Light}\"";

    /// <summary>The attribute of dashes, with a space before it; empty for a solid line.</summary>
    public static string DashAttribute(int dash) => Dashes[dash].Length == 0 ? "" : $" stroke-dasharray=\"{Dashes[dash]}\"";

    /// <summary>The outline of a marker around a point, as a path.</summary>
    public static string Marker(int marker, double x, double y)
    {
        const double R = 3.6;
        const double Wide = 4.4;
        const double Arm = 3.2;
        return marker switch
        {
            0 => $"M{N(x - R)},{N(y)}a{N(R)},{N(R)} 0 1,0 {N(2 * R)},0a{N(R)},{N(R)} 0 1,0 {N(-2 * R)},0Z",
            1 => $"M{N(x - R)},{N(y - R)}h{N(2 * R)}v{N(2 * R)}h{N(-2 * R)}Z",
            2 => $"M{N(x)},{N(y - Wide)}l{N(Wide)},{N(1.75 * Wide)}h{N(-2 * Wide)}Z",
            3 => $"M{N(x)},{N(y - Wide)}l{N(Wide)},{N(Wide)}l{N(-Wide)},{N(Wide)}l{N(-Wide)},{N(-Wide)}Z",
            4 => $"M{N(x)},{N(y + Wide)}l{N(Wide)},{N(-1.75 * Wide)}h{N(-2 * Wide)}Z",
            _ => $"M{N(x - 1.2)},{N(y - Wide)}h2.4v{N(Arm)}h{N(Arm)}v2.4h{N(-Arm)}v{N(Arm)}h-2.4v{N(-Arm)}h{N(-Arm)}v-2.4h{N(Arm)}Z",
        };

        static string N(double value) => SvgText.Number(value);
    }

    private static string MakeSheet()
    {
        var sheet = new StringBuilder("@media (prefers-color-scheme:dark){");
        sheet.Append($".{Class} .paper{{fill:#16191d}}.{Class} .grid{{stroke:#3a4048}}");
        for (var i = 0; i < Colours.Length; i++)
        {
            sheet.Append($".{Class} .c{i}{{color:{Colours[i].Dark}}}");
        }

        return sheet.Append('}').ToString();
    }
}

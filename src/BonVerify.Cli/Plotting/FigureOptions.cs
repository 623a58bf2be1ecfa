using BonVerify.Cli.Drawing;

namespace BonVerify.Cli.Plotting;

/// <summary>What a user may say about any figure.</summary>
/// <param name="Title">The title, or null for the figure's own.</param>
/// <param name="Width">The width, in pixels.</param>
/// <param name="Height">The height, in pixels.</param>
internal sealed record FigureOptions(string? Title = null, int Width = Figure.DefaultWidth, int Height = Figure.DefaultHeight)
{
    public static FigureOptions Default { get; } = new();

    /// <summary>The figure as the user wants it.</summary>
    public Figure ApplyTo(Figure figure) => figure with { Title = Title ?? figure.Title, Width = Width, Height = Height };
}

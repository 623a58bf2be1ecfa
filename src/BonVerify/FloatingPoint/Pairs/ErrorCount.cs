namespace BonVerify.FloatingPoint.Pairs;

/// <summary>
/// A bound on the relative error of a positive number, in units of u²: running an algorithm on it gives, to first order,
/// the bound of its result.
/// </summary>
internal readonly struct ErrorCount(double count) : IPreciseNumber<ErrorCount>
{
    public double Count { get; } = count;

    /// <inheritdoc/>
    public static ErrorCount AddPositive(ErrorCount a, ErrorCount b) => new(Math.Max(a.Count, b.Count) + ErrorBounds.Add);

    /// <inheritdoc/>
    public static ErrorCount Multiply(ErrorCount a, ErrorCount b) => new(a.Count + b.Count + ErrorBounds.Multiply);

    /// <inheritdoc/>
    public static ErrorCount Square(ErrorCount a) => new(2 * a.Count + ErrorBounds.Square);
}

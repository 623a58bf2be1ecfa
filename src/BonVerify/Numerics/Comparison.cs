namespace BonVerify.Numerics;

/// <summary>
/// The statement that one number is at most, below, or equal to another. It is made by operators of <see cref="ComputableReal"/>, and
/// decided by enclosures at growing precision, exactly where both sides are known exactly; that may stay open, hence it is no Boolean.
/// </summary>
/// <remarks>Immutable and safe for use by many threads.</remarks>
public sealed class Comparison
{
    private Comparison(ComputableReal left, string symbol, ComputableReal right)
    {
        Left = Preconditions.NotNull(left);
        Symbol = symbol;
        Right = Preconditions.NotNull(right);
    }

    /// <summary>The left side.</summary>
    public ComputableReal Left { get; }

    /// <summary>How it is to stand to the right side: <c>&lt;=</c>, <c>&lt;</c> or <c>=</c>.</summary>
    public string Symbol { get; }

    /// <summary>The right side.</summary>
    public ComputableReal Right { get; }

    /// <summary>The statement left ≤ right.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>The statement.</returns>
    public static Comparison AtMost(ComputableReal left, ComputableReal right) => new(left, "<=", right);

    /// <summary>The statement left &lt; right.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>The statement.</returns>
    public static Comparison Below(ComputableReal left, ComputableReal right) => new(left, "<", right);

    /// <summary>The statement left = right.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>The statement.</returns>
    public static Comparison Same(ComputableReal left, ComputableReal right) => new(left, "=", right);

    /// <summary>Whether it is true.</summary>
    /// <param name="maxPrecision">The highest precision, in bits, at which enclosures are compared.</param>
    /// <returns>Whether it is true; <see langword="null"/> when the precision does not tell.</returns>
    public bool? Decide(int maxPrecision) => (Left.CompareTo(Right, maxPrecision), Symbol) switch
    {
        (Ordering.Open, _) => null,
        (Ordering.Less, "=") => false,
        (Ordering.Less, _) => true,
        (Ordering.Equal, "<") => false,
        (Ordering.Equal, _) => true,
        _ => false,
    };

    /// <summary>Both sides, as they are written.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => $"{Left} {Symbol} {Right}";
}

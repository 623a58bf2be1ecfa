using System.Globalization;

namespace BonVerify.Interchange;

/// <summary>Doubles as texts that read back as the same doubles.</summary>
public static class DoubleText
{
    /// <summary>The shortest such text, or one with 17 digits.</summary>
    /// <param name="value">A double; NaN and infinities have the runtime's invariant names.</param>
    /// <returns>The text, in the invariant culture.</returns>
    /// <remarks>
    /// The runtime's own shortest text of 2^−25 and of 2^−958 is that of the double below (at a power of two the doubles
    /// below are nearer than those above), hence the check.
    /// </remarks>
    public static string Of(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return double.IsNaN(value) || double.Parse(text, CultureInfo.InvariantCulture) == value
            ? text
            : value.ToString("G17", CultureInfo.InvariantCulture);
    }
}

namespace BonVerify.Numerics;

public readonly partial struct Enclosure
{
    private const int MaxShownDigits = 10;

    // Beyond 2^±4000 the few digits that are certain are not told from the radius: powers of ten would be written out.
    private const int MaxExponent = 4000;

    /// <summary>
    /// The interval for people: the digits that are certain, ten at most, and the radius, rounded up, as in
    /// <c>0.1592089088… [±1e-25]</c>. Three dots stand for digits that are known and left out; without them the number differs
    /// from the text by at most the radius.
    /// </summary>
    /// <returns>A one-line text; <see cref="ToExactText"/> and <see cref="ToDecimal"/> give both ends.</returns>
    public override string ToString()
    {
        var radius = (Upper - Lower).ScaleByPowerOfTwo(-1);
        var middle = Lower + radius;
        var size = middle.Sign < 0 ? -middle : middle;
        var sign = middle.Sign < 0 ? "-" : "";
        if (radius.IsZero)
        {
            var digits = DecimalFormat.Format(size, MaxShownDigits, RoundingDirection.Down);
            return sign + (DecimalFormat.Format(size, MaxShownDigits, RoundingDirection.Up) == digits ? digits : digits + "…");
        }

        // How many digits of the middle are above the radius; log₁₀ 2 = 0.30103.
        var certain = middle.IsZero ? 0 : (size.TopExponent - radius.TopExponent) * 0.30103;
        if (certain > MaxShownDigits)
        {
            return $"{sign}{DecimalFormat.Format(size, MaxShownDigits, RoundingDirection.Down)}… [±{Rounded(radius)}]";
        }

        if (Math.Max(Math.Abs(size.TopExponent), Math.Abs(radius.TopExponent)) > MaxExponent)
        {
            return ToDecimal(MaxShownDigits).ToString();
        }

        if (certain < 1)
        {
            return $"0 [±{Rounded(size + radius)}]";
        }

        var shown = DecimalFormat.Format(size, (int)certain, RoundingDirection.Down);
        var left = size.ToRational() - Rational.Parse(shown) + radius.ToRational();
        return $"{sign}{shown} [±{DecimalFormat.Format(left, 1, RoundingDirection.Up)}]";

        static string Rounded(Dyadic value) => DecimalFormat.Format(value, 1, RoundingDirection.Up);
    }

    /// <summary>The exact end points, as <c>[lower, upper]</c>, each an integer times a power of two.</summary>
    /// <returns>A one-line text.</returns>
    public string ToExactText() => $"[{Lower}, {Upper}]";
}

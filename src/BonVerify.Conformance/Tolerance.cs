using System.Globalization;

namespace BonVerify.Conformance;

/// <summary>
/// How far an answer may be from the truth: a set of accepted answers that grows with each limit. Any one of the limits that are
/// given is enough.
/// </summary>
/// <param name="Ulps">In units in the last place of the nearest double; <see langword="null"/> for no such limit.</param>
/// <param name="Relative">As a share of the true value, of 1e-296 where that is smaller: below the normal range a double has no relative accuracy to keep.</param>
/// <param name="Absolute">As it is; divergences in nats.</param>
public sealed record Tolerance(double? Ulps, double? Relative, double? Absolute)
{
    private const double LeastScale = 1e-296;
    private const double DefaultCancelling = 1e-14;
    private const string Rule = "must be float32, or limits such as ulps=4, rel=1e-12, abs=1e-15 or cancel=1e-14, separated by commas";

    /// <summary>
    /// A relative 1e-9: stable code in doubles keeps to it by far, and F^n − F₋^n as written in the book does not.
    /// </summary>
    public static Tolerance Default { get; } = new(null, 1e-9, null);

    /// <summary>For implementations in single precision: float32 has 7 digits, and n draws amplify their rounding.</summary>
    public static Tolerance SinglePrecision { get; } = new(null, 1e-3, 1e-37) { Cancelling = 1e-5 };

    /// <summary>Only the correctly rounded double is accepted.</summary>
    public static Tolerance CorrectlyRounded { get; } = new(0, null, null) { Cancelling = 0 };

    /// <summary>Where the true value is a sum of terms that may cancel: the error that is allowed, as a share of the terms.</summary>
    public double Cancelling { get; init; } = DefaultCancelling;

    /// <summary>The tolerance in words.</summary>
    public string Sentence
    {
        get
        {
            var limits = Limits().Select(static limit => $"{limit.Name}={Text(limit.Value)}");
            return string.Join(", ", Cancelling > 0 ? limits.Append($"abs={Text(Cancelling)} where terms may cancel") : limits);
        }
    }

    /// <summary>Reads <c>ulps=4,rel=1e-12</c> or the name of a preset.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The tolerance.</returns>
    /// <exception cref="ArgumentException">The text is not a tolerance; the message says what one is.</exception>
    public static Tolerance Parse(string text) =>
        Read(text, out var tolerance) is { } problem ? throw new ArgumentException($"the tolerance is '{text}'; it {problem}.", nameof(text)) : tolerance;

    /// <summary>Reads a tolerance; answers the rule that the text breaks, or null.</summary>
    internal static string? Read(string text, out Tolerance tolerance)
    {
        switch (text.Trim())
        {
            case "default":
                tolerance = Default;
                return null;
            case "float32":
                tolerance = SinglePrecision;
                return null;
        }

        tolerance = new Tolerance(null, null, null);
        foreach (var part in text.Split(','))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0
                || !double.TryParse(part.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var limit)
                || !(limit >= 0) || !double.IsFinite(limit))
            {
                return Rule;
            }

            switch (part[..equals].Trim())
            {
                case "ulps":
                    tolerance = tolerance with { Ulps = limit };
                    break;
                case "rel":
                    tolerance = tolerance with { Relative = limit };
                    break;
                case "abs":
                    tolerance = tolerance with { Absolute = limit };
                    break;
                case "cancel":
                    tolerance = tolerance with { Cancelling = limit };
                    break;
                default:
                    return Rule;
            }
        }

        return null;
    }

    /// <summary>The tolerance as <see cref="Parse"/> reads it.</summary>
    /// <returns>A word.</returns>
    public override string ToString() =>
        string.Join(',', Limits().Append((Name: "cancel", Value: Cancelling)).Select(static limit => $"{limit.Name}={Text(limit.Value)}"));

    /// <summary>How an answer that is off by this much is accepted.</summary>
    /// <param name="error">The largest possible distance from the truth.</param>
    /// <param name="nearest">The double nearest to the truth.</param>
    /// <param name="terms">The magnitude of the terms that make up the truth by cancelling, 0 when they do not.</param>
    internal Acceptance Grade(double error, double nearest, double terms)
    {
        var size = Math.Abs(nearest);
        return error <= Relative * Math.Max(size, LeastScale) || error <= Ulps * Ulp(nearest) ? Acceptance.Accurate
            : error <= Absolute || error <= Cancelling * terms ? Acceptance.ByAllowance
            : Acceptance.None;
    }

    /// <summary>The distance between the doubles next to a number.</summary>
    internal static double Ulp(double value) => Math.BitIncrement(Math.Abs(value)) - Math.Abs(value);

    private IEnumerable<(string Name, double Value)> Limits()
    {
        if (Ulps is { } ulps)
        {
            yield return ("ulps", ulps);
        }

        if (Relative is { } relative)
        {
            yield return ("rel", relative);
        }

        if (Absolute is { } absolute)
        {
            yield return ("abs", absolute);
        }
    }

    private static string Text(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        return mark < 0 ? text : $"{text[..mark]}e{int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)}";
    }
}

/// <summary>How an answer is accepted.</summary>
internal enum Acceptance
{
    /// <summary>By the relative limit or that in ulps.</summary>
    Accurate,

    /// <summary>Only by an absolute allowance.</summary>
    ByAllowance,

    /// <summary>Not at all.</summary>
    None,
}

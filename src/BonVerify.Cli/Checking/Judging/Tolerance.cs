using System.Globalization;
using BonVerify.Numerics;

namespace BonVerify.Cli.Checking.Judging;

/// <summary>How far an answer may be from the truth; any one of the limits that are given is enough.</summary>
/// <param name="Ulps">In units in the last place of the nearest double.</param>
/// <param name="Relative">As a share of the true value.</param>
/// <param name="Absolute">As it is; divergences in nats.</param>
internal sealed record Tolerance(double? Ulps, double? Relative, double? Absolute)
{
    /// <summary>
    /// A relative 1e-9: stable code in doubles keeps to it by far, and F^n − F₋^n as written in the book does not. Where
    /// a sum of terms of both signs may cancel to 0, 1e-14 of its terms is forgiven.
    /// </summary>
    public static Tolerance Default { get; } = new(null, 1e-9, null);

    // Below the normal range a double has no relative accuracy to keep.
    private const double Underflow = 1e-305;

    private const string Rule = "must be limits such as ulps=4, rel=1e-12 or abs=1e-15, separated by commas";

    /// <summary>The share of the terms of a sum that is forgiven by default.</summary>
    public const double CancellationFloor = 1e-14;

    /// <summary>Reads <c>ulps=4,rel=1e-12</c>.</summary>
    /// <exception cref="InputException">The text is not a tolerance.</exception>
    public static Tolerance Parse(string text, string option = "--tolerance")
    {
        var tolerance = new Tolerance(null, null, null);
        foreach (var part in text.Split(','))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var limit = equals > 0 && double.TryParse(part.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && value >= 0 && double.IsFinite(value)
                ? value
                : throw new InputException($"{option} is '{text}'; it {Rule}.");
            tolerance = part[..equals].Trim() switch
            {
                "ulps" => tolerance with { Ulps = limit },
                "rel" => tolerance with { Relative = limit },
                "abs" => tolerance with { Absolute = limit },
                _ => throw new InputException($"{option} is '{text}'; it {Rule}."),
            };
        }

        return tolerance;
    }

    /// <summary>Whether an answer is certain to be within the tolerance of an enclosed truth.</summary>
    /// <param name="answer">A finite answer.</param>
    /// <param name="truth">The truth.</param>
    /// <param name="terms">The magnitude of the terms that make up the truth by cancelling, 0 when they do not.</param>
    public bool Accepts(double answer, TrueValue truth, double terms)
    {
        var error = truth.LargestError(answer);
        var size = Math.Abs(truth.Nearest);
        return IsForgiven(error, terms)
            || error <= Absolute
            || error <= Relative * size
            || error <= Ulps * Ulp(truth.Nearest);
    }

    /// <summary>The distance in units in the last place of the nearest double; null where that is no measure.</summary>
    public double? UlpsOf(double answer, TrueValue truth, double terms)
    {
        var error = truth.LargestError(answer);
        return answer == truth.Nearest || !(truth.Nearest == 0 || IsForgiven(error, terms)) ? error / Ulp(truth.Nearest) : null;
    }

    private bool IsForgiven(double error, double terms) =>
        error <= Underflow || (this == Default && error <= CancellationFloor * terms);

    /// <inheritdoc/>
    public override string ToString() => string.Join(',', new[] { ("ulps", Ulps), ("rel", Relative), ("abs", Absolute) }
        .Where(static limit => limit.Item2 is not null)
        .Select(static limit => FormattableString.Invariant($"{limit.Item1}={limit.Item2:R}")));

    private static double Ulp(double value) => Math.BitIncrement(Math.Abs(value)) - Math.Abs(value);
}

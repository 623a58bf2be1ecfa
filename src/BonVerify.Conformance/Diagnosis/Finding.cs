using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>A known mistake that explains failures of a quantity.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="Mistake">The mistake.</param>
/// <param name="Explained">The failures that it explains.</param>
/// <param name="Failures">How many failures the quantity has.</param>
public sealed record Finding(Quantity Quantity, Mistake Mistake, IReadOnlyList<Judgement> Explained, int Failures)
{
    private const int FewestForCertainty = 5;

    /// <summary>Where the failures lie, for a loss of accuracy; otherwise <see langword="null"/>.</summary>
    public string? Region => Mistake.IsLossOfAccuracy ? DescribeRegion(Explained) : null;

    /// <summary>Whether the failures are so few that other mistakes might explain them as well.</summary>
    public bool IsTentative => Explained.Select(static judgement => judgement.Request).Distinct().Count() < FewestForCertainty;

    private static string DescribeRegion(IReadOnlyList<Judgement> failures)
    {
        var draws = failures.Select(static failure => failure.Request.Input.Draws).ToArray();
        var masses = failures.Select(static failure => failure.Request.Input.SmallestMass).Where(static mass => mass is not null).ToArray();
        var errors = failures.Select(static failure => failure.RelativeError).Where(static error => error is { } e && double.IsFinite(e)).ToArray();
        var name = failures[0].Request.Input is PassAtKInput ? "k" : "n";
        var parts = new List<string>
        {
            draws.Min() == draws.Max()
                ? FormattableString.Invariant($"{name} = {draws.Min()}")
                : FormattableString.Invariant($"{name} from {draws.Min()} to {draws.Max()}"),
        };
        if (masses.Length > 0)
        {
            parts.Add(FormattableString.Invariant($"smallest mass at most {masses.Max():G3}"));
        }

        if (errors.Length > 0)
        {
            parts.Add(FormattableString.Invariant($"relative errors up to {errors.Max():G2}"));
        }

        return string.Join(", ", parts);
    }
}

using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Cli.Verification;

/// <summary>A case with the place it comes from: a line of a file, or a generated case and its replay triple.</summary>
internal sealed record NamedCase(PolicyCase Case, string Place, ReplayState? Replay = null)
{
    private const int MaxShown = 40;

    /// <summary>Its place in the whole run.</summary>
    public CaseOrder Order { get; init; }

    /// <summary>The place, with the triple from which the generator makes the case again.</summary>
    public string Origin => Replay is var (seed, gamma, size)
        ? FormattableString.Invariant($"{Place} (replay {seed},{gamma},{size})")
        : Place;

    /// <summary>The case in short, for a table.</summary>
    public string Shown
    {
        get
        {
            if (Case.Id is { } id)
            {
                return FormattableString.Invariant($"{id}, n = {Case.N}");
            }

            var policy = Case.Reference.ToString();
            var shown = policy.Length <= MaxShown
                ? policy
                : FormattableString.Invariant($"{Case.Reference.Count} outcomes, {Place}");
            return FormattableString.Invariant($"{shown}, n = {Case.N}");
        }
    }
}

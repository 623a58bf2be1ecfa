using BonVerify.Interchange;

namespace BonVerify.Cli.Verification;

/// <summary>A case with the place it comes from: a line of a file, or a replay triple of the generator.</summary>
internal sealed record NamedCase(PolicyCase Case, string Origin)
{
    private const int MaxShown = 60;

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
                : FormattableString.Invariant($"{Case.Reference.Count} outcomes from {Origin}");
            return FormattableString.Invariant($"{shown}, n = {Case.N}");
        }
    }
}

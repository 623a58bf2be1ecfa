using System.Text;
using BonVerify.Claims;
using BonVerify.Cli.Verification;

namespace BonVerify.Cli.Commands;

/// <summary>The page of the documentation about the claims: proofs/CLAIMS.md is its output.</summary>
internal static class ClaimsPage
{
    public static string Of(IReadOnlyList<Claim> claims)
    {
        var page = new StringBuilder("""
            # The claims

            Made from the catalogue by `bonverify claims --markdown`; do not edit. KL and all gaps are in nats. The n draws come from a
            reference policy p on finitely many outcomes; outcomes of equal reward form a level, P is the mass of a level, F the mass of
            all levels up to it, eps_inf the mass of the top level; q is the best-of-n policy, W its win rate against p, "gap" is
            ln n - (n-1)/n - KL. Every claim is tested over generated cases, and tests show that each which holds rejects some wrong
            implementation.

            | claim | statement | status | source |
            |---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var claim in claims)
        {
            page.Append($"| [`{claim.Id}`](#{claim.Id}) | ${claim.Latex.Replace(@"\|", @"\Vert ", StringComparison.Ordinal)}$ | {VerifyReport.StatusOf(claim)} | {claim.Source} |\n");
        }

        foreach (var claim in claims)
        {
            page.Append($"\n## {claim.Id}\n\n");
            page.Append($"{Escaped(claim.Statement)} *{Capitalised(VerifyReport.StatusOf(claim))}; {Escaped(claim.Source)}.*\n\n");
            page.Append($"- Why: {Escaped(claim.Argument)}\n");
            page.Append($"- Decided: {Escaped(claim.Method)}\n");
            if (claim.CoqTheorems.Count > 0)
            {
                page.Append($"- Coq: {string.Join(", ", claim.CoqTheorems.Select(static theorem => $"`{theorem}`"))}\n");
            }

            foreach (var known in claim.Counterexamples)
            {
                page.Append($"- Counterexample: `{known.Reference}`, n = {known.N} ({Escaped(known.Description)})\n");
            }
        }

        return page.ToString();
    }

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    // The statements are plain text: what Markdown would read as markup is escaped.
    private static string Escaped(string text) => new StringBuilder(text)
        .Replace(@"\", @"\\").Replace("*", @"\*").Replace("_", @"\_").Replace("<", @"\<").Replace("|", @"\|").ToString();
}

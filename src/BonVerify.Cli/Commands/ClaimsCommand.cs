using System.CommandLine;
using System.Text.Json;
using BonVerify.Claims;
using BonVerify.Cli.Reports;
using BonVerify.Cli.Terminal;
using BonVerify.Cli.Verification;

namespace BonVerify.Cli.Commands;

/// <summary><c>bonverify claims</c>: what the catalogue says.</summary>
internal static class ClaimsCommand
{
    private const int SchemaVersion = 1;

    public static Command Create()
    {
        var id = new Argument<string?>("id") { Description = "One claim, in full.", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "Write everything about the claims as JSON." };
        var markdown = new Option<bool>("--markdown") { Description = "Write the claims as the page of the documentation." };
        var command = new Command("claims", "List the claims, or one of them in full.") { id, json, markdown };
        command.SetAction(parsed =>
        {
            var wanted = parsed.GetValue(id);
            var claims = wanted is null ? Catalogue.All : [Find(wanted)];
            if (parsed.GetValue(json))
            {
                WriteJson(claims);
            }
            else if (parsed.GetValue(markdown))
            {
                Console.Out.Write(ClaimsPage.Of(claims));
            }
            else if (wanted is null)
            {
                TerminalReport.Standard.Table(
                    ["claim", "status", new Column("statement", IsProse: true)],
                    claims.Select(claim => (IReadOnlyList<string>)[claim.Id, VerifyReport.StatusOf(claim), claim.Statement]));
            }
            else
            {
                WriteOne(claims[0]);
            }

            return ExitCode.Verified;
        });
        return command;
    }

    private static Claim Find(string id) => Catalogue.All.FirstOrDefault(claim => claim.Id == id)
        ?? throw new InputException($"id is '{id}'{Suggestion.For(id, Catalogue.All)}; it must be one of {string.Join(", ", Catalogue.All)}.");

    private static void WriteOne(Claim claim)
    {
        Console.Out.WriteLine($"""
            {claim.Id} ({VerifyReport.StatusOf(claim)})
            {claim.Statement}
            LaTeX:   {claim.Latex}
            Source:  {claim.Source}
            Why:     {claim.Argument}
            Decided: {claim.Method}
            """);
        foreach (var theorem in claim.CoqTheorems)
        {
            Console.Out.WriteLine($"Coq:     {theorem}");
        }

        foreach (var known in claim.Counterexamples)
        {
            Console.Out.WriteLine($"Counterexample: {known.Reference}, n = {known.N} ({known.Description})");
        }
    }

    private static void WriteJson(IReadOnlyList<Claim> claims) => Output.WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("claims");
        foreach (var claim in claims)
        {
            WriteClaim(writer, claim);
        }

        writer.WriteEndArray();
        writer.WriteNumber("schemaVersion", SchemaVersion);
        writer.WriteString("toolVersion", Output.ToolVersion);
        writer.WriteEndObject();
    });

    private static void WriteClaim(Utf8JsonWriter writer, Claim claim)
    {
        writer.WriteStartObject();
        writer.WriteString("argument", claim.Argument);
        JsonText.WriteTexts(writer, "coqTheorems", claim.CoqTheorems);
        writer.WriteStartArray("counterexamples");
        foreach (var known in claim.Counterexamples)
        {
            writer.WriteStartObject();
            writer.WriteString("description", known.Description);
            writer.WriteNumber("n", known.N);
            writer.WriteString("reference", known.Reference.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("id", claim.Id);
        writer.WriteString("latex", claim.Latex);
        writer.WriteString("method", claim.Method);
        writer.WriteString("source", claim.Source);
        writer.WriteString("statement", claim.Statement);
        writer.WriteString("status", VerifyReport.StatusOf(claim));
        writer.WriteEndObject();
    }
}

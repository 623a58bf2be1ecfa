using System.CommandLine;
using BonVerify.Claims;
using BonVerify.Cli.Terminal;
using BonVerify.Cli.Verification;

namespace BonVerify.Cli.Commands;

/// <summary><c>bonverify claims</c>: what the catalogue says.</summary>
internal static class ClaimsCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("id") { Description = "One claim, in full.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("claims", "List the claims, or one of them in full.") { id };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(id) is { } wanted)
            {
                WriteOne(wanted);
            }
            else
            {
                Output.WriteTable(
                    ["claim", "status", "statement"],
                    Catalogue.All.Select(claim => (IReadOnlyList<string>)[claim.Id, VerifyReport.StatusOf(claim), claim.Statement]));
            }

            return ExitCode.Verified;
        });
        return command;
    }

    private static void WriteOne(string id)
    {
        var claim = Catalogue.All.FirstOrDefault(claim => claim.Id == id)
            ?? throw new InputException($"id is '{id}'; it must be one of {string.Join(", ", Catalogue.All)}.");
        Console.Out.WriteLine($"""
            {claim.Id} ({VerifyReport.StatusOf(claim)})
            {claim.Statement}
            LaTeX:  {claim.Latex}
            Source: {claim.Source}
            Why:    {claim.Argument}
            """);
        foreach (var theorem in claim.CoqTheorems)
        {
            Console.Out.WriteLine($"Coq:    {theorem}");
        }

        foreach (var known in claim.Counterexamples)
        {
            Console.Out.WriteLine($"Counterexample: {known.Reference}, n = {known.N} ({known.Description})");
        }
    }
}

using System.Globalization;
using BonVerify.Cli.Terminal;
using BonVerify.Interchange;

namespace BonVerify.Cli.Oracle;

/// <summary>The result of a case as a table for people.</summary>
internal static class OracleTable
{
    private const int MaxExact = 60;

    public static void Write(OracleAnswer answer, IReadOnlyList<Quantity> quantities, TextWriter writer)
    {
        if (answer.Evaluation is not { } evaluation)
        {
            Console.Error.WriteLine($"bonverify: {answer.Where}: {answer.Error}");
            return;
        }

        writer.WriteLine($"{evaluation.Case.Id ?? answer.Where}: {Shown(evaluation.Case)}");
        Output.WriteTable(
            ["quantity", "nearest double", "exact, or enclosure", "meaning"],
            quantities.Where(quantity => quantity.Kind == evaluation.Case.Kind).SelectMany(quantity => Rows(quantity, evaluation)),
            writer);
    }

    private static string Shown(OracleCase oracleCase) => oracleCase switch
    {
        PolicyCase c => FormattableString.Invariant($"{Cut(c.Reference.ToString())}, n = {c.N}"),
        EstimatorCase c => FormattableString.Invariant($"epsilon = {Cut(c.Epsilon.ToString())}, n = {c.N}"),
        PoolCase c => FormattableString.Invariant($"pool of {c.PoolSize}, n = {c.N}"),
        PassAtKCase c => FormattableString.Invariant($"{c.Correct} of {c.Total} correct, k = {c.K}"),
        _ => oracleCase.ToString(),
    };

    private static IEnumerable<IReadOnlyList<string>> Rows(Quantity quantity, CaseEvaluation evaluation)
    {
        var result = evaluation.Evaluate(quantity);
        if (result is QuantityResult.NotApplicable(var reason))
        {
            yield return [quantity.Id, "-", reason, quantity.Description];
        }

        for (var i = 0; i < result.Values.Count; i++)
        {
            var value = result.Values[i];
            yield return
            [
                quantity.IsList ? string.Create(CultureInfo.InvariantCulture, $"{quantity.Id}[{i}]") : quantity.Id,
                value.Nearest is { } nearest ? DoubleText.Of(nearest) : "open",
                value.Exact is { Length: <= MaxExact } exact ? exact : value.Enclosure.ToString(),
                i == 0 ? quantity.Description : "",
            ];
        }
    }

    private static string Cut(string text) => text.Length <= MaxExact ? text : text[..MaxExact] + "…";
}

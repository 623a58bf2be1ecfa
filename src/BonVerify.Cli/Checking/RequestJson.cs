using System.Text.Json;
using BonVerify.Cli.Checking.Cases;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking;

/// <summary>Reads a request as <c>check</c> prints it, doubles as doubles.</summary>
internal static class RequestJson
{
    /// <summary>Reads one request.</summary>
    /// <param name="text">A JSON object.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <exception cref="InputException">It is not a request; the message says why.</exception>
    public static CheckRequest Parse(string text, string source = "--request")
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var id = root.GetProperty("quantity").GetString()!;
            var quantity = Quantity.Find(id) ?? throw new InputException($"{source} has quantity '{id}'; bonverify oracle --list names those there are.");
            SentCase sent =
                quantity.Kind == CaseKind.Policy ? ReadPolicy(root)
                : quantity.Kind == CaseKind.Estimator ? new SentEstimator(root.GetProperty("n").GetInt32(), root.GetProperty("epsilon").GetDouble())
                : quantity.Kind == CaseKind.Pool ? new SentPool(Numbers(root.GetProperty("rewards")), root.GetProperty("n").GetInt32())
                : quantity.Kind == CaseKind.PassAtK ? new SentPassAtK(
                    root.GetProperty("total").GetInt32(), root.GetProperty("correct").GetInt32(), root.GetProperty("k").GetInt32())
                : throw new InvalidOperationException($"{quantity} is of kind {quantity.Kind}, of which no case can be sent.");

            // Refuses what is no case, by the rules of the oracle.
            _ = sent.Exactly;
            return new CheckRequest(quantity, sent);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new InputException($"{source} is not a request of the protocol: {e.Message}");
        }
    }

    private static SentPolicy ReadPolicy(JsonElement root)
    {
        var probabilities = Numbers(root.GetProperty("probabilities"));
        var rewards = root.TryGetProperty("rewards", out var given) ? Numbers(given) : [.. probabilities.Select(static (_, i) => (double)i)];
        return new SentPolicy(probabilities, rewards, root.GetProperty("n").GetInt32());
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(static item => item.GetDouble())];
}

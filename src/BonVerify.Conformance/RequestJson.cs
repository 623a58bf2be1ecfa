using System.Text.Json;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>Requests as the protocol writes them, read back: doubles as doubles, and nothing passed over.</summary>
public static class RequestJson
{
    /// <summary>Reads one request.</summary>
    /// <param name="json">A JSON object.</param>
    /// <returns>The request; its case may be one that is to be refused.</returns>
    /// <exception cref="ArgumentException">It is not a request of the protocol; the message says why.</exception>
    public static Request Parse(string json) =>
        Read(Preconditions.NotNull(json), out var request) is { } problem ? throw new ArgumentException(problem, nameof(json)) : request!;

    /// <summary>Reads one request; answers what is wrong with the text, or null.</summary>
    internal static string? Read(string json, out Request? request)
    {
        request = null;
        try
        {
            using var document = JsonText.Document(json);
            return Read(document.RootElement, out request);
        }
        catch (JsonException e)
        {
            return $"not valid JSON{JsonText.Why(e)}; a request is one JSON object.";
        }
    }

    private static string? Read(JsonElement root, out Request? request)
    {
        request = null;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return "not a JSON object; a request is one JSON object.";
        }

        if (!root.TryGetProperty("quantity", out var name) || name.ValueKind != JsonValueKind.String)
        {
            return "quantity is missing; a request names one, such as \"kl\".";
        }

        if (Quantity.Find(name.GetString()!) is not { } quantity)
        {
            return $"quantity is '{Preconditions.Shown(name.GetString())}'; it must be one of {string.Join(", ", Quantity.All)}.";
        }

        var form = InputForm.Of(quantity);
        var fields = new Dictionary<string, JsonElement>();
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name is not ("id" or "quantity") && form.Fields.All(field => field.Name != property.Name))
            {
                return $"'{Preconditions.Shown(property.Name)}' is not a field of a request for {quantity}; the fields are {string.Join(", ", form.Fields.Select(static field => field.Name))}.";
            }

            if (!fields.TryAdd(property.Name, property.Value))
            {
                return $"{property.Name} appears twice; a field may appear once.";
            }
        }

        foreach (var field in form.Fields)
        {
            if (!fields.TryGetValue(field.Name, out var value))
            {
                if (!field.IsOptional)
                {
                    return $"{field.Name} is missing; a request for {quantity} needs it.";
                }
            }
            else if (!field.Fits(value))
            {
                return $"{field.Name} is not {field.TypeInWords}; it must be.";
            }
        }

        var problem = form.Read(fields, out var input);
        if (problem is not null)
        {
            return problem;
        }

        if (!input!.IsWithinBudget)
        {
            return "the numbers are so large that the exact value is over budget.";
        }

        request = new Request(quantity, input);
        return null;
    }
}

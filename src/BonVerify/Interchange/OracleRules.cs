using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Interchange;

/// <summary>What the doors of the oracle have in common: the names and limits of its options.</summary>
internal static class OracleRules
{
    public const int MaxDigits = 100_000;
    public const int MinPrecision = 64;
    public const int MaxPrecision = 1 << 20;
    public const int MaxExactLength = 100_000_000;
    public const string TiesRule = "must be among-draws, first-listed or last-listed";

    /// <summary>What a list of ids must be.</summary>
    public static string QuantitiesRule => $"must name quantities among {string.Join(", ", Quantity.All)}";

    /// <summary>The quantities with these ids, in the order in which they are answered; null when there is none or one is unknown.</summary>
    public static Quantity[]? Named(IReadOnlyCollection<string> ids, out string? unknown)
    {
        unknown = ids.FirstOrDefault(static id => Quantity.Find(id) is null);
        return ids.Count == 0 || unknown is not null ? null : [.. Quantity.All.Where(quantity => ids.Contains(quantity.Id))];
    }

    /// <summary>The tie convention of a name, or null.</summary>
    public static TieBreaking? FindTies(string name) => name switch
    {
        "among-draws" => TieBreaking.AmongDraws,
        "first-listed" or "listing-order" => TieBreaking.FirstListed,
        "last-listed" => TieBreaking.LastListed,
        _ => null,
    };

    /// <summary>Of some quantities those of a case.</summary>
    /// <exception cref="CaseFormatException">There is none.</exception>
    public static Quantity[] OfCase(OracleCase oracleCase, IEnumerable<Quantity> quantities)
    {
        Quantity[] own = [.. quantities.Where(quantity => quantity.BelongsTo(oracleCase.Kind))];
        return own.Length > 0 ? own : throw new CaseFormatException($"none of the quantities asked for belongs to a case of kind {oracleCase.Kind}.");
    }
}

using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Cli.Commands;

/// <summary><c>--quantities</c> of several commands.</summary>
internal static class QuantityList
{
    /// <summary>The quantities with these ids, as they are listed.</summary>
    /// <exception cref="InputException">There is none, or one is unknown.</exception>
    public static IReadOnlyList<Quantity> Parse(string ids)
    {
        var wanted = ids.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return OracleRules.Named(wanted, out var unknown) is not null
            ? [.. wanted.Select(static id => Quantity.Find(id)!).Distinct()]
            : throw new InputException($"--quantities is '{unknown ?? ids}'{Suggestion.For(unknown ?? ids, Quantity.All)}; it {OracleRules.QuantitiesRule}.");
    }
}

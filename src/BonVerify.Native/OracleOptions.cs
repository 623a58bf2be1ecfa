using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Native;

/// <summary>The options of the oracle.</summary>
internal static class OracleOptions
{
    /// <summary>Reads them; none are the defaults.</summary>
    public static (IReadOnlyList<Quantity> Quantities, QuantityOptions Values) Read(ReadOnlyMemory<byte> json)
    {
        using var options = OptionsJson.Parse(json, "quantities", "digits", "precision", "exact_length", "ties");
        var defaults = QuantityOptions.Default;
        var unknown = default(string);
        var quantities = options.Texts("quantities") is not { } ids ? Quantity.All
            : OracleRules.Named(ids, out unknown) ?? throw new ArgumentException($"quantities has '{unknown}'; it {OracleRules.QuantitiesRule}.");
        var ties = options.Text("ties") is not { } name ? defaults.Ties
            : OracleRules.FindTies(name) ?? throw new ArgumentException($"ties is '{Preconditions.Shown(name)}'; it {OracleRules.TiesRule}.");
        return (quantities, defaults with
        {
            Digits = (int)(options.Number("digits", 1, OracleRules.MaxDigits) ?? defaults.Digits),
            MaxPrecision = (int)(options.Number("precision", OracleRules.MinPrecision, OracleRules.MaxPrecision) ?? defaults.MaxPrecision),
            MaxExactLength = (int)(options.Number("exact_length", 0, OracleRules.MaxExactLength) ?? defaults.MaxExactLength),
            Ties = ties,
        });
    }
}

using System.Text;
using System.Text.Json;
using BonVerify.Conformance;
using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Native;

/// <summary>The options of the judge.</summary>
internal static class JudgeOptions
{
    private const int MaxMaxTest = 20_000;
    private const int SmokeCases = 3;

    /// <summary>Reads them; none are the defaults.</summary>
    public static ExaminationOptions Read(ReadOnlyMemory<byte> json)
    {
        using var options = OptionsJson.Parse(json, "quantities", "tolerance", "ties", "domain", "max_test", "seed", "undefined", "smoke", "request");
        var defaults = ExaminationOptions.Default;
        var only = options.Find("request") is { } given ? ReadRequest(given) : null;
        var isSmoke = options.Switch("smoke");
        return defaults with
        {
            Quantities = only is not null ? [only.Quantity] : Quantities(options.Texts("quantities")),
            Tolerance = Tolerance(options.Text("tolerance")),
            Ties = options.Text("ties") is not { } ties ? defaults.Ties
                : TieConventions.Find(ties) ?? throw new ArgumentException($"ties is '{Preconditions.Shown(ties)}'; it must be {TieConventions.Names}."),
            Scope = Domain(options),
            MaxTest = isSmoke ? 0 : (int)(options.Number("max_test", 0, MaxMaxTest) ?? defaults.MaxTest),
            Seed = (ulong)(options.Number("seed", 0, long.MaxValue) ?? (long)defaults.Seed),
            MustRefuse = options.Text("undefined") switch
            {
                null or "note" => false,
                "fail" => true,
                var other => throw new ArgumentException($"undefined is '{Preconditions.Shown(other)}'; it must be note or fail."),
            },
            Only = only,
            QuickCases = isSmoke ? SmokeCases : null,
        };
    }

    private static IReadOnlyList<Quantity> Quantities(string[]? ids)
    {
        if (ids is null)
        {
            return ExaminationOptions.DefaultQuantities;
        }

        return OracleRules.Named(ids, out var unknown) ?? throw new ArgumentException($"quantities has '{unknown}'; it {OracleRules.QuantitiesRule}.");
    }

    private static Tolerance Tolerance(string? text) => text is null ? Conformance.Tolerance.Default
        : Conformance.Tolerance.Read(text, out var tolerance) is { } rule ? throw new ArgumentException($"tolerance is '{Preconditions.Shown(text)}'; it {rule}.")
        : tolerance;

    private static Request ReadRequest(JsonElement given) => RequestJson.Read(given.GetRawText(), out var request) is { } problem
        ? throw new ArgumentException($"request is not one of the protocol: {problem}")
        : request!;

    private static Scope Domain(OptionsJson options)
    {
        var domain = options.Inner(
            "domain",
            "distinct_rewards", "integer_rewards", "uniform_reference", "positive_masses", "min_mass", "max_n", "max_outcomes", "max_total");
        int? Limit(string name) => (int?)domain.Number(name, 1, int.MaxValue);
        return new()
        {
            DistinctRewards = domain.Switch("distinct_rewards"),
            IntegerRewards = domain.Switch("integer_rewards"),
            UniformReference = domain.Switch("uniform_reference"),
            PositiveMasses = domain.Switch("positive_masses"),
            MinMass = domain.Share("min_mass"),
            MaxN = Limit("max_n"),
            MaxOutcomes = Limit("max_outcomes"),
            MaxTotal = Limit("max_total"),
        };
    }
}

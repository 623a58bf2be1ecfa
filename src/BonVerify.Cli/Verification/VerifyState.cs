using System.Globalization;
using System.Text.Json;
using BonVerify.Claims;
using BonVerify.Cli.Sharding;
using BonVerify.FsCheck;
using BonVerify.Interchange;
using BonVerify.Numerics;

namespace BonVerify.Cli.Verification;

/// <summary>
/// What a part of a run of <c>verify</c> has found, as reports of shards and checkpoints hold it: counts, and of each claim the tightest
/// case and the first violation, with exact numbers as texts. The cases stand in a list of their own: one is often that of many claims.
/// </summary>
/// <param name="Tally">What is known from the cases of the part; the corpus of counterexamples is not among them.</param>
internal sealed record VerifyState(Tally Tally)
{
    /// <summary>The command that these are states of.</summary>
    public const string Command = "verify";

    /// <summary>The line of input that could not be used, or null.</summary>
    public string? InputError { get; init; }

    /// <summary>Whether every case of input was decided.</summary>
    public bool IsInputDecided { get; init; }

    /// <summary>Whether the part ended because its time was spent.</summary>
    public bool IsTimeSpent { get; init; }

    /// <summary>The settings that all parts have in common.</summary>
    public static IReadOnlyList<(string Name, string Value)> SettingsOf(VerifyOptions options) =>
    [
        ("claims", string.Join(',', options.Claims.Select(static claim => claim.Id))),
        ("exact-bits", options.ExactBits.ToString(CultureInfo.InvariantCulture)),
        .. ShardOptions.Inputs("input", options.Inputs),
        ("max-test", options.MaxTest.ToString(CultureInfo.InvariantCulture)),
        ("precision", options.MaxPrecision.ToString(CultureInfo.InvariantCulture)),
        ("seed", options.Seed.ToString(CultureInfo.InvariantCulture)),
        .. options.Time is { } time ? [("time", FormattableString.Invariant($"{time.TotalSeconds:0.###} s"))] : Array.Empty<(string, string)>(),
    ];

    /// <summary>The options of the run of a part; those that do not change its result are left as they are by default.</summary>
    /// <param name="part">The part.</param>
    /// <param name="assemblies">Where its claims are, if not in the catalogue.</param>
    /// <exception cref="InputException">The settings are not understood.</exception>
    public static VerifyOptions OptionsOf(RunPart part, IReadOnlyList<string> assemblies) => new()
    {
        Claims = assemblies.Count == 0 && part.Setting("claims").Split(',').FirstOrDefault(static id => Catalogue.All.All(claim => claim.Id != id)) is { } own
            ? throw new InputException($"{part.Place} has the claim '{own}', which is not in the catalogue; --assembly must name the file that has it.")
            : AssemblyClaims.Select(part.Setting("claims"), assemblies),
        Inputs = [],
        MaxTest = part.Number<int>("max-test"),
        Time = part.Settings.Any(static setting => setting.Name == "time") ? Duration.Parse("time", part.Setting("time").Replace(" ", "", StringComparison.Ordinal)) : null,
        Seed = part.Number<ulong>("seed"),
        ExactBits = part.Number<long>("exact-bits"),
        MaxPrecision = part.Number<int>("precision"),
        Threads = Environment.ProcessorCount,
    };

    /// <summary>What comes of the cases of both.</summary>
    public VerifyState Plus(VerifyState other) => new(Tally.Plus(other.Tally))
    {
        InputError = InputError ?? other.InputError,
        IsInputDecided = IsInputDecided && other.IsInputDecided,
        IsTimeSpent = IsTimeSpent || other.IsTimeSpent,
    };

    /// <summary>Writes the state as an object.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        var cases = Tally.Claims.SelectMany(static tally => new[] { tally.Tightest?.Case, tally.FirstViolation }).OfType<NamedCase>()
            .DistinctBy(static namedCase => namedCase.Order).OrderBy(static namedCase => namedCase.Order).ToArray();
        var places = cases.Select(static (namedCase, i) => (namedCase.Order, i)).ToDictionary();
        writer.WriteStartObject();
        writer.WriteStartArray("cases");
        foreach (var namedCase in cases)
        {
            Write(writer, namedCase);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("claims");
        foreach (var tally in Tally.Claims)
        {
            writer.WriteStartObject();
            writer.WriteNumber("equalities", tally.Equalities);
            writer.WriteNumber("holds", tally.Holds);
            writer.WriteString("id", tally.Claim.Id);
            writer.WriteNumber("notApplicable", tally.NotApplicable);
            if (tally.Tightest is var (verdict, attained))
            {
                writer.WriteStartObject("tightest");
                writer.WriteNumber("case", places[attained.Order]);
                writer.WriteString("margin", TextOf(verdict.Margin));
                writer.WriteString("relativeMargin", TextOf(verdict.RelativeMargin));
                writer.WriteEndObject();
            }

            writer.WriteNumber("undecided", tally.Undecided);
            writer.WriteNumber("violated", tally.Violated);
            if (tally.FirstViolation is { } violation)
            {
                writer.WriteNumber("violation", places[violation.Order]);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("generatedCases", Tally.GeneratedCases);
        writer.WriteNumber("inputCases", Tally.InputCases);
        writer.WriteBoolean("inputDecided", IsInputDecided);
        if (InputError is not null)
        {
            writer.WriteString("inputError", InputError);
        }

        writer.WriteBoolean("timeSpent", IsTimeSpent);
        JsonText.WriteTexts(writer, "unmetRegions", Tally.UnmetRegions.Select(static region => region.Name));
        writer.WriteEndObject();
    }

    /// <summary>Reads a state.</summary>
    /// <param name="state">The object.</param>
    /// <param name="claims">The claims of the run.</param>
    /// <exception cref="FormatException">It is none of these claims.</exception>
    public static VerifyState Read(JsonElement state, IReadOnlyList<Claim> claims)
    {
        var cases = state.GetProperty("cases").EnumerateArray().Select(static found => new Lazy<NamedCase>(() => CaseOf(found))).ToArray();
        var tallies = state.GetProperty("claims").EnumerateArray().Zip(claims, (tally, claim) => Read(tally, claim, cases)).ToArray();
        var unmet = state.GetProperty("unmetRegions").EnumerateArray().Select(static name => name.GetString()).ToHashSet();
        return tallies.Length != claims.Count || state.GetProperty("claims").GetArrayLength() != claims.Count
            ? throw new FormatException("the claims are not those of the settings")
            : new VerifyState(new Tally
            {
                Claims = tallies,
                UnmetRegions = [.. Regions.all.Where(region => unmet.Contains(region.Name))],
                InputCases = StateFields.Count(state, "inputCases"),
                GeneratedCases = StateFields.Count(state, "generatedCases"),
            })
            {
                InputError = state.TryGetProperty("inputError", out var error) ? error.GetString() : null,
                IsInputDecided = state.GetProperty("inputDecided").GetBoolean(),
                IsTimeSpent = state.GetProperty("timeSpent").GetBoolean(),
            };
    }

    private static ClaimTally Read(JsonElement tally, Claim claim, Lazy<NamedCase>[] cases)
    {
        var read = new ClaimTally(claim)
        {
            Holds = Count("holds"),
            Equalities = Count("equalities"),
            Violated = Count("violated"),
            Undecided = Count("undecided"),
            NotApplicable = Count("notApplicable"),
            Tightest = tally.TryGetProperty("tightest", out var tightest)
                ? (new Verdict.Holds(EnclosureOf(tightest.GetProperty("margin")), EnclosureOf(tightest.GetProperty("relativeMargin"))), cases[tightest.GetProperty("case").GetInt32()].Value)
                : null,
            FirstViolation = tally.TryGetProperty("violation", out var violation) ? cases[violation.GetInt32()].Value : null,
        };
        return tally.GetProperty("id").GetString() == claim.Id
            ? read with { Cases = read.Holds + read.Violated + read.Undecided + read.NotApplicable }
            : throw new FormatException("the claims are not those of the settings");

        long Count(string name) => StateFields.Count(tally, name);
    }

    private static void Write(Utf8JsonWriter writer, NamedCase namedCase)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("case");
        writer.WriteRawValue(CaseJson.Write(namedCase.Case));
        writer.WriteNumber("number", namedCase.Order.Number);
        writer.WriteString("place", namedCase.Place);
        if (namedCase.Replay is var (seed, gamma, size))
        {
            writer.WriteString("replay", FormattableString.Invariant($"{seed},{gamma},{size}"));
        }

        writer.WriteString("stage", namedCase.Order.Stage.ToString());
        writer.WriteEndObject();
    }

    private static NamedCase CaseOf(JsonElement found) => new(
        CaseJson.Parse(found.GetProperty("case").GetRawText()),
        found.GetProperty("place").GetString()!,
        found.TryGetProperty("replay", out var replay) && replay.GetString()!.Split(',') is [var seed, var gamma, var size]
            ? new ReplayState(ulong.Parse(seed, CultureInfo.InvariantCulture), ulong.Parse(gamma, CultureInfo.InvariantCulture), int.Parse(size, CultureInfo.InvariantCulture))
            : null)
    {
        Order = new CaseOrder(Enum.Parse<CaseStage>(found.GetProperty("stage").GetString()!), found.GetProperty("number").GetInt64()),
    };

    private static string TextOf(Enclosure value) => $"[{ExactText.Of(value.Lower)}, {ExactText.Of(value.Upper)}]";

    private static Enclosure EnclosureOf(JsonElement text) => text.GetString()!.Trim('[', ']').Split(", ") is [var lower, var upper]
        ? new Enclosure(ExactText.Parse(lower), ExactText.Parse(upper))
        : throw new FormatException("a margin is not written as [3p-1, 7p-2]");
}

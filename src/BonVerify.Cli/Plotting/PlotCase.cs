using BonVerify.Interchange;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Cli.Plotting;

/// <summary>A case whose n is free: a reference policy, perhaps by logarithms, perhaps with a temperature of soft best-of-n.</summary>
internal sealed class PlotCase
{
    /// <summary>The largest number of cases of a figure: so many colours are told apart.</summary>
    public const int MaxCases = 6;

    private const int MaxNameLength = 40;

    private readonly Func<int, OracleCase> bestOf;
    private readonly Func<int, OracleCase>? soft;

    private PlotCase(string name, int n, Func<int, OracleCase> bestOf)
    {
        Name = name.Length <= MaxNameLength ? name : name[..(MaxNameLength - 1)] + "…";
        N = n;
        this.bestOf = bestOf;
    }

    private PlotCase(string name, int n, ReferencePolicy reference, Func<int, OracleCase>? soft = null)
        : this(name, n, draws => new PolicyCase(reference, draws))
    {
        Reference = reference;
        this.soft = soft;
    }

    public string Name { get; private init; }

    /// <summary>The n of the case, where a figure shows one.</summary>
    public int N { get; }

    /// <summary>The reference policy, or null where its masses are given by logarithms.</summary>
    public ReferencePolicy? Reference { get; }

    /// <summary>The temperature of soft best-of-n, as a legend has it, or null.</summary>
    public string? Temperature { get; private init; }

    /// <summary>The names of the outcomes, or null.</summary>
    public IReadOnlyList<string>? Labels { get; private init; }

    /// <summary>A regime.</summary>
    public static PlotCase Of(Regime regime, int n) => new(regime.Text, n, regime.Reference);

    /// <summary>A case of the oracle.</summary>
    /// <exception cref="CaseFormatException">It has no reference policy.</exception>
    public static PlotCase Of(OracleCase given) => given switch
    {
        PolicyCase policy => new(given.Id ?? $"weights {policy.Reference}", policy.N, policy.Reference) { Labels = policy.Reference.Labels },
        SoftPolicyCase at => new(given.Id ?? $"weights {at.Reference}", at.N, at.Reference, n => new SoftPolicyCase(at.Reference, n, at.Lambda))
        {
            Labels = at.Reference.Labels,
            Temperature = at.Lambda.ToString(),
        },
        LogPolicyCase log => new(
            given.Id ?? "log-weights " + string.Join(',', log.LogWeights), log.N, n => new LogPolicyCase(log.LogWeights, n, log.Rewards, log.Labels))
        {
            Labels = log.Labels,
        },
        _ => throw new CaseFormatException($"a case of kind {given.Kind} has no reference policy; a figure needs one."),
    };

    /// <summary>The cases of a file; those that differ in n alone count once.</summary>
    /// <exception cref="InputException">The file cannot be read, a line is not such a case, or there are none or too many.</exception>
    public static IReadOnlyList<PlotCase> Read(string path)
    {
        var cases = new List<PlotCase>();
        foreach (var line in CaseFile.Lines(path))
        {
            var where = CaseFile.Where(path, line.Number);
            if (line.IsTooLong)
            {
                throw new InputException($"{where}: {CaseFile.TooLong}");
            }

            var given = Parse(() => CaseJson.ParseAny(line.Bytes.Span), where);
            if (!cases.Any(known => known.DiffersInNAlone(given)))
            {
                cases.Add(cases.Any(known => known.Name == given.Name) ? given.Renamed($"{given.Name} ({where})") : given);
            }

            if (cases.Count > MaxCases)
            {
                throw new InputException($"{where}: more than {MaxCases} cases; a figure shows at most so many.");
            }
        }

        return cases.Count > 0
            ? cases
            : throw new InputException($"{(path == CaseFile.StandardInput ? "stdin" : path)} has no case; a figure needs one.");
    }

    /// <summary>Reads one case.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public static PlotCase Parse(Func<OracleCase> read, string where)
    {
        try
        {
            return Of(read());
        }
        catch (CaseFormatException e)
        {
            throw new InputException($"{where}: {e.Message}");
        }
    }

    /// <summary>The case with a number of draws; with a temperature it is that of soft best-of-n where that is asked for, and null where there is none.</summary>
    public OracleCase? With(int n, bool isSoft) => isSoft ? soft?.Invoke(n) : bestOf(n);

    private bool DiffersInNAlone(PlotCase other) =>
        Name == other.Name && Temperature == other.Temperature && Reference is not null && Reference == other.Reference;

    private PlotCase Renamed(string name) => Reference is { } reference
        ? new(name, N, reference, soft) { Labels = Labels, Temperature = Temperature }
        : new(name, N, bestOf) { Labels = Labels };
}

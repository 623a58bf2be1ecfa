namespace BonVerify.Quantities;

/// <summary>A kind of case: what its cases describe, and the fields that they are written with.</summary>
/// <remarks>
/// There are those of <see cref="All"/> and no others; each is defined beside its case, in the file of that. Two kinds are
/// the same when they are the same object.
/// </remarks>
public sealed class CaseKind
{
    private readonly CaseReading reading;

    internal CaseKind(string id, string description, CaseReading reading, params CaseField[] fields)
    {
        Id = id;
        Description = description;
        this.reading = reading;
        Fields = Array.AsReadOnly<CaseField>([CaseField.Id, .. fields, CaseField.Context]);
    }

    /// <summary>A reference policy and n: best-of-n itself; a <see cref="PolicyCase"/>.</summary>
    public static CaseKind Policy => PolicyCase.Definition;

    /// <summary>n and a mass ε: the estimator d_n(ε); an <see cref="EstimatorCase"/>.</summary>
    public static CaseKind Estimator => EstimatorCase.Definition;

    /// <summary>A pool of draws and n: the weights of the draws; a <see cref="PoolCase"/>.</summary>
    public static CaseKind Pool => PoolCase.Definition;

    /// <summary>Samples, correct samples and k: pass@k; a <see cref="PassAtKCase"/>.</summary>
    public static CaseKind PassAtK => PassAtKCase.Definition;

    /// <summary>How many samples have each answer, and k: the plurality vote; a <see cref="MajorityCase"/>.</summary>
    public static CaseKind Majority => MajorityCase.Definition;

    /// <summary>A reference policy by the logarithms of its masses, and n; a <see cref="LogPolicyCase"/>.</summary>
    public static CaseKind LogPolicy => LogPolicyCase.Definition;

    /// <summary>A reference policy, n and a temperature: soft best-of-n; a <see cref="SoftPolicyCase"/>.</summary>
    public static CaseKind Soft => SoftPolicyCase.Definition;

    /// <summary>A policy and its reference policy: estimators of the KL divergence; a <see cref="PolicyPairCase"/>.</summary>
    public static CaseKind PolicyPair => PolicyPairCase.Definition;

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<CaseKind> All => field ??= Array.AsReadOnly<CaseKind>([Policy, Estimator, Pool, PassAtK, Majority, LogPolicy, Soft, PolicyPair]);

    // A case is of the first of these kinds that its fields tell; what tells no other is meant as a policy.
    internal static IReadOnlyList<CaseKind> ByTelling => field ??= [Estimator, Majority, PassAtK, LogPolicy, PolicyPair, Soft, Pool, Policy];

    /// <summary>The name of the kind, such as <c>pass_at_k</c>.</summary>
    public string Id { get; }

    /// <summary>What its cases describe, in one line.</summary>
    public string Description { get; }

    /// <summary>The fields of its cases, in the order in which they are written.</summary>
    public IReadOnlyList<CaseField> Fields { get; }

    /// <summary>The kind with an id.</summary>
    /// <param name="id">An id such as <c>pass_at_k</c>.</param>
    /// <returns>The kind, or <see langword="null"/> when there is none.</returns>
    public static CaseKind? Find(string id) => All.FirstOrDefault(kind => kind.Id == id);

    /// <summary>The case that fields make; they tell the kind.</summary>
    internal static Parsed<OracleCase> MakeAny(CaseValues given) => ByTelling.First(kind => kind.reading.IsToldBy(given)).MakeFrom(given);

    /// <summary>The case of this kind that fields make.</summary>
    internal Parsed<OracleCase> MakeFrom(CaseValues given)
    {
        if (given.Names.FirstOrDefault(name => Fields.All(field => field.Name != name)) is { } stranger)
        {
            return new Fault($"{stranger} does not belong to a case with {reading.Mark}; the fields of that are {string.Join(", ", Fields)}.", stranger);
        }

        var missing = Fields.FirstOrDefault(field => field is { IsOptional: false, Alternative: null } && !given.Has(field.Name));
        return missing is null ? reading.Make(given) : new Fault($"{missing} is missing; a case needs {missing}.", missing.Name);
    }

    /// <summary>The id.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => Id;
}

namespace BonVerify.Quantities;

/// <summary>A kind of case: what its cases describe, and the fields that they are written with.</summary>
/// <remarks>
/// There are those of <see cref="All"/> and no others; each is defined beside its case, in the file of that. Two kinds are
/// the same when they are the same object.
/// </remarks>
public sealed class CaseKind
{
    internal CaseKind(string id, string description, params CaseField[] fields)
    {
        Id = id;
        Description = description;
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

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<CaseKind> All => field ??= Array.AsReadOnly<CaseKind>([Policy, Estimator, Pool, PassAtK]);

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

    /// <summary>The id.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => Id;
}

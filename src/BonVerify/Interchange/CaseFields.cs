using BonVerify.Numerics;


namespace BonVerify.Interchange;

/// <summary>The fields of a case as read, before they are known to make one.</summary>
internal sealed class CaseFields
{
    public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

    public string? Id { get; set; }

    public string? Context { get; set; }

    public int? N { get; set; }

    public List<Rational>? Weights { get; set; }

    public List<Rational>? Probabilities { get; set; }

    public List<Rational>? Rewards { get; set; }

    public List<string>? Labels { get; set; }

    public Rational? Epsilon { get; set; }

    public int? PoolSize { get; set; }

    public int? Total { get; set; }

    public int? Correct { get; set; }

    public int? K { get; set; }
}

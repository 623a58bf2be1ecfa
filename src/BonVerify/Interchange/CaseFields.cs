using Fractions;

namespace BonVerify.Interchange;

/// <summary>The fields of a case as read, before they are known to make one.</summary>
internal sealed class CaseFields
{
    public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

    public string? Id { get; set; }

    public string? Context { get; set; }

    public int? N { get; set; }

    public List<Fraction>? Weights { get; set; }

    public List<Fraction>? Probabilities { get; set; }

    public List<Fraction>? Rewards { get; set; }

    public List<string>? Labels { get; set; }

    public Fraction? Epsilon { get; set; }

    public int? PoolSize { get; set; }

    public int? Total { get; set; }

    public int? Correct { get; set; }

    public int? K { get; set; }
}

using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>What an examination asks, and what it takes for right.</summary>
public sealed record ExaminationOptions
{
    /// <summary>The quantities that are asked by default: what implementations usually compute.</summary>
    public static IReadOnlyList<Quantity> DefaultQuantities { get; } = [.. Quantity.All.Where(static quantity => quantity.IsAskedByDefault)];

    /// <summary>The defaults.</summary>
    public static ExaminationOptions Default { get; } = new();

    /// <summary>The quantities that are asked.</summary>
    public IReadOnlyList<Quantity> Quantities { get; init; } = DefaultQuantities;

    /// <summary>How far an answer may be off.</summary>
    public Tolerance Tolerance { get; init; } = Tolerance.Default;

    /// <summary>The tie conventions that count as right.</summary>
    public IReadOnlyList<TieConvention> Ties { get; init; } = TieConventions.Default;

    /// <summary>The cases that the implementation handles.</summary>
    public Scope Scope { get; init; } = Scope.Everything;

    /// <summary>How many policies are generated, beside the small and the adversarial ones; of other cases a quarter of that.</summary>
    public int MaxTest { get; init; } = 200;

    /// <summary>The seed of what is generated: one seed, one set of requests.</summary>
    public ulong Seed { get; init; } = 20240103;

    /// <summary>More cases to put, of any kind.</summary>
    public IReadOnlyList<Input> Extra { get; init; } = [];

    /// <summary>Whether a number where nothing is defined (k &gt; n, an empty pool, a negative mass) makes the implementation nonconforming.</summary>
    public bool MustRefuse { get; init; }

    /// <summary>The only request to put, instead of the usual ones; it is not shrunk.</summary>
    public Request? Only { get; init; }

    /// <summary>A quick look with so many small cases for each quantity, and without shrinking; <see langword="null"/> for all there is.</summary>
    public int? QuickCases { get; init; }

    /// <summary>Which requests are put, by their numbers from 0 on; <see langword="null"/> for all.</summary>
    internal Func<int, bool>? Takes { get; init; }
}

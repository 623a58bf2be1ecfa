using System.Globalization;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>The cases that an implementation says it handles; others are not put to it.</summary>
public sealed record Scope
{
    /// <summary>Every case.</summary>
    public static Scope Everything { get; } = new();

    /// <summary>No two equal rewards.</summary>
    public bool DistinctRewards { get; init; }

    /// <summary>Only rewards that are integers.</summary>
    public bool IntegerRewards { get; init; }

    /// <summary>Only equally likely outcomes.</summary>
    public bool UniformReference { get; init; }

    /// <summary>No outcome of mass 0.</summary>
    public bool PositiveMasses { get; init; }

    /// <summary>The smallest positive mass, or <see langword="null"/>.</summary>
    public double? MinMass { get; init; }

    /// <summary>The largest number of draws n or k, or <see langword="null"/>.</summary>
    public int? MaxN { get; init; }

    /// <summary>The largest number of outcomes, or <see langword="null"/>.</summary>
    public int? MaxOutcomes { get; init; }

    /// <summary>The largest pool, and the largest total of pass@k, or <see langword="null"/>.</summary>
    public int? MaxTotal { get; init; }

    /// <summary>Whether nothing is left out.</summary>
    public bool IsEverything => this == Everything;

    /// <summary>Whether a case is among them.</summary>
    /// <param name="input">The case.</param>
    /// <returns>Whether it may be asked.</returns>
    public bool Contains(Input input)
    {
        Preconditions.NotNull(input);
        return (MaxN is not { } n || input.MostDraws <= n)
            && (input.RewardArray is not { } rewards
                || ((!DistinctRewards || rewards.Distinct().Count() == rewards.Length)
                    && (!IntegerRewards || rewards.All(double.IsInteger))))
            && (input.ReferenceArray is not { } masses
                || ((!PositiveMasses || !input.HasMassZero)
                    && (!UniformReference || masses.Distinct().Count() == 1)
                    && (MaxOutcomes is not { } most || masses.Length <= most)))
            && (MinMass is not { } least || input.SmallestMass is not { } mass || mass >= least)
            && (MaxTotal is not { } total || input.ReferenceArray is not null || input is EstimatorInput || input.Count <= total);
    }

    /// <summary>Both restrictions together.</summary>
    /// <param name="other">Another domain.</param>
    /// <returns>The cases that are in both.</returns>
    public Scope And(Scope other)
    {
        Preconditions.NotNull(other);
        return new Scope
        {
            DistinctRewards = DistinctRewards || other.DistinctRewards,
            IntegerRewards = IntegerRewards || other.IntegerRewards,
            UniformReference = UniformReference || other.UniformReference,
            PositiveMasses = PositiveMasses || other.PositiveMasses,
            MinMass = Larger(MinMass, other.MinMass),
            MaxN = Smaller(MaxN, other.MaxN),
            MaxOutcomes = Smaller(MaxOutcomes, other.MaxOutcomes),
            MaxTotal = Smaller(MaxTotal, other.MaxTotal),
        };
    }

    /// <summary>The restrictions in words.</summary>
    /// <returns>A phrase, or "every case".</returns>
    public override string ToString()
    {
        var parts = new List<string>();
        void Add(bool condition, string text)
        {
            if (condition)
            {
                parts.Add(text);
            }
        }

        Add(DistinctRewards, "distinct rewards");
        Add(IntegerRewards, "integer rewards");
        Add(UniformReference, "a uniform reference");
        Add(PositiveMasses, "positive masses");
        Add(MinMass is not null, string.Create(CultureInfo.InvariantCulture, $"masses of at least {MinMass}"));
        Add(MaxN is not null, string.Create(CultureInfo.InvariantCulture, $"n up to {MaxN}"));
        Add(MaxOutcomes is not null, string.Create(CultureInfo.InvariantCulture, $"up to {MaxOutcomes} outcomes"));
        Add(MaxTotal is not null, string.Create(CultureInfo.InvariantCulture, $"totals and pools up to {MaxTotal}"));
        return parts.Count == 0 ? "every case" : string.Join(", ", parts);
    }

    private static int? Smaller(int? left, int? right) => left is { } a && right is { } b ? Math.Min(a, b) : left ?? right;

    private static double? Larger(double? left, double? right) => left is { } a && right is { } b ? Math.Max(a, b) : left ?? right;
}

using BonVerify.Cli.Checking.Judging;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking.Diagnosis;

/// <summary>A mistake that is often made, and what answers it gives.</summary>
/// <param name="Id">A short name.</param>
/// <param name="Sentence">What the program does, for people.</param>
/// <param name="Quantities">The quantities in which it shows; null for all.</param>
/// <param name="Test">Whether the mistake gives this answer; null where it has no say, because it gives the true one too.</param>
internal sealed record KnownMistake(
    string Id, string Sentence, IReadOnlySet<Quantity>? Quantities, Func<Judgement, bool?> Test)
{
    /// <summary>Whether it loses accuracy, so that the region of the loss is worth telling.</summary>
    public bool IsLossOfAccuracy { get; init; }

    /// <summary>Whether it is so general that it counts only where nothing else is needed.</summary>
    public bool ExplainsAllOrNothing { get; init; }

    /// <summary>Whether it can show in a quantity.</summary>
    public bool AppliesTo(Quantity quantity) => Quantities?.Contains(quantity) ?? true;

    /// <inheritdoc/>
    public override string ToString() => Id;
}

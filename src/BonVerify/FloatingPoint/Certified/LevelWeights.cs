using System.Runtime.CompilerServices;
using BonVerify.Policies;

namespace BonVerify.FloatingPoint.Certified;

/// <summary>The weights of the cells of a reference policy, integers of any size.</summary>
internal readonly struct LevelWeights(IReadOnlyList<RewardLevel> cells) : ICellWeights
{
    /// <inheritdoc/>
    public int Count => cells.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LeadingBits Weight(int cell) => LeadingBits.Of(cells[cell].Weight);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LeadingBits CumulativeWeight(int cell) => LeadingBits.Of(cells[cell].CumulativeWeight);
}

namespace BonVerify.Policies;

/// <content>Equality by value: the same reference policy and level.</content>
public sealed partial class RewindAndRepeat
{
    /// <inheritdoc/>
    public bool Equals(RewindAndRepeat? other) =>
        other is not null && Level == other.Level && Reference.Equals(other.Reference);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RewindAndRepeat);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Reference, Level);

    /// <summary>Whether both accept the same level of the same reference policy.</summary>
    /// <param name="left">A policy.</param>
    /// <param name="right">A policy.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(RewindAndRepeat? left, RewindAndRepeat? right) => Equals(left, right);

    /// <summary>Whether reference policy or level differ.</summary>
    /// <param name="left">A policy.</param>
    /// <param name="right">A policy.</param>
    /// <returns>Whether they are not equal.</returns>
    public static bool operator !=(RewindAndRepeat? left, RewindAndRepeat? right) => !Equals(left, right);
}

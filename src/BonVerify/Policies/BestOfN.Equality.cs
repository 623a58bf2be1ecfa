namespace BonVerify.Policies;

/// <content>Equality by value: the same reference policy, n and tie convention.</content>
public sealed partial class BestOfN
{
    /// <inheritdoc/>
    public bool Equals(BestOfN? other) =>
        other is not null && N == other.N && Ties == other.Ties && Reference.Equals(other.Reference);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BestOfN);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Reference, N, Ties);

    /// <summary>Whether both are the same best-of-n policy.</summary>
    /// <param name="left">A policy.</param>
    /// <param name="right">A policy.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(BestOfN? left, BestOfN? right) => Equals(left, right);

    /// <summary>Whether reference policy, n or tie convention differ.</summary>
    /// <param name="left">A policy.</param>
    /// <param name="right">A policy.</param>
    /// <returns>Whether they are not equal.</returns>
    public static bool operator !=(BestOfN? left, BestOfN? right) => !Equals(left, right);
}

namespace BonVerify.Numerics;

/// <summary>How one number stands to another, as far as it is known.</summary>
public enum Ordering
{
    /// <summary>The precision that was allowed does not tell.</summary>
    Open,

    /// <summary>The first number is below the second.</summary>
    Less,

    /// <summary>The numbers are equal.</summary>
    Equal,

    /// <summary>The first number is above the second.</summary>
    Greater,
}

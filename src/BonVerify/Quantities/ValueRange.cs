namespace BonVerify.Quantities;

/// <summary>Which values a quantity can have, whatever the case.</summary>
public enum ValueRange
{
    /// <summary>Any real number.</summary>
    AnyReal,

    /// <summary>At least 0.</summary>
    NonNegative,

    /// <summary>From 0 to 1.</summary>
    Probability,

    /// <summary>A list of numbers of at least 0 that sum to 1.</summary>
    Distribution,
}

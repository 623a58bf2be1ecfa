namespace BonVerify.Quantities;

/// <summary>What a quantity is measured in.</summary>
public enum Unit
{
    /// <summary>A pure number, such as a probability or a ratio.</summary>
    None,

    /// <summary>Nats: a natural logarithm, or a mean of such. A program that takes logarithms to base 2 is off by 1/ln 2.</summary>
    Nats,

    /// <summary>The unit of the rewards.</summary>
    Reward,
}

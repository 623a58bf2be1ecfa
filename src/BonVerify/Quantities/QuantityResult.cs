namespace BonVerify.Quantities;

/// <summary>What a quantity is in a case: one value, one for each outcome or draw, or not defined there.</summary>
public abstract record QuantityResult
{
    private QuantityResult()
    {
    }

    /// <summary>The values: one, one for each outcome or draw, or none.</summary>
    public abstract IReadOnlyList<QuantityValue> Values { get; }

    /// <summary>One value.</summary>
    /// <param name="Value">The value.</param>
    public sealed record One(QuantityValue Value) : QuantityResult
    {
        /// <inheritdoc/>
        public override IReadOnlyList<QuantityValue> Values => [Value];
    }

    /// <summary>One value for each outcome of a policy, or draw of a pool, in listing order.</summary>
    /// <param name="Items">The values; from an evaluation, each is made anew whenever it is asked for.</param>
    public sealed record Many(IReadOnlyList<QuantityValue> Items) : QuantityResult
    {
        /// <inheritdoc/>
        public override IReadOnlyList<QuantityValue> Values => Items;
    }

    /// <summary>The quantity is not defined in the case.</summary>
    /// <param name="Reason">Why not.</param>
    public sealed record NotApplicable(string Reason) : QuantityResult
    {
        /// <inheritdoc/>
        public override IReadOnlyList<QuantityValue> Values => [];
    }
}

namespace BonVerify.Bounds;

/// <content>The constants found so far: they depend on n alone, and take long.</content>
public static partial class BestConstants
{
    /// <summary>c_n.</summary>
    internal static KnownConstants KnownKlGap { get; } = new(KlGap, KlGapAtLeast, KlGapExactly);

    /// <summary>The best constant of the win-rate gap.</summary>
    internal static KnownConstants KnownWinRateGap { get; } = new(WinRateGap, WinRateGapAtLeast, WinRateGapExactly);
}

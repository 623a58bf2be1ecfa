namespace BonVerify.Numerics;

/// <summary>The direction in which a result that does not fit is rounded.</summary>
public enum RoundingDirection
{
    /// <summary>Towards minus infinity: the result is at most the exact value.</summary>
    Down,

    /// <summary>Towards plus infinity: the result is at least the exact value.</summary>
    Up,
}

namespace BonVerify.FloatingPoint.Pairs;

/// <summary>
/// Numbers with the few operations of the ladder, each of which has a proved relative error. The tests run the ladder on
/// exact numbers to which exactly that error is added.
/// </summary>
internal interface IPreciseNumber<T>
    where T : struct, IPreciseNumber<T>
{
    /// <summary>a + b for a, b of at least 0.</summary>
    static abstract T AddPositive(T a, T b);

    /// <summary>a·b.</summary>
    static abstract T Multiply(T a, T b);

    /// <summary>a².</summary>
    static abstract T Square(T a);
}

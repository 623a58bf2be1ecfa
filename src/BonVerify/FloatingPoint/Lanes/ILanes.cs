namespace BonVerify.FloatingPoint.Lanes;

/// <summary>
/// Several doubles worked on at once: eight, four or one. Every operation rounds each lane as IEEE 754 prescribes for one
/// double, so a formula written once has the same error bound on every machine.
/// </summary>
/// <remarks>
/// The operators are declared here, not taken from the interfaces of generic mathematics: in checked code those call a checked
/// operator that calls this one, and the compiler runs out of its budget for inlining twice as early.
/// </remarks>
internal interface ILanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>How many doubles.</summary>
    static abstract int Count { get; }

    /// <summary>The same double in every lane.</summary>
    static abstract T Create(double value);

    /// <summary>Reads <see cref="Count"/> doubles from a position on.</summary>
    static abstract T Load(ref double start, int index);

    /// <summary>Writes the lanes from a position on.</summary>
    static abstract void Store(T value, ref double start, int index);

    /// <summary>The sums.</summary>
    static abstract T operator +(T left, T right);

    /// <summary>The differences.</summary>
    static abstract T operator -(T left, T right);

    /// <summary>The opposites.</summary>
    static abstract T operator -(T value);

    /// <summary>The products.</summary>
    static abstract T operator *(T left, T right);

    /// <summary>The quotients.</summary>
    static abstract T operator /(T left, T right);

    /// <summary>a·b + c with one rounding.</summary>
    static abstract T FusedMultiplyAdd(T a, T b, T c);

    /// <summary>a·b − c with one rounding.</summary>
    /// <remarks>One instruction; the compiler makes two of a sum with the opposite.</remarks>
    static abstract T FusedMultiplySubtract(T a, T b, T c);

    /// <summary>c − a·b with one rounding.</summary>
    /// <remarks>One instruction, as <see cref="FusedMultiplySubtract"/>.</remarks>
    static abstract T FusedSubtractProduct(T a, T b, T c);

    /// <summary>The larger of two numbers.</summary>
    static abstract T Max(T a, T b);

    /// <summary>The smaller of two numbers.</summary>
    static abstract T Min(T a, T b);

    /// <summary>Where <paramref name="a"/> is below <paramref name="b"/>, <paramref name="then"/>; elsewhere <paramref name="otherwise"/>.</summary>
    static abstract T WhereLess(T a, T b, T then, T otherwise);

    /// <summary>Whether <paramref name="a"/> is below <paramref name="b"/> in some lane.</summary>
    static abstract bool AnyLess(T a, T b);

    /// <summary>The bit patterns plus an integer, modulo 2^64.</summary>
    static abstract T AddBits(T value, long bits);

    /// <summary>The sum of bit patterns, modulo 2^64.</summary>
    static abstract T AddBits(T left, T right);

    /// <summary>The difference of bit patterns, modulo 2^64.</summary>
    static abstract T SubtractBits(T left, T right);

    /// <summary>The bit patterns shifted right, zeros coming in.</summary>
    static abstract T ShiftBitsRight(T value, int count);

    /// <summary>The bit patterns shifted left.</summary>
    static abstract T ShiftBitsLeft(T value, int count);

    /// <summary>Entries of a table of 16 doubles; the low four bits of each pattern are the index.</summary>
    static abstract T Lookup(ref double table, T bits);

    /// <summary>Each lane plus all lanes of higher index, added pairwise.</summary>
    static abstract T SumFromTop(T value);

    /// <summary>For each lane the one below it; for the lowest lane another double.</summary>
    static abstract T Follow(T value, double first);

    /// <summary>The lowest lane.</summary>
    static abstract double First(T value);

    /// <summary>The sum of all lanes, added pairwise.</summary>
    static abstract double Sum(T value);
}

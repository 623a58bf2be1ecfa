using System.Runtime.CompilerServices;

namespace BonVerify.FloatingPoint.Lanes;

/// <summary>One double: for machines without vectors.</summary>
internal readonly struct Lanes1(double value) : ILanes<Lanes1>
{
    private readonly double value = value;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Create(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Load(ref double start, int index) => new(Unsafe.Add(ref start, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes1 value, ref double start, int index) => Unsafe.Add(ref start, index) = value.value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator +(Lanes1 left, Lanes1 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator -(Lanes1 left, Lanes1 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator -(Lanes1 value) => new(-value.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator *(Lanes1 left, Lanes1 right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator /(Lanes1 left, Lanes1 right) => new(left.value / right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 FusedMultiplyAdd(Lanes1 a, Lanes1 b, Lanes1 c) =>
        new(Math.FusedMultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 FusedMultiplySubtract(Lanes1 a, Lanes1 b, Lanes1 c) =>
        new(Math.FusedMultiplyAdd(a.value, b.value, -c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 FusedSubtractProduct(Lanes1 a, Lanes1 b, Lanes1 c) =>
        new(Math.FusedMultiplyAdd(-a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Max(Lanes1 a, Lanes1 b) => new(double.MaxNative(b.value, a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Min(Lanes1 a, Lanes1 b) => new(double.MinNative(b.value, a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 WhereLess(Lanes1 a, Lanes1 b, Lanes1 then, Lanes1 otherwise) => a.value < b.value ? then : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(Lanes1 a, Lanes1 b) => a.value < b.value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 AddBits(Lanes1 value, long bits) => FromBits(unchecked(Bits(value) + bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 AddBits(Lanes1 left, Lanes1 right) => FromBits(unchecked(Bits(left) + Bits(right)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 SubtractBits(Lanes1 left, Lanes1 right) => FromBits(unchecked(Bits(left) - Bits(right)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 ShiftBitsRight(Lanes1 value, int count) => FromBits(Bits(value) >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 ShiftBitsLeft(Lanes1 value, int count) => FromBits(Bits(value) << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Lookup(ref double table, Lanes1 bits) => new(Unsafe.Add(ref table, (int)(Bits(bits) & 15)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 SumFromTop(Lanes1 value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Follow(Lanes1 value, double first) => new(first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double First(Lanes1 value) => value.value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Lanes1 value) => value.value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Bits(Lanes1 value) => BitConverter.DoubleToInt64Bits(value.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes1 FromBits(long bits) => new(BitConverter.Int64BitsToDouble(bits));
}

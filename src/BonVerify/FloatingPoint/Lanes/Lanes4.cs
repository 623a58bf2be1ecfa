using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BonVerify.FloatingPoint.Lanes;

/// <summary>Four doubles: AVX2, or smaller vectors on other machines.</summary>
internal readonly struct Lanes4(Vector256<double> value) : ILanes<Lanes4>
{
    private readonly Vector256<double> value = value;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Create(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Load(ref double start, int index) => new(Vector256.LoadUnsafe(ref start, unchecked((nuint)index)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes4 value, ref double start, int index) => value.value.StoreUnsafe(ref start, unchecked((nuint)index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator +(Lanes4 left, Lanes4 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 left, Lanes4 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 value) => new(-value.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator *(Lanes4 left, Lanes4 right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator /(Lanes4 left, Lanes4 right) => new(left.value / right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 FusedMultiplyAdd(Lanes4 a, Lanes4 b, Lanes4 c) =>
        new(Vector256.FusedMultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 FusedMultiplySubtract(Lanes4 a, Lanes4 b, Lanes4 c) => new(Fma.IsSupported
        ? Fma.MultiplySubtract(a.value, b.value, c.value)
        : Vector256.FusedMultiplyAdd(a.value, b.value, -c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 FusedSubtractProduct(Lanes4 a, Lanes4 b, Lanes4 c) => new(Fma.IsSupported
        ? Fma.MultiplyAddNegated(a.value, b.value, c.value)
        : Vector256.FusedMultiplyAdd(-a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Max(Lanes4 a, Lanes4 b) => new(Vector256.MaxNative(b.value, a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Min(Lanes4 a, Lanes4 b) => new(Vector256.MinNative(b.value, a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 WhereLess(Lanes4 a, Lanes4 b, Lanes4 then, Lanes4 otherwise) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(a.value, b.value), then.value, otherwise.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(Lanes4 a, Lanes4 b) => Vector256.LessThanAny(a.value, b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 AddBits(Lanes4 value, long bits) =>
        new((value.value.AsInt64() + Vector256.Create(bits)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 AddBits(Lanes4 left, Lanes4 right) => 
        new((left.value.AsInt64() + right.value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 SubtractBits(Lanes4 left, Lanes4 right) =>
        new((left.value.AsInt64() - right.value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 ShiftBitsRight(Lanes4 value, int count) =>
        new(Vector256.ShiftRightLogical(value.value.AsInt64(), count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 ShiftBitsLeft(Lanes4 value, int count) =>
        new(Vector256.ShiftLeft(value.value.AsInt64(), count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Lookup(ref double table, Lanes4 bits)
    {
        var index = bits.value.AsInt64() & Vector256.Create(15L);
        return new(Vector256.Create(
            Unsafe.Add(ref table, (int)index[0]),
            Unsafe.Add(ref table, (int)index[1]),
            Unsafe.Add(ref table, (int)index[2]),
            Unsafe.Add(ref table, (int)index[3])));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 SumFromTop(Lanes4 value)
    {
        var sum = value.value;
        sum += Vector256.Shuffle(sum, Vector256.Create(1L, 2, 3, -1));
        sum += Vector256.Shuffle(sum, Vector256.Create(2L, 3, -1, -1));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Follow(Lanes4 value, double first) => new(Vector256.ConditionalSelect(
        Vector256.Create(-1L, 0, 0, 0).AsDouble(), Vector256.Create(first), Vector256.Shuffle(value.value, Vector256.Create(0L, 0, 1, 2))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double First(Lanes4 value) => value.value.ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Lanes4 value) => First(SumFromTop(value));
}

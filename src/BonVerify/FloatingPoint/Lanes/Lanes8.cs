using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BonVerify.FloatingPoint.Lanes;

/// <summary>Eight doubles: AVX-512, or two vectors of four on other machines.</summary>
internal readonly struct Lanes8(Vector512<double> value) : ILanes<Lanes8>
{
    private readonly Vector512<double> value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Create(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Load(ref double start, int index) => new(Vector512.LoadUnsafe(ref start, unchecked((nuint)index)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes8 value, ref double start, int index) => value.value.StoreUnsafe(ref start, unchecked((nuint)index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator +(Lanes8 left, Lanes8 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 left, Lanes8 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 value) => new(-value.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator *(Lanes8 left, Lanes8 right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator /(Lanes8 left, Lanes8 right) => new(left.value / right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 FusedMultiplyAdd(Lanes8 a, Lanes8 b, Lanes8 c) =>
        new(Vector512.FusedMultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 FusedMultiplySubtract(Lanes8 a, Lanes8 b, Lanes8 c) => new(Avx512F.IsSupported
        ? Avx512F.FusedMultiplySubtract(a.value, b.value, c.value)
        : Vector512.FusedMultiplyAdd(a.value, b.value, -c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 FusedSubtractProduct(Lanes8 a, Lanes8 b, Lanes8 c) => new(Avx512F.IsSupported
        ? Avx512F.FusedMultiplyAddNegated(a.value, b.value, c.value)
        : Vector512.FusedMultiplyAdd(-a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Max(Lanes8 a, Lanes8 b) => new(Vector512.MaxNative(b.value, a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Min(Lanes8 a, Lanes8 b) => new(Vector512.MinNative(b.value, a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 WhereLess(Lanes8 a, Lanes8 b, Lanes8 then, Lanes8 otherwise) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(a.value, b.value), then.value, otherwise.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(Lanes8 a, Lanes8 b) => Vector512.LessThanAny(a.value, b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 AddBits(Lanes8 value, long bits) =>
        new((value.value.AsInt64() + Vector512.Create(bits)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 AddBits(Lanes8 left, Lanes8 right) => 
        new((left.value.AsInt64() + right.value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 SubtractBits(Lanes8 left, Lanes8 right) =>
        new((left.value.AsInt64() - right.value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 ShiftBitsRight(Lanes8 value, int count) =>
        new(Vector512.ShiftRightLogical(value.value.AsInt64(), count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 ShiftBitsLeft(Lanes8 value, int count) =>
        new(Vector512.ShiftLeft(value.value.AsInt64(), count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Lookup(ref double table, Lanes8 bits)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.PermuteVar8x64x2(
                Vector512.LoadUnsafe(ref table), bits.value.AsInt64(), Vector512.LoadUnsafe(ref table, 8)));
        }

        var index = bits.value.AsInt64() & Vector512.Create(15L);
        return new(Vector512.Create(
            Unsafe.Add(ref table, (int)index[0]),
            Unsafe.Add(ref table, (int)index[1]),
            Unsafe.Add(ref table, (int)index[2]),
            Unsafe.Add(ref table, (int)index[3]),
            Unsafe.Add(ref table, (int)index[4]),
            Unsafe.Add(ref table, (int)index[5]),
            Unsafe.Add(ref table, (int)index[6]),
            Unsafe.Add(ref table, (int)index[7])));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 SumFromTop(Lanes8 value)
    {
        var sum = value.value;
        if (Avx512F.IsSupported)
        {
            sum += Avx512F.AlignRight64(Vector512<long>.Zero, sum.AsInt64(), 1).AsDouble();
            sum += Avx512F.AlignRight64(Vector512<long>.Zero, sum.AsInt64(), 2).AsDouble();
            sum += Avx512F.AlignRight64(Vector512<long>.Zero, sum.AsInt64(), 4).AsDouble();
            return new(sum);
        }

        sum += Vector512.Shuffle(sum, Vector512.Create(1L, 2, 3, 4, 5, 6, 7, -1));
        sum += Vector512.Shuffle(sum, Vector512.Create(2L, 3, 4, 5, 6, 7, -1, -1));
        sum += Vector512.Shuffle(sum, Vector512.Create(4L, 5, 6, 7, -1, -1, -1, -1));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Follow(Lanes8 value, double first) => new(Vector512.ConditionalSelect(
        Vector512.Create(-1L, 0, 0, 0, 0, 0, 0, 0).AsDouble(), Vector512.Create(first), Vector512.Shuffle(value.value, Vector512.Create(0L, 0, 1, 2, 3, 4, 5, 6))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double First(Lanes8 value) => value.value.ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Lanes8 value) => First(SumFromTop(value));
}

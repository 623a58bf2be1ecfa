using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BonVerify.FloatingPoint.Lanes;

namespace BonVerify.FloatingPoint.Pairs;

/// <summary>Many pairs: the high parts side by side, and so the low ones. Bounds are not checked.</summary>
internal readonly ref struct PairBuffer
{
    private readonly ref double high;
    private readonly ref double low;

    /// <summary>High parts in the first half of a buffer, low parts in the second.</summary>
    public PairBuffer(Span<double> buffer)
        : this(buffer[..(buffer.Length / 2)], buffer[(buffer.Length / 2)..])
    {
    }

    public PairBuffer(Span<double> high, Span<double> low)
        : this(ref high[0], ref low[0])
    {
    }

    private PairBuffer(ref double high, ref double low)
    {
        this.high = ref high;
        this.low = ref low;
    }

    /// <summary>The pairs from a position on.</summary>
    public PairBuffer From(int index) => new(ref Unsafe.Add(ref high, index), ref Unsafe.Add(ref low, index));

    /// <summary>Reads as many pairs as there are lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DoubleDouble<L> Load<L>(int index)
        where L : struct, ILanes<L> => new(L.Load(ref high, index), L.Load(ref low, index));

    /// <summary>Writes as many pairs as there are lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<L>(DoubleDouble<L> value, int index)
        where L : struct, ILanes<L>
    {
        L.Store(value.High, ref high, index);
        L.Store(value.Low, ref low, index);
    }

    /// <summary>Reads high parts alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L LoadHigh<L>(int index)
        where L : struct, ILanes<L> => L.Load(ref high, index);

    /// <summary>Writes high parts alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreHigh<L>(L value, int index)
        where L : struct, ILanes<L> => L.Store(value, ref high, index);

    /// <summary>Writes one pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int index, CompensatedSum pair)
    {
        Unsafe.Add(ref high, index) = pair.High;
        Unsafe.Add(ref low, index) = pair.Low;
    }

    /// <summary>Sets the first pairs to 0.</summary>
    public void Clear(int count)
    {
        MemoryMarshal.CreateSpan(ref high, count).Clear();
        MemoryMarshal.CreateSpan(ref low, count).Clear();
    }
}

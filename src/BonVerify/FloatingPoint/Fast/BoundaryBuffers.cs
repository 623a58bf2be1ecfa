using System.Runtime.CompilerServices;

namespace BonVerify.FloatingPoint.Fast;

/// <summary>
/// What is known at the boundaries of a block of cells, from the bottom up: boundary i lies below cell i, the last one above
/// the last cell.
/// </summary>
internal readonly ref struct BoundaryBuffers
{
    /// <summary>Doubles needed for blocks of so many cells.</summary>
    public static int Size(int cells) => 3 * (cells + 8);

    public BoundaryBuffers(Span<double> buffer)
    {
        var length = buffer.Length / 3;
        Above = ref buffer[0];
        Below = ref buffer[length];
        Logarithms = ref buffer[2 * length];
    }

    private BoundaryBuffers(ref double above, ref double below, ref double logarithms)
    {
        Above = ref above;
        Below = ref below;
        Logarithms = ref logarithms;
    }

    /// <summary>The mass above.</summary>
    public readonly ref double Above;

    /// <summary>The mass below.</summary>
    public readonly ref double Below;

    /// <summary>ln F.</summary>
    public readonly ref double Logarithms;

    /// <summary>The boundaries from one on.</summary>
    public BoundaryBuffers From(int index) => new(
        ref Unsafe.Add(ref Above, index), ref Unsafe.Add(ref Below, index), ref Unsafe.Add(ref Logarithms, index));

    /// <summary>What is known at one boundary.</summary>
    public Boundary Get(int index) => new(
        Unsafe.Add(ref Above, index), Unsafe.Add(ref Below, index), Unsafe.Add(ref Logarithms, index));

    /// <summary>Writes what is known at one boundary.</summary>
    public void Set(int index, Boundary boundary)
    {
        Unsafe.Add(ref Above, index) = boundary.Above;
        Unsafe.Add(ref Below, index) = boundary.Below;
        Unsafe.Add(ref Logarithms, index) = boundary.Logarithm;
    }
}

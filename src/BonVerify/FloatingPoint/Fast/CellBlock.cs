using System.Runtime.CompilerServices;

namespace BonVerify.FloatingPoint.Fast;

/// <summary>Neighbouring cells, as many as fill whole vectors, and what is known at the boundaries around them.</summary>
internal readonly ref struct CellBlock(ref double weights, int count, BoundaryBuffers boundaries)
{
    /// <summary>The weight of the lowest cell, followed by the others.</summary>
    public readonly ref double Weights = ref weights;

    /// <summary>How many cells.</summary>
    public readonly int Count = count;

    /// <summary>Boundary i lies below cell i.</summary>
    public readonly BoundaryBuffers Boundaries = boundaries;

    /// <summary>The cells from one on.</summary>
    public CellBlock From(int cell) => new(ref Unsafe.Add(ref Weights, cell), Count - cell, Boundaries.From(cell));
}

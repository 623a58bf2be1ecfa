using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BonVerify.FloatingPoint.Lanes;

/// <summary>The widest vectors of doubles that the machine has; the compiler knows which, and compiles no others.</summary>
internal static class WidestLanes
{
    /// <summary>Runs an operation on them.</summary>
    /// <remarks>Without vectors of four, on single doubles: emulated vectors take the exact integers three to six times as long.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TResult Run<TOperation, TResult>(TOperation operation)
        where TOperation : struct, ILaneOperation<TResult>, allows ref struct =>
        Vector512.IsHardwareAccelerated ? operation.On<Lanes8>()
        : Vector256.IsHardwareAccelerated ? operation.On<Lanes4>()
        : operation.On<Lanes1>();
}

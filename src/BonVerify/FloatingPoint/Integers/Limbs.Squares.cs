using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;

namespace BonVerify.FloatingPoint.Integers;

/// <content>Squares of long numbers, from those of their halves.</content>
internal static partial class Limbs<L>
{
    /// <summary>From so many limbs on a number is squared by halves. From 48 to 112 all are as fast.</summary>
    public const int ByHalves = 72;

    // Beside a difference of halves: a limb for its carry, and three that squaring by columns sets to 0 for a while. Beside its square: two for the
    // carry, and two that are written to.
    private const int Beside = 4;

    /// <summary>The square of a number, of twice as many limbs. Two limbs behind the square are written to; three behind the number keep their values.</summary>
    /// <param name="value">Limbs of magnitude at most 2^50 + 32.</param>
    /// <param name="count">How many.</param>
    /// <param name="square">Receives the square.</param>
    /// <param name="scratch">Room for 3·count limbs and some more.</param>
    /// <remarks>
    /// Of a long one by Karatsuba's identity, 2ab = a² + b² − (a − b)²: three squares of half the length for the four quarters.
    /// </remarks>
    public static void Square(ref double value, int count, ref double square, ref double scratch)
    {
        if (count < ByHalves)
        {
            SquareByColumns(ref value, count, ref square);
            return;
        }

        var half = (count + 1) / 2;
        ref var upper = ref Unsafe.Add(ref value, half * L.Count);
        ref var middle = ref Unsafe.Add(ref scratch, (half + Beside) * L.Count);
        ref var rest = ref Unsafe.Add(ref middle, (2 * half + Beside) * L.Count);

        // The lower half first, as what is written behind its square belongs to that of the upper half.
        Square(ref value, half, ref square, ref scratch);
        Square(ref upper, count - half, ref Unsafe.Add(ref square, 2 * half * L.Count), ref scratch);
        var length = Difference(ref value, half, ref upper, count - half, ref scratch);
        Square(ref scratch, length, ref middle, ref rest);
        AddMiddle(ref square, count, ref middle, length);
    }

    /// <summary>a − b, of which b may have one limb less; returns how many limbs it has, which may be one more than a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Difference(ref double a, int count, ref double b, int countB, ref double difference)
    {
        var carry = L.Create(0);
        for (var k = 0; k < countB; k++)
        {
            carry = PutApart(L.Load(ref a, k * L.Count) - L.Load(ref b, k * L.Count), carry, ref difference, k);
        }

        if (countB < count)
        {
            carry = PutApart(L.Load(ref a, countB * L.Count), carry, ref difference, countB);
        }

        L.Store(carry, ref difference, count * L.Count);
        return NotZero(carry) ? count + 1 : count;
    }

    /// <summary>Adds 2ab = a² + b² − (a − b)², half a number up, to a² and b², which lie one behind the other.</summary>
    /// <remarks>Both halves of 2ab in one pass: no limb that is written is read afterwards.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddMiddle(ref double square, int count, ref double middle, int length)
    {
        var half = (count + 1) / 2;
        var zero = L.Create(0);

        // Where b has a limb less than a its square has two less.
        L.Store(zero, ref square, 2 * count * L.Count);
        L.Store(zero, ref square, (2 * count + 1) * L.Count);
        ref var second = ref Unsafe.Add(ref square, half * L.Count);
        ref var third = ref Unsafe.Add(ref second, half * L.Count);
        ref var fourth = ref Unsafe.Add(ref third, half * L.Count);
        ref var upperMiddle = ref Unsafe.Add(ref middle, half * L.Count);
        var (lower, upper) = (zero, zero);
        for (var k = 0; k < half; k++)
        {
            var both = L.Load(ref second, k * L.Count) + L.Load(ref third, k * L.Count);
            var (first, last) = (L.Load(ref square, k * L.Count), L.Load(ref fourth, k * L.Count));
            lower = PutApart(both + (first - L.Load(ref middle, k * L.Count)), lower, ref second, k);
            upper = PutApart(both + (last - L.Load(ref upperMiddle, k * L.Count)), upper, ref third, k);
        }

        L.Store(L.Load(ref third, 0) + lower, ref third, 0);

        // A difference with a limb more is 1 there, and so is its square.
        var beyond = length > half ? L.Load(ref upperMiddle, half * L.Count) : zero;
        L.Store(L.Load(ref fourth, 0) + upper - beyond, ref fourth, 0);
    }

    /// <summary>Writes one limb, to which the carry is added as it is, and returns a carry that does not depend on it: no limb waits for another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L PutApart(L limb, L carry, ref double limbs, int index)
    {
        var next = L.FusedMultiplyAdd(limb, L.Create(1 / Radix), L.Create(Rounding.ToInteger)) - L.Create(Rounding.ToInteger);
        L.Store(L.FusedSubtractProduct(next, L.Create(Radix), limb) + carry, ref limbs, index * L.Count);
        return next;
    }
}

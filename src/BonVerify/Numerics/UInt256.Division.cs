using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BonVerify.Numerics;

/// <content>Division by words, after Knuth (The Art of Computer Programming, vol. 2, algorithm 4.3.1 D), with a reciprocal for the quotients of two words.</content>
internal readonly partial struct UInt256
{
    /// <summary>(high·2^256 + low)/divisor, cut; it must be below 2^256.</summary>
    /// <param name="high">The upper half of the dividend, below the divisor.</param>
    /// <param name="low">Its lower half.</param>
    /// <param name="divisor">The divisor, not 0.</param>
    /// <param name="isExact">Whether nothing is left.</param>
    /// <returns>The quotient.</returns>
    public static UInt256 Divide(in UInt256 high, in UInt256 low, in UInt256 divisor, out bool isExact)
    {
        Debug.Assert(high.CompareTo(divisor) < 0, "The quotient does not fit.");
        var bits = divisor.BitLength;
        var length = (bits + WordBits - 1) / WordBits;
        var shift = length * WordBits - bits;
        var v = divisor << shift;
        Span<ulong> d = [v.w0, v.w1, v.w2, v.w3];
        d = d[..length];
        var upper = shift == 0 ? high : Or(high << shift, low >> (Size - shift));
        var lower = low << shift;
        Span<ulong> u = [lower.w0, lower.w1, lower.w2, lower.w3, upper.w0, upper.w1, upper.w2, upper.w3, 0];
        Span<ulong> q = [0, 0, 0, 0];

        // The quotient has at most four words, as high is below the divisor; leading words that are 0 are left out.
        var top = 2 * Words;
        while (top > length && u[top - 1] == 0)
        {
            top--;
        }

        // The words above are 0, or less than the divisor: then the first quotient is one word further down.
        var first = Math.Min(Words - 1, top - length);
        var reciprocal = Reciprocal(d[^1]);
        if (length == 1)
        {
            var rest = u[first + 1];
            for (var j = first; j >= 0; j--)
            {
                q[j] = Divide(ref rest, u[j], d[0], reciprocal);
            }

            isExact = rest == 0;
            return new(q[0], q[1], q[2], q[3]);
        }

        for (var j = first; j >= 0; j--)
        {
            q[j] = Digit(u.Slice(j, length + 1), d, reciprocal);
        }

        isExact = u[..length].IndexOfAnyExcept(0UL) < 0;
        return new(q[0], q[1], q[2], q[3]);
    }

    /// <summary>One word of a quotient; the dividend, which has one word more than the divisor, becomes the rest.</summary>
    private static ulong Digit(Span<ulong> u, ReadOnlySpan<ulong> d, ulong reciprocal)
    {
        var n = d.Length;
        var leading = d[n - 1];
        ulong quotient;
        var rest = u[n];
        bool restFits;
        if (rest >= leading)
        {
            // Only equality can occur; the quotient is the largest word.
            quotient = ulong.MaxValue;
            rest = unchecked(u[n - 1] + leading);
            restFits = rest >= leading;
        }
        else
        {
            quotient = Divide(ref rest, u[n - 1], leading, reciprocal);
            restFits = true;
        }

        // At most twice: the quotient by one word is at most two too large.
        while (restFits)
        {
            var high = Math.BigMul(quotient, d[n - 2], out var low);
            if (high < rest || (high == rest && low <= u[n - 2]))
            {
                break;
            }

            quotient--;
            rest = unchecked(rest + leading);
            restFits = rest >= leading;
        }

        var (carry, borrow) = (0UL, 0UL);
        for (var i = 0; i < n; i++)
        {
            u[i] = SubtractWithBorrow(u[i], MultiplyAdd(quotient, d[i], 0, ref carry), ref borrow);
        }

        u[n] = SubtractWithBorrow(u[n], carry, ref borrow);
        if (borrow != 0)
        {
            quotient--;
            carry = 0;
            for (var i = 0; i < n; i++)
            {
                u[i] = AddWithCarry(u[i], d[i], ref carry);
            }

            u[n] = unchecked(u[n] + carry);
        }

        return quotient;
    }

    /// <summary>⌊(2^128 − 1)/divisor⌋ − 2^64 of a divisor of at least 2^63.</summary>
    private static ulong Reciprocal(ulong divisor) => unchecked((ulong)(new UInt128(~divisor, ulong.MaxValue) / divisor));

    /// <summary>The quotient of two words by one, with its reciprocal; the rest, which is the upper word and below the divisor, becomes the next.</summary>
    /// <remarks>N. Möller and T. Granlund, Improved division by invariant integers (2011), algorithm 4.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Divide(ref ulong rest, ulong low, ulong divisor, ulong reciprocal)
    {
        unchecked
        {
            var quotient = Math.BigMul(reciprocal, rest, out var below);
            below += low;
            quotient += rest + 1 + (below < low ? 1UL : 0);
            var next = low - quotient * divisor;
            if (next > below)
            {
                quotient--;
                next += divisor;
            }

            if (next >= divisor)
            {
                quotient++;
                next -= divisor;
            }

            rest = next;
            return quotient;
        }
    }
}

using System.Numerics;

namespace BonVerify.Neighbours;

/// <summary>How often each class can come up in some draws: the multisets of classes, with their multinomial masses.</summary>
internal static class Multisets
{
    /// <summary>The default budget.</summary>
    public const int DefaultMaximum = 10_000;

    /// <summary>Refuses n draws that have more multisets than a budget.</summary>
    public static void Require(int n, int classes, int maximum)
    {
        Preconditions.AtLeast(n, 1);
        Preconditions.AtLeast(maximum, 1, "maxMultisets");
        if (!AreWithin(n, classes, maximum))
        {
            throw new ArgumentOutOfRangeException(
                nameof(n), $"n is {n}; {n} draws from {classes} different weights have more multisets than the budget maxMultisets = {maximum}.");
        }
    }

    /// <summary>Whether n draws have at most so many multisets.</summary>
    public static bool AreWithin(int n, int classes, int maximum)
    {
        // C(n + K − 1, K − 1), stopped where it is over the budget: it grows with every factor.
        var (count, smaller) = (BigInteger.One, Math.Min(n, classes - 1));
        for (var i = 1; i <= smaller && count <= maximum; i++)
        {
            count = count * ((long)n + classes - 1 - smaller + i) / i;
        }

        return count <= maximum;
    }

    /// <summary>Visits each multiset of so many draws.</summary>
    /// <param name="draws">The number of draws, at least 0.</param>
    /// <param name="weights">An integer weight for each class, in proportion to its chance.</param>
    /// <param name="visit">Takes how often each class came up, valid until it returns, and the mass over (Σ weights)^draws.</param>
    public static void Visit(int draws, IReadOnlyList<BigInteger> weights, Action<IReadOnlyList<int>, BigInteger> visit)
    {
        var counts = new int[weights.Count];
        From(0, draws, BigInteger.One);

        void From(int kind, int left, BigInteger mass)
        {
            if (kind == weights.Count - 1)
            {
                counts[kind] = left;
                visit(counts, mass * BigInteger.Pow(weights[kind], left));
                return;
            }

            for (var count = 0; count <= left; count++)
            {
                counts[kind] = count;
                From(kind + 1, left - count, mass);
                mass = mass * weights[kind] * (left - count) / (count + 1);
            }
        }
    }
}

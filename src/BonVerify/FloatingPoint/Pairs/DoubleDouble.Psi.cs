using System.Runtime.CompilerServices;

namespace BonVerify.FloatingPoint.Pairs;

/// <content>The term of the KL divergence.</content>
internal readonly partial struct DoubleDouble<L>
{
    /// <summary>2^−200: ratios below it are taken for it, as ψ is 1 up to 2^−190 there (lemma 11).</summary>
    public const double SmallestRatio = 6.223015277861142e-61;

    /// <summary>ψ(t) = t ln t − t + 1 for t ≥ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> Psi(DoubleDouble<L> t) => Psi(t, Ln(AtLeastSmallest(t)));

    /// <summary>ψ(t), given the logarithm of t, or that of 2^−200 where t is below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> Psi(DoubleDouble<L> t, DoubleDouble<L> logarithm)
    {
        var ratio = AtLeastSmallest(t);
        return Subtract(Multiply(ratio, logarithm), MinusOne(ratio));
    }

    /// <summary>t, or 2^−200 where t is below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> AtLeastSmallest(DoubleDouble<L> t)
    {
        var smallest = L.Create(SmallestRatio);
        return new(L.Max(t.High, smallest), L.WhereLess(t.High, smallest, L.Create(0), t.Low));
    }
}

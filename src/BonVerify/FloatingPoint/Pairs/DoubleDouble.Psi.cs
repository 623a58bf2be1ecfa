using System.Runtime.CompilerServices;

namespace BonVerify.FloatingPoint.Pairs;

/// <content>The term of the KL divergence.</content>
internal readonly partial struct DoubleDouble<L>
{
    /// <summary>2^−200: ratios below it are taken for it, as ψ is 1 up to 2^−190 there (lemma 11).</summary>
    public const double SmallestRatio = 6.223015277861142e-61;

    /// <summary>ψ(t) = t ln t − t + 1 for t ≥ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<L> Psi(DoubleDouble<L> t)
    {
        var smallest = L.Create(SmallestRatio);
        var ratio = new DoubleDouble<L>(L.Max(t.High, smallest), L.WhereLess(t.High, smallest, L.Create(0), t.Low));
        return Subtract(Multiply(ratio, Ln(ratio)), MinusOne(ratio));
    }
}

using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Quantities;

/// <summary>
/// How far a quantity of a policy moves when the masses of the outcomes do: by a count of units of 2^−(bits−1), of the value or
/// absolute, where every weight grows by at most a factor 1 + η, η = 2^−bits.
/// </summary>
/// <remarks>
/// <para>
/// With a = 1 + η each mass p changes by a factor in [1/a, a], any probability of n independent draws, such as q, by one in [a^−n, a^n],
/// and a density ratio t = q/p by one in [a^−(n+1), a^(n+1)]. While kη ≤ 1, a^k − 1 ≤ 2kη: k units. |ln a| ≤ η, half a unit.
/// </para>
/// <para>
/// Behind the counts: Σ q|ln t| ≤ KL + 2/e, since Σ q (ln t)⁻ = Σ p t (ln 1/t)⁺ ≤ 1/e; Σ p|ln t| ≤ KL(p‖q) + 2 ln n, since t ≤ n;
/// KL ≤ ln n &lt; 21 and KL(p‖q) ≤ n − 1 for every n that is read; χ² + 1 ≤ n; and d_n is Lipschitz in ln ε with the constant 1,
/// because ε|d_n'(ε)| ≤ 1 − (1−ε)^n.
/// </para>
/// </remarks>
internal sealed class Sensitivity
{
    private const int Step = 64;

    private readonly Func<int, BigInteger> units;
    private readonly Func<PolicyCase, Rational>? scale;

    private readonly FixedWhere isFixed;

    private Sensitivity(Func<int, BigInteger> units, Func<PolicyCase, Rational>? scale, FixedWhere isFixed) =>
        (this.units, this.scale, this.isFixed) = (units, scale, isFixed);

    /// <summary>Of a quantity of n alone.</summary>
    public static Sensitivity None { get; } = Absolute(static _ => 0, FixedWhere.Everywhere);

    /// <summary>So many units of the value, which is not negative.</summary>
    /// <param name="units">From n.</param>
    /// <param name="isFixed">Where the value does not depend on the masses.</param>
    public static Sensitivity Relative(Func<int, BigInteger> units, FixedWhere isFixed) => new(units, null, isFixed);

    /// <summary>So many units of 1.</summary>
    /// <param name="units">From n.</param>
    /// <param name="isFixed">Where the value does not depend on the masses.</param>
    public static Sensitivity Absolute(Func<int, BigInteger> units, FixedWhere isFixed) => Absolute(units, static _ => Rational.One, isFixed);

    /// <summary>So many units of a scale.</summary>
    /// <param name="units">From n.</param>
    /// <param name="scale">From a case with the same rewards.</param>
    /// <param name="isFixed">Where the value does not depend on the masses.</param>
    public static Sensitivity Absolute(Func<int, BigInteger> units, Func<PolicyCase, Rational> scale, FixedWhere isFixed) => new(units, scale, isFixed);

    /// <summary>The bits of the neighbour that tells all but the masses: rewards, ties, n.</summary>
    public const int FewBits = 64;

    /// <summary>The values of a quantity in a case by logarithms.</summary>
    public IReadOnlyList<ComputableReal> Evaluate(Quantity quantity, CaseEvaluation evaluation)
    {
        var first = evaluation.Near(FewBits);
        var numbers = quantity.Numbers(first);
        if (((LogPolicyCase)evaluation.Case).IsUniform || IsFixed((PolicyCase)first.Case, evaluation.Options))
        {
            return numbers;
        }

        var n = ((LogPolicyCase)evaluation.Case).N;
        var extra = 8 + (int)units(n).GetBitLength();
        return
        [
            .. Enumerable.Range(0, numbers.Count).Select(i => ComputableReal.FromEnclosures(precision =>
            {
                // As narrow as the precision asks for, and in steps, so that one neighbour serves many quantities.
                var bits = (precision + extra + Step - 1) / Step * Step;
                var near = evaluation.Near(bits);
                return Widen(quantity.Numbers(near)[i].Evaluate(precision + 8), n, bits, (PolicyCase)near.Case).Round(precision + 8);
            })),
        ];
    }

    /// <summary>Whether the value of a case does not depend on its masses.</summary>
    internal bool IsFixed(PolicyCase near, QuantityOptions options) =>
        (isFixed.HasFlag(FixedWhere.SingleDraw) && near.N == 1)
        || (isFixed.HasFlag(FixedWhere.SingleLevel) && near.Reference.CellsUnder(options.Ties).Count == 1)
        || (isFixed.HasFlag(FixedWhere.SingleOutcome) && near.Reference.Count == 1)
        || isFixed.HasFlag(FixedWhere.Everywhere);

    /// <summary>An enclosure of the value where every weight is larger by a factor of at most 1 + 2^−bits.</summary>
    internal Enclosure Widen(Enclosure value, int n, int bits, PolicyCase near)
    {
        var share = Enclosure.Exactly(new Dyadic(units(n), 1 - bits));
        var error = Enclosure.Multiply(scale is null ? value : Enclosure.FromRational(scale(near), 64), share, 64).Upper;
        return new Enclosure(value.Lower - error, value.Upper + error);
    }
}

/// <summary>Where a quantity does not depend on the masses.</summary>
[Flags]
internal enum FixedWhere
{
    Nowhere = 0,

    /// <summary>n = 1.</summary>
    SingleDraw = 1,

    /// <summary>One level competes: all rewards are equal, or there is one outcome.</summary>
    SingleLevel = 2,

    /// <summary>There is one outcome.</summary>
    SingleOutcome = 4,

    /// <summary>It is a number of n alone.</summary>
    Everywhere = 8,

    /// <summary>Nothing is chosen, and best-of-n is the reference policy.</summary>
    NoChoice = SingleDraw | SingleLevel,
}

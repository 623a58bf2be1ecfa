using System.Collections.Concurrent;
using BonVerify.Evaluation;

namespace BonVerify.Quantities;

/// <summary>A case under evaluation: what several quantities need is computed once.</summary>
/// <remarks>Safe for use by many threads.</remarks>
public sealed class CaseEvaluation
{
    private readonly Lazy<PolicyEvaluation> policy;

    // By bits: what quantities of a case by logarithms share.
    private readonly ConcurrentDictionary<int, Lazy<CaseEvaluation>> near = new();

    /// <summary>Prepares a case; nothing is computed yet.</summary>
    /// <param name="oracleCase">The case.</param>
    /// <param name="options">How to evaluate it, or <see langword="null"/> for the defaults.</param>
    public CaseEvaluation(OracleCase oracleCase, QuantityOptions? options = null)
    {
        Case = Preconditions.NotNull(oracleCase);
        Options = options ?? QuantityOptions.Default;
        policy = new(() => Case is PolicyCase c
            ? new PolicyEvaluation(
                c.Reference, c.N, Options.Ties, new Budget { ExactBits = Options.ExactBits, MaxPrecision = Options.MaxPrecision })
            : throw new InvalidOperationException("the case has no reference policy."));
    }

    /// <summary>The case.</summary>
    public OracleCase Case { get; }

    /// <summary>How it is evaluated.</summary>
    public QuantityOptions Options { get; }

    /// <summary>The policy under evaluation, of a case that has one.</summary>
    /// <exception cref="InvalidOperationException">The case is of a kind without a policy.</exception>
    public PolicyEvaluation Policy => policy.Value;

    /// <summary>The bits of the denominator that the best-of-n masses have in common; 0 where the case has no such masses.</summary>
    internal long DenominatorBits => Case is PolicyCase c ? c.N * (long)c.Reference.Denominator.GetBitLength() : 0;

    /// <summary>The evaluation of a rational case next to one by logarithms: see <see cref="LogPolicyCase.Near"/>.</summary>
    internal CaseEvaluation Near(int bits) =>
        near.GetOrAdd(bits, static (bits, e) => new(() => new CaseEvaluation(((LogPolicyCase)e.Case).Near(bits), e.Options)), this).Value;

    /// <summary>The value of a quantity.</summary>
    /// <param name="quantity">A quantity of the kind of the case.</param>
    /// <returns>The values, or why there is none.</returns>
    public QuantityResult Evaluate(Quantity quantity) => Preconditions.NotNull(quantity).Evaluate(this);
}

using BonVerify.FloatingPoint;
using BonVerify.Numerics;

namespace BonVerify.Evaluation;

/// <summary>
/// Measures whose KL divergence is first enclosed by pairs of doubles, in about a microsecond; where such an enclosure does
/// not decide, it is the exact one.
/// </summary>
public class CertifiedPolicyMeasures : PolicyMeasures
{
    // The precision at which comparisons begin; pairs of doubles give at least half of its bits.
    private const int FirstPrecision = 128;

    /// <inheritdoc/>
    public override ComputableReal Kl(PolicyEvaluation policy)
    {
        var exact = new Lazy<ComputableReal>(() => base.Kl(policy));
        return ComputableReal.FromEnclosures(
            precision => precision <= FirstPrecision
                ? CertifiedKullbackLeibler.Enclose(policy.Reference, policy.N, policy.Ties)
                : exact.Value.Evaluate(precision),
            () => exact.Value.TryMakeExact());
    }
}

using BonVerify.Claims;
using BonVerify.FloatingPoint;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Cli.Verification;

/// <summary>
/// A case whose KL divergence is first enclosed by pairs of doubles, in about a microsecond; where such an enclosure does not
/// decide, it is the exact one of every other case.
/// </summary>
internal sealed class CertifiedCase(ReferencePolicy reference, int n, TieBreaking ties, long exactBits)
    : ClaimCase(reference, n, ties, exactBits)
{
    // The precision at which comparisons begin; pairs of doubles give at least half of its bits.
    private const int FirstPrecision = 128;

    public override ClaimCase WithN(int n) => new CertifiedCase(Reference, n, Ties, ExactBits) { MaxPrecision = MaxPrecision };

    protected override ComputableReal ComputeKl()
    {
        var exact = new Lazy<ComputableReal>(base.ComputeKl);
        return ComputableReal.FromEnclosures(
            precision => precision <= FirstPrecision
                ? CertifiedKullbackLeibler.Enclose(Reference, N, Ties)
                : exact.Value.Evaluate(precision),
            () => exact.Value.TryMakeExact());
    }
}

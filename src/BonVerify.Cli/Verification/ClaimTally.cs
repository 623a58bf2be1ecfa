using BonVerify.Claims;
using BonVerify.Interchange;

namespace BonVerify.Cli.Verification;

/// <summary>What a run has seen of one claim.</summary>
internal sealed class ClaimTally(Claim claim)
{
    public Claim Claim { get; } = claim;

    public int Cases { get; private set; }

    public int Holds { get; private set; }

    /// <summary>How many of <see cref="Holds"/> are equalities.</summary>
    public int Equalities { get; private set; }

    public int Violated { get; private set; }

    public int Undecided { get; private set; }

    public int NotApplicable { get; private set; }

    /// <summary>The smallest relative margin other than 0, with the case that attains it.</summary>
    public (Verdict.Holds Verdict, NamedCase Case)? Tightest { get; private set; }

    /// <summary>The first case in which the claim is false.</summary>
    public (Witness Witness, NamedCase Case)? FirstViolation { get; private set; }

    /// <summary>The first case that stayed open.</summary>
    public NamedCase? FirstUndecided { get; private set; }

    /// <summary>The first violation after shrinking.</summary>
    public (Witness Witness, NamedCase Case)? Smallest { get; set; }

    /// <summary>The first violation after shrinking, as it travels.</summary>
    public Counterexample? Found { get; set; }

    /// <summary>The file that <see cref="Found"/> was written to.</summary>
    public string? File { get; set; }

    /// <summary>Known counterexamples that no longer refute the claim: a defect of the tool.</summary>
    public List<KnownCounterexample> Lost { get; } = [];

    public bool IsRefutation => Claim.Status == ClaimStatus.Refuted;

    public void Add(Verdict verdict, NamedCase namedCase)
    {
        Cases++;
        switch (verdict)
        {
            case Verdict.Holds holds:
                Holds++;
                AddMargin(holds, namedCase);
                break;
            case Verdict.Violated violated:
                Violated++;
                FirstViolation ??= (violated.Witness, namedCase);
                break;
            case Verdict.Undecided:
                Undecided++;
                FirstUndecided ??= namedCase;
                break;
            default:
                NotApplicable++;
                break;
        }
    }

    private void AddMargin(Verdict.Holds verdict, NamedCase namedCase)
    {
        if (verdict.Margin.Sign == 0)
        {
            Equalities++;
        }
        else if (Tightest is null || verdict.RelativeMargin.Lower < Tightest.Value.Verdict.RelativeMargin.Lower)
        {
            Tightest = (verdict, namedCase);
        }
    }
}

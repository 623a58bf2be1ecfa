using BonVerify.Claims;

namespace BonVerify.Cli.Verification;

/// <summary>What a run has seen of one claim; a verdict more makes a new tally.</summary>
internal sealed record ClaimTally(Claim Claim)
{
    public int Cases { get; private init; }

    public int Holds { get; private init; }

    /// <summary>How many of <see cref="Holds"/> are equalities.</summary>
    public int Equalities { get; private init; }

    public int Violated { get; private init; }

    public int Undecided { get; private init; }

    public int NotApplicable { get; private init; }

    /// <summary>The smallest relative margin other than 0, with the case that attains it.</summary>
    public (Verdict.Holds Verdict, NamedCase Case)? Tightest { get; private init; }

    /// <summary>The first case in which the claim is false.</summary>
    public NamedCase? FirstViolation { get; private init; }

    /// <summary>The relation that is false there.</summary>
    public Witness? FirstWitness { get; private init; }

    public bool IsRefutation => Claim.Status == ClaimStatus.Refuted;

    public bool HasNoVerdict => Cases == NotApplicable;

    /// <summary>The tally with the verdict on one case more.</summary>
    public ClaimTally With(Verdict verdict, NamedCase namedCase)
    {
        var next = this with { Cases = Cases + 1 };
        return verdict switch
        {
            Verdict.Holds { Margin.Sign: 0 } => next with { Holds = Holds + 1, Equalities = Equalities + 1 },
            Verdict.Holds holds => next with { Holds = Holds + 1, Tightest = Tighter(holds, namedCase) },
            Verdict.Violated violated => next with { Violated = Violated + 1, FirstViolation = FirstViolation ?? namedCase, FirstWitness = FirstWitness ?? violated.Witness },
            Verdict.Undecided => next with { Undecided = Undecided + 1 },
            _ => next with { NotApplicable = NotApplicable + 1 },
        };
    }

    private (Verdict.Holds Verdict, NamedCase Case)? Tighter(Verdict.Holds verdict, NamedCase namedCase) =>
        Tightest is not var (known, _) || verdict.RelativeMargin.Lower < known.RelativeMargin.Lower ? (verdict, namedCase) : Tightest;
}

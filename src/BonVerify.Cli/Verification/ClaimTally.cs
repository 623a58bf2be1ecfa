using BonVerify.Claims;

namespace BonVerify.Cli.Verification;

/// <summary>What is known of one claim from some cases of a run.</summary>
/// <remarks>
/// Tallies of different cases are joined in any order and any grouping with the same result: counts add up, and of the tightest cases
/// and of the violations the one that is first in the order of the run stays. A run does nothing else, case by case.
/// </remarks>
internal sealed record ClaimTally(Claim Claim)
{
    public long Cases { get; init; }

    public long Holds { get; init; }

    /// <summary>How many of <see cref="Holds"/> are equalities.</summary>
    public long Equalities { get; init; }

    public long Violated { get; init; }

    public long Undecided { get; init; }

    public long NotApplicable { get; init; }

    /// <summary>The smallest relative margin other than 0, with the first case that attains it.</summary>
    public (Verdict.Holds Verdict, NamedCase Case)? Tightest { get; init; }

    /// <summary>The first case in which the claim is false.</summary>
    public NamedCase? FirstViolation { get; init; }

    /// <summary>The relation that is false there; null also when that is to be decided again.</summary>
    public Witness? FirstWitness { get; init; }

    public bool IsRefutation => Claim.Status == ClaimStatus.Refuted;

    public bool HasNoVerdict => Cases == NotApplicable;

    /// <summary>The tally of one case.</summary>
    public static ClaimTally Of(Claim claim, Verdict verdict, NamedCase namedCase)
    {
        var one = new ClaimTally(claim) { Cases = 1 };
        return verdict switch
        {
            Verdict.Holds { Margin.Sign: 0 } => one with { Holds = 1, Equalities = 1 },
            Verdict.Holds holds => one with { Holds = 1, Tightest = (holds, namedCase) },
            Verdict.Violated violated => one with { Violated = 1, FirstViolation = namedCase, FirstWitness = violated.Witness },
            Verdict.Undecided => one with { Undecided = 1 },
            _ => one with { NotApplicable = 1 },
        };
    }

    /// <summary>The tally of the cases of both.</summary>
    public ClaimTally Plus(ClaimTally other)
    {
        var isOthersFirst = FirstViolation is null || (other.FirstViolation is { } violation && violation.Order.CompareTo(FirstViolation.Order) < 0);
        return new(Claim)
        {
            Cases = Cases + other.Cases,
            Holds = Holds + other.Holds,
            Equalities = Equalities + other.Equalities,
            Violated = Violated + other.Violated,
            Undecided = Undecided + other.Undecided,
            NotApplicable = NotApplicable + other.NotApplicable,
            Tightest = IsTighter(other.Tightest, Tightest) ? other.Tightest : Tightest,
            FirstViolation = isOthersFirst ? other.FirstViolation : FirstViolation,
            FirstWitness = isOthersFirst ? other.FirstWitness : FirstWitness,
        };
    }

    /// <summary>The tally with the verdict on one case more.</summary>
    public ClaimTally With(Verdict verdict, NamedCase namedCase) => Plus(Of(Claim, verdict, namedCase));

    private static bool IsTighter((Verdict.Holds Verdict, NamedCase Case)? one, (Verdict.Holds Verdict, NamedCase Case)? other)
    {
        if (one is not var (verdict, namedCase) || other is not var (known, knownCase))
        {
            return one is not null;
        }

        var byMargin = verdict.RelativeMargin.Lower.CompareTo(known.RelativeMargin.Lower);
        return byMargin < 0 || (byMargin == 0 && namedCase.Order.CompareTo(knownCase.Order) < 0);
    }
}

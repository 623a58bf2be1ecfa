namespace BonVerify.Claims;

/// <summary>What is known about a claim.</summary>
public enum ClaimStatus
{
    /// <summary>True, with a proof on paper.</summary>
    Theorem,

    /// <summary>True, with a proof that a proof assistant has checked; the claim names the Coq theorems.</summary>
    MachineChecked,

    /// <summary>Believed true and searched for counterexamples, but not proved.</summary>
    Conjecture,

    /// <summary>False: the suite must find a counterexample and shrink it to the smallest.</summary>
    Refuted,
}

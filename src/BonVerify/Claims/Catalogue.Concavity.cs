namespace BonVerify.Claims;

/// <content>Second differences in n.</content>
public static partial class Catalogue
{
    /// <summary>Each further draw adds less to the win rate than the one before.</summary>
    public static Claim WinRateConcave { get; } = new("win-rate-concave", static c => c.N < int.MaxValue - 1
        ? Relation.AtMost(c, "W(n+2) - W(n+1) <= W(n+1) - W(n)", c.Next.Next.WinRate - c.Next.WinRate, c.Next.WinRate - c.WinRate)
        : new Verdict.NotApplicable("n + 2 is not an int"))
    {
        Statement = "W(n+2) - W(n+1) <= W(n+1) - W(n): the win rate is concave in n.",
        Latex = @"W(n+2) - W(n+1) \le W(n+1) - W(n)",
        Source = Ours,
        Status = ClaimStatus.Theorem,
        Argument = "By Abel summation W = 1 - 1/2 sum P (F^n + F_-^n) over levels, and each F^n is convex in n: F^(n+2) - 2 F^(n+1) + F^n = F^n (1-F)^2 >= 0.",
    };
}

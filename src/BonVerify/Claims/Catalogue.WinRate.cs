using BonVerify.Bounds;
using BonVerify.Numerics;

namespace BonVerify.Claims;

/// <content>Claims about the win rate and its gap n/(n+1) − W.</content>
public static partial class Catalogue
{
    /// <summary>The win rate is at most n/(n+1).</summary>
    public static Claim WinRateUpperBound { get; } = new("win-rate-upper-bound", static c => c.N == 1
        ? Relation.Equal(c, "W = 1/2 for n = 1", c.WinRate, new Rational(1, 2))
        : Relation.AtMost(c, "W <= n/(n+1)", c.WinRate, WinRateBounds.Continuous(c.N), strict: true))
    {
        Statement = "W <= n/(n+1), strictly for n >= 2; W = 1/2 for n = 1.",
        Latex = @"W(n) \le \tfrac{n}{n+1}",
        Source = $"{Paper}, Theorem 5.3",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.WinRate.win_rate_upper_bound", "BonVerify.WinRate.win_rate_upper_bound_strict", "BonVerify.WinRate.win_rate_one"],
        Argument = "The gap is the sum of the errors of the trapezoidal rule for the convex function u^n, all nonnegative.",
    };

    /// <summary>The win rate grows with n towards its limit.</summary>
    public static Claim WinRateMonotone { get; } = new("win-rate-monotone", static c => c.N == int.MaxValue ? LargestN : Relation.All(
    [
        Relation.AtMost(c, "W(n) <= W(n+1)", c.WinRate, c.Next.WinRate),
        Relation.AtMost(c, "W(n) <= 1 - eps_inf/2", c.WinRate, WinRateBounds.Limit(c.Reference)),
    ]))
    {
        Statement = "W(n) <= W(n+1), with the limit 1 - eps_inf/2.",
        Latex = @"W(n) \le W(n+1) \le 1 - \tfrac{\varepsilon_\infty}{2}",
        Source = Ours,
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Monotonicity.win_rate_monotone", "BonVerify.Limits.win_rate_top_bound", "BonVerify.Limits.win_rate_limit"],
        Argument = "Best-of-(n+1) stochastically dominates best-of-n, since F^(n+1) <= F^n.",
    };

    /// <summary>The win-rate gap by the collision probability.</summary>
    public static Claim WinRateGapRenyi { get; } = new("win-rate-gap-renyi", static c =>
        Relation.AtMost(c, "n/(n+1) - W <= (n-1)/2 sum P^2", c.WinRateGap, WinRateGapBounds.Renyi(c.Reference, c.N)))
    {
        Statement = "n/(n+1) - W is at most ((n-1)/2) sum P^2 over levels.",
        Latex = @"\tfrac{n}{n+1} - W \le \tfrac{n-1}{2}\sum_\ell P_\ell^2",
        Source = $"{Paper}, Theorem 5.4",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.WinRate.win_rate_gap_renyi"],
        Argument = "The error of the trapezoidal rule for u^n on a cell of width P is at most (n-1)/2 P^2.",
    };

    /// <summary>The win-rate gap by the collision probability, three times sharper.</summary>
    public static Claim WinRateGapRenyiSharp { get; } = new("win-rate-gap-renyi-sharp", static c =>
        Relation.AtMost(c, "n/(n+1) - W <= (n-1)/6 sum P^2", c.WinRateGap, WinRateGapBounds.RenyiSharp(c.Reference, c.N)))
    {
        Statement = "n/(n+1) - W is at most ((n-1)/6) sum P^2 over levels, with equality for one level and n = 2.",
        Latex = @"\tfrac{n}{n+1} - W \le \tfrac{n-1}{6}\sum_\ell P_\ell^2",
        Source = Ours,
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.WinRate.win_rate_gap_renyi_sharp", "BonVerify.WinRate.win_rate_gap_renyi_sharp_attained"],
        Argument = "omega(x) <= (n-1) x^2/6.",
    };

    /// <summary>The win-rate gap with the best possible quadratic constant.</summary>
    public static Claim WinRateGapBestConstant { get; } = new("win-rate-gap-best-constant", static c => BelowBestConstant(
        c,
        "n/(n+1) - W <= w_n sum F^(n-1) P^2",
        c.WinRateGap,
        fewer: 1,
        new Rational(1, 6),
        BestConstants.KnownWinRateGap,
        gapOfOneLevel: "omega(1)"))
    {
        Statement = "n/(n+1) - W is at most w_n sum F^(n-1) P^2 with w_n = max omega(x)/x^2, the best constant for each n.",
        Latex = @"\tfrac{n}{n+1} - W \le w_n \sum_\ell F_\ell^{n-1} P_\ell^2,\quad w_n = \max_{0<x\le 1}\omega_n(x)/x^2",
        Source = Ours,
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.BestConstants.win_rate_gap_best_constant", "BonVerify.BestConstants.win_rate_best_constant"],
        Argument = "The win-rate gap identity with omega(x) <= w_n x^2 gives the bound; ever finer levels below one of mass x show that no smaller constant serves. omega(x)/x^2 is continuous on (0, 1] and tends to 0 with x, so the maximum exists; its digits come from interval branch and bound.",
        Method = "By an enclosure of w_n, narrowed until it decides; exactly for n = 2.",
    };

    /// <summary>The win-rate gap by the third moment of the masses.</summary>
    public static Claim WinRateGapCubic { get; } = new("win-rate-gap-cubic", static c =>
        Relation.AtMost(c, "n/(n+1) - W <= n(n-1)/12 sum P^3", c.WinRateGap, WinRateGapBounds.Cubic(c.Reference, c.N)))
    {
        Statement = "n/(n+1) - W is at most (n(n-1)/12) sum P^3 over levels, with equality at n = 2.",
        Latex = @"\tfrac{n}{n+1} - W \le \tfrac{n(n-1)}{12}\sum_\ell P_\ell^3",
        Source = Ours,
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.WinRate.win_rate_gap_cubic", "BonVerify.WinRate.win_rate_gap_two"],
        Argument = "The error of the trapezoidal rule for u^n on a cell grows from n to n+1 by at most n(n+1)/2 P^3, because b^n - a^n <= n P.",
    };
}

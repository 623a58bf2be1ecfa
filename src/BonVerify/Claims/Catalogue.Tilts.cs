using BonVerify.Bounds;
using BonVerify.Evaluation;
using BonVerify.Measures;
using BonVerify.Neighbours;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Claims;

/// <content>Claims about tilts of the reference policy, which are the best there is.</content>
public static partial class Catalogue
{
    private static readonly Rational[] PenaltyStrengths = [new(1, 4), Rational.One];
    private static readonly Rational[] SmallTilts = [Rational.One, new(4)];

    /// <summary>The exponential tilt is the best policy for its penalty.</summary>
    public static Claim TiltOptimal { get; } = new("tilt-optimal", EvaluateTilt)
    {
        Statement = "No policy has a larger E[v] - KL/b than the tilt p e^(bv)/Z; checked for best-of-n, the win probability v and b = 1 and 4.",
        Latex = @"\mathbb{E}_\pi[v] - \tfrac1\beta\,\mathrm{KL}(\pi\|p) \le \tfrac1\beta\ln\sum_y p(y)\,e^{\beta v(y)}",
        Source = "Gibbs variational principle",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.AnyPolicy.tilt_optimal", "BonVerify.AnyPolicy.tilt_attains"],
        Argument = "The difference is KL(pi | tilt)/b.",
        Method = "By enclosures; e^b is transcendental, so that best-of-n is never the tilt itself.",
    };

    /// <summary>The χ² tilt is the best policy for its penalty.</summary>
    public static Claim ChiSquaredTiltOptimal { get; } = new("chi-squared-tilt-optimal", EvaluateChiSquaredTilt)
    {
        Statement = "No policy has a larger E[v] - (b/2) chi^2 than p max(0, (v - l)/b) with the l that makes it a policy; checked for best-of-n, the win probability v and b = 1/4 and 1.",
        Latex = @"\mathbb{E}_\pi[v] - \tfrac\beta2\chi^2(\pi\|p) \text{ is largest at } \pi = p\,\max\bigl(0, \tfrac{v-\lambda}{\beta}\bigr)",
        Source = "Compare arXiv 2503.21878, as reported",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.AnyPolicy.chi_squared_tilt_optimal", "BonVerify.AnyPolicy.chi_squared_tilt_exists"],
        Argument = "It is concave in each mass and below its tangents, whose slope is l + b where the policy has mass and less elsewhere.",
        Method = NeighbourMethod,
    };

    /// <summary>The frontier of one reference policy.</summary>
    public static Claim PolicyFrontierBound { get; } = new("policy-frontier", EvaluatePolicyFrontier)
    {
        Statement = "W <= (KL + ln sum P e^(bv))/b for every policy and every b > 0, with v = (F_ + F)/2 the win probability of a level; checked for best-of-n at b = 1/4, 2, 12 and near the best b.",
        Latex = @"W \le \inf_{\beta > 0}\,\tfrac1\beta\Bigl(\mathrm{KL} + \ln\sum_\ell P_\ell\,e^{\beta v_\ell}\Bigr),\quad v_\ell = \tfrac{F_{\ell-1} + F_\ell}{2}",
        Source = Ours,
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.TradeOff.policy_frontier"],
        Argument = "The win rate is the mean of v: the optimum of the tilt.",
        Method = "By enclosures; e^b is transcendental, so that the sides differ where there are two levels or more.",
    };

    private static Verdict EvaluateTilt(PolicyEvaluation c)
    {
        if (Ranked(c) is not { } ranked)
        {
            return OverBudget;
        }

        return c.Cells.Count == 1
            ? OneLevel
            : Relation.All(SmallTilts.Select(beta =>
            {
                var tilt = c.Measures.ExponentialTilt(ranked, beta);
                var best = ComputableReal.FromEnclosures(precision => WinRate.Of(tilt, precision))
                    - ComputableReal.FromEnclosures(precision => KullbackLeibler.Of(tilt, precision)) / beta;
                return Relation.AtMost(c, $"W - KL/b is at most that of the tilt, b = {beta.ToString()}", c.WinRate - c.Kl / beta, best);
            }));
    }

    private static Verdict EvaluateChiSquaredTilt(PolicyEvaluation c)
    {
        if (Ranked(c) is not { Policy: { } kept } ranked)
        {
            return OverBudget;
        }

        var (winRate, chiSquared) = Of(kept);
        return Relation.All(PenaltyStrengths.Select(beta =>
        {
            var tilt = Of(ranked.Reference.WithProbabilities(c.Measures.ChiSquaredTilt(ranked, beta)));
            return Relation.AtMost(
                c,
                $"W - (b/2) chi^2 is at most that of the chi^2 tilt, b = {beta.ToString()}",
                winRate - beta / 2 * chiSquared,
                tilt.WinRate - beta / 2 * tilt.ChiSquared);
        }));

        (Rational WinRate, Rational ChiSquared) Of(ReferencePolicy policy) =>
            (WinRate.Of(policy, ranked.Reference), ChiSquared.Of(policy, ranked.Reference));
    }

    private static Verdict EvaluatePolicyFrontier(PolicyEvaluation c)
    {
        if (c.Reference.Levels.Count == 1)
        {
            return OneLevel;
        }

        if (c.Cells.Count > MaxNeighbourCells)
        {
            return new Verdict.NotApplicable($"more than {MaxNeighbourCells} levels are over budget");
        }

        if (!LimitIsFar(c))
        {
            return AtLimit;
        }

        var frontier = new PolicyFrontier(c.Reference);
        return Relation.All((c.N == 1 ? Tilts : Tilts.Append(frontier.NearBestBeta(c.Kl))).Select(beta => Relation.AtMost(
            c, $"W <= (KL + ln sum P e^(bv))/b at b = {beta.ToString()}", c.WinRate, frontier.AtBeta(c.Kl, beta))));
    }
}

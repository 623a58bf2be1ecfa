using BonVerify.Bounds;
using BonVerify.Evaluation;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Claims;

/// <content>The frontier of win rate against KL divergence.</content>
public static partial class Catalogue
{
    /// <summary>No policy beats the frontier of tilted densities.</summary>
    public static Claim GibbsFrontierBound { get; } = new("gibbs-frontier", EvaluateGibbs)
    {
        Statement = "W < (KL + ln((e^b - 1)/b))/b for every policy and every b > 0, and so W is at most the least of these over b; checked for best-of-n, rewind-and-repeat and a tilt of the reference policy.",
        Latex = @"W \le \inf_{\beta > 0}\,\tfrac1\beta\Bigl(\mathrm{KL} + \ln\tfrac{e^\beta - 1}{\beta}\Bigr)",
        Source = $"{Paper}, Section 7, discusses the frontier; proof: BonVerify",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.GibbsFrontier.gibbs_frontier", "BonVerify.GibbsFrontier.gibbs_frontier_bon", "BonVerify.Outcomes.gibbs_frontier_outcomes"],
        Argument = "Spread a policy evenly over the cells of [0, 1]: the Gibbs variational principle bounds its mean by the cumulant (KL + ln of the integral of e^(bu))/b.",
        Method = "By enclosures, narrowed until they decide; the best beta by certified enclosure of a root.",
    };

    /// <summary>Best-of-n with n ≥ 3 on equally likely levels never lies above the curve of a continuous reward.</summary>
    public static Claim BonCurveDominatesUniform { get; } = new("bon-curve-dominates-uniform", static c =>
        c.N < 3 || c.Cells.Any(cell => cell.Weight != c.Cells[0].Weight)
            ? new Verdict.NotApplicable("it is stated for n >= 3 and equally likely levels")
            : EvaluateCurve(c))
    {
        Statement = "For n >= 3 and equally likely levels the point (KL, W) of best-of-n never lies above the curve of a continuous reward.",
        Latex = @"W(n) \le \tfrac{t}{t+1} \text{ where } \ln t - \tfrac{t-1}{t} = \mathrm{KL}(\pi^{(n)}\|p) \quad (n \ge 3,\ P_1 = \dots = P_L)",
        Source = Ours,
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.UniformCurve.bon_curve_dominates_uniform"],
        Argument = "Gibbs' inequality against p tilted by t m^(t-1) at the midpoints m of the cells, t = W/(1-W), leaves E[ln m] >= 1 - 1/W to show; it holds by induction over the number of levels. For n = 2 nine equally likely levels are a counterexample.",
        Method = "Exactly: with s = W/(1-W) it says ln s - (s-1)/s <= KL.",
    };

    private static readonly Rational[] Tilts = [new(1, 4), new(2), new(12)];

    private static Verdict EvaluateGibbs(PolicyEvaluation c)
    {
        // (KL, W) of best-of-n, of rewind-and-repeat at the top level, and of p tilted by the rank of the level.
        var top = new RewindAndRepeat(c.Reference, c.Reference.Levels.Count - 1).ToReferencePolicy();
        var ranks = new int[c.Reference.Count];
        foreach (var (level, rank) in c.Reference.Levels.Select(static (level, rank) => (level, rank)))
        {
            foreach (var outcome in level.Outcomes)
            {
                ranks[outcome] = rank + 1;
            }
        }

        var tilted = c.Reference.WithWeights([.. c.Reference.Weights.Select((weight, i) => weight * ranks[i])]);
        return Relation.All(new[]
        {
            (c.Kl, c.WinRate),
            (KullbackLeibler.Of(top, c.Reference), WinRate.Of(top, c.Reference)),
            (KullbackLeibler.Of(tilted, c.Reference), WinRate.Of(tilted, c.Reference)),
        }.SelectMany(point => BelowFrontier(c, point.Item1, point.Item2)));
    }

    private static IEnumerable<Verdict> BelowFrontier(PolicyEvaluation c, ComputableReal kl, ComputableReal winRate)
    {
        foreach (var tilt in Tilts)
        {
            yield return Relation.AtMost(
                c, $"W < (KL + ln((e^b - 1)/b))/b at b = {tilt}", winRate, GibbsFrontier.AtBeta(kl, tilt), strict: true);
        }

        var excess = winRate - new Rational(1, 2);
        yield return kl.CompareTo(ComputableReal.Zero, c.MaxPrecision) == Ordering.Equal
            ? Relation.AtMost(c, "W <= 1/2 where KL = 0", excess, ComputableReal.Zero)
            : Relation.AtMost(c, "W - 1/2 <= the least of the bounds over b, minus 1/2", excess, GibbsFrontier.WinRateExcess(kl));
    }
}

using System.Globalization;
using BonVerify.Claims;
using BonVerify.Evaluation;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Claims;

/// <summary>
/// Every claim against the sides of its statement in doubles: whether it applies, the verdict, and the margin or the excess. So no side can be
/// another one that happens to be true as well.
/// </summary>
public class ClaimSidesTest
{
    private static readonly string[] Policies =
    [
        "1", "1,1", "1,2", "7,1", "1,1,1", "2,1,1,1", "3,1,4 @ 1,0,1", "1,0,5,2 @ 2,1,0,3", "2,2,1 @ 5,5,5", "1,1,1,1 @ 0,0,0,0", "1,3,1,1",
        "4,1,1,1,1,1,1",
    ];

    private static readonly double[] Tilts = [0.25, 2, 12];

    private static readonly Dictionary<string, Func<PlainCase, Side[]?>> Sides = new()
    {
        ["pmf"] = c => Math.Pow(c.Support, c.N) <= 1024 ? [Same(c.Best(c.N).Sum(), 1)] : null,
        ["sandwich"] = c => [.. c.Best(c.N).SelectMany((q, i) => new[]
        {
            Most(c.N * Math.Pow(c.Below[i], c.N - 1) * c.P[i], q), Most(q, c.N * Math.Pow(c.F[i], c.N - 1) * c.P[i]),
        })],
        ["composition"] = Holds,
        ["kl-upper-bound"] = c => [Most(c.Kl, c.Formula, strict: c.N >= 2)],
        ["kl-log-inverse-top"] = c => [Most(c.Kl, -Math.Log(c.Top)), Most(c.Kl, Math.Log(c.N))],
        ["kl-top-atom-bound"] = c => [Most(c.Kl, c.D(c.Top))],
        ["kl-monotone"] = c => [Most(c.Kl, c.KlOf(c.Best(c.N + 1)))],
        ["kl-gap-renyi"] = c => [Most(c.Gap, 2 * c.N * (c.N - 1) * Powers(c, 2)), Most(c.Gap, 2 * c.N * (c.N - 1) * c.P.Max())],
        ["kl-gap-renyi-sharp"] = c =>
        [
            Most(c.Gap, (Math.Log(2) - 0.5) / 2 * c.N * (c.N - 1) * Powers(c, 2)),
            .. c.N > 1 ? [Most(c.Gap, (Math.Log(2) - 0.5) / 2 * c.N * (c.N - 1) * Powers(c, 2, c.N - 2))] : Array.Empty<Side>(),
        ],
        ["kl-gap-best-constant"] = c => c.N == 1 || (c.N > 2 && c.L == 1) ? null
            : [Most(c.Gap, PlainCase.Most(x => (c.Formula - c.D(x)) / (x * x)) * Powers(c, 2, c.N - 2))],
        ["kl-gap-cubic"] = c => c.N == 2 ? null : c.N == 1 ? [Most(0, 0)] :
        [
            Most(c.Gap, c.N * (c.N - 1.0) * (c.N - 1) / 24 * Powers(c, 3, c.N - 3)), Most(c.Gap, c.N * (c.N - 1.0) * (c.N - 1) / 24 * Powers(c, 3)),
        ],
        ["kl-gap-linear"] = c => [Most(c.Gap, c.N / 2.0 * c.Sum(i => c.Best(c.N)[i] * c.P[i] / c.F[i]))],
        ["estimator-range"] = c =>
        {
            var values = c.Outcomes.Where(static mass => mass > 0).Append(c.Top).Distinct().Order().Select(c.D).ToArray();
            return [.. values.Select((value, i) => Most(value, i == 0 ? c.Formula : values[i - 1])), Most(0, values[^1])];
        },
        ["estimator-expectation-upper-bound"] = c => [Most(c.Kl, c.MeanD), Most(c.MeanD, c.Formula)],
        ["win-rate-upper-bound"] = c => c.N == 1 ? [Same(c.W, 0.5)] : [Most(c.W, c.N / (c.N + 1.0), strict: true)],
        ["win-rate-monotone"] = c => [Most(c.W, c.WinOf(c.Best(c.N + 1))), Most(c.W, 1 - c.Top / 2)],
        ["win-rate-gap-renyi"] = c => [Most(c.WinGap, (c.N - 1) / 2.0 * Powers(c, 2))],
        ["win-rate-gap-renyi-sharp"] = c => [Most(c.WinGap, (c.N - 1) / 6.0 * Powers(c, 2))],
        ["win-rate-gap-best-constant"] = c => c.N == 1 || (c.N > 2 && c.L == 1) ? null
            : [Most(c.WinGap, PlainCase.Most(x => PlainCase.Omega(c.N, x) / (x * x)) * Powers(c, 2, c.N - 1))],
        ["win-rate-gap-cubic"] = c => [Most(c.WinGap, c.N * (c.N - 1) / 12.0 * Powers(c, 3))],
        ["density-ratio"] = c => [Most(c.Best(c.N).Zip(c.P, static (q, p) => q / p).Max(), c.N)],
        ["chi-squared-bound"] = c => [Most(c.ChiSquaredOf(c.Best(c.N)), (c.N - 1) * (c.N - 1) / (2.0 * c.N - 1))],
        ["total-variation-bound"] = c =>
        [
            Most(
                c.Sum(i => Math.Abs(c.Best(c.N)[i] - c.P[i]) / 2),
                c.N == 1 ? 0 : Math.Pow(c.N, -1.0 / (c.N - 1)) - Math.Pow(c.N, -c.N / (c.N - 1.0))),
        ],
        ["renyi-divergence-bound"] = c => [.. new[] { 2, 3, 5 }.Select(a => Most(
            Math.Log(c.Sum(i => c.P[i] * Math.Pow(c.Best(c.N)[i] / c.P[i], a))) / (a - 1),
            Math.Log(Math.Pow(c.N, a) / (a * (c.N - 1) + 1)) / (a - 1)))],
        ["reverse-kl-bound"] = c => [Most(c.Sum(i => c.P[i] * Math.Log(c.P[i] / c.Best(c.N)[i])), c.N - 1 - Math.Log(c.N))],
        ["hellinger-bound"] = c =>
            [Most(c.Sum(i => Math.Pow(Math.Sqrt(c.Best(c.N)[i]) - Math.Sqrt(c.P[i]), 2) / 2), 1 - 2 * Math.Sqrt(c.N) / (c.N + 1))],
        ["gibbs-frontier"] = c =>
        [
            .. BelowGibbs(c, c.Best(c.N)), .. BelowGibbs(c, [.. c.P.Select((_, i) => i == c.L - 1 ? 1.0 : 0)]),
            .. BelowGibbs(c, [.. c.P.Select((mass, i) => mass * (i + 1) / c.Sum(j => c.P[j] * (j + 1)))]),
        ],
        ["rewind-and-repeat"] = Holds,
        ["pool-unbiased"] = c => Math.Pow(c.Support, c.N + 1) <= 256 ? [Same(0, 0)] : null,
        ["pass-at-k-unbiased"] = Holds,
        ["pass-at-k-monotone"] = Holds,
        ["pass-all-k"] = Holds,
        ["plug-in-below-unbiased"] = c =>
        {
            var kept = c.Rewards.Where((_, i) => c.Outcomes[i] > 0).ToArray();
            var pool = Enumerable.Range(0, Math.Max(kept.Length, c.N)).Select(i => kept[i % kept.Length]).Order().ToArray();
            var plugIn = pool.Select((y, i) => y * (Math.Pow((i + 1.0) / pool.Length, c.N) - Math.Pow((double)i / pool.Length, c.N))).Sum();
            var unbiased = pool.Select((y, i) => y * Choose(i, c.N - 1) / Choose(pool.Length, c.N)).Sum();
            return c.N == 1 || c.L == 1 ? [Same(plugIn, unbiased)] : [Most(plugIn, unbiased, strict: true)];
        },
        ["pool-permutation"] = Holds,
        ["gradient-weights-sum"] = Holds,
        ["gradient-unbiased"] = c => Math.Pow(c.Support, c.N + 1) <= 256 ? [Same(0, 0)] : null,
        ["gold-difference"] = Holds,
        ["win-rate-against"] = Holds,
        ["win-rate-concave"] = c => [WithScale(
            Most(c.W + c.WinOf(c.Best(c.N + 2)), 2 * c.WinOf(c.Best(c.N + 1))), c.WinOf(c.Best(c.N + 1)) - c.W)],
        ["bon-curve-dominates-uniform"] = c => c.N >= 3 && c.HasEqualLevels ? [Curve(c)] : null,
        ["mixture-kl"] = c => [Most(c.KlOf(Mixture(c)), c.KlOf(c.Best(2 * c.N - 1)) / 2)],
        ["mixture-win-rate"] = c => [Most(c.WinOf(Mixture(c)), c.N / (c.N + 1.0))],
        ["geometric-law"] = Holds,
        ["rejection-dominates"] = c =>
        [
            .. c.F.Select(f => Most(Math.Max(0, f - 1 + 1.0 / c.N) * c.N, Math.Pow(f, c.N))), Most(c.W, c.WinOf(Rejection(c))),
        ],
        ["worst-kl-upper-bound"] = c => [Most(c.KlOf(c.Worst(c.N)), c.Formula), Most(1.0 / (c.N + 1), c.WinOf(c.Worst(c.N)))],
        ["best-worst-log-ratio"] = c => [Most(BestWorst(c), Harmonic(c))],
        ["soft-density-ratio"] = c => !SoftFits(c, c.N) ? null : [.. Soft(c).Zip(c.P, (q, p) => Most(q / p, c.N))],
        ["soft-kl-upper-bound"] = c => !SoftFits(c, c.N) ? null : [Most(c.KlOf(Soft(c)), c.Formula)],
        ["soft-kl-monotone"] = c => !SoftFits(c, c.N + 1) ? null
            : [Most(c.KlOf(Soft(c)), c.KlOf(c.Soft(c.N + 1, Doubling(c)))), Most(c.KlOf(Soft(c)), c.KlOf(c.Tilted(Doubling(c))))],
        ["soft-tilt-limit"] = c =>
        {
            var (mean, square) = (c.Sum(i => c.P[i] * Math.ScaleB(1, i)), c.Sum(i => c.P[i] * Math.ScaleB(1, i) * Math.ScaleB(1, i)));
            var kl = c.KlOf(c.Tilted(Doubling(c)), Soft(c));
            return SoftFits(c, c.N) ? [Most(kl, Math.Log(1 + (square - mean * mean) / (c.N * mean * mean)))] : null;
        },
        ["tilt-optimal"] = c => c.L == 1 ? null : [.. new[] { 1.0, 4 }.Select(b => Most(c.W - c.Kl / b, LogPartition(c, b) / b))],
        ["chi-squared-tilt-optimal"] = c =>
            [.. new[] { 0.25, 1 }.Select(b => Most(LessChiSquared(c, c.Best(c.N), b), LessChiSquared(c, c.ChiSquaredTilt(b), b)))],
        ["policy-frontier"] = c => c.L == 1 ? null :
        [
            .. Tilts.Select(b => Most(c.W, (c.Kl + LogPartition(c, b)) / b)),
            .. c.N > 1 ? [Most(c.W, NearLeastOfPolicy(c))] : Array.Empty<Side>(),
        ],
        ["win-rate-loss-uniform"] = c => c.HasEqualLevels ? [Loss(c)] : null,
        ["kl-chi-squared"] = c => [Most(c.Kl, Math.Log(1 + c.ChiSquaredOf(c.Best(c.N))))],
        ["k3-mean"] = Holds,
        ["kl-formula-equality"] = c => [Same(c.Kl, c.Formula)],
        ["win-rate-equality"] = c => [Same(c.W, c.N / (c.N + 1.0))],
        ["gap-vanishes"] = c => [Most(Math.Log(2 * c.N) - (2 * c.N - 1) / (2.0 * c.N) - c.KlOf(c.Best(2 * c.N)), c.Gap)],
        ["estimator-unbiased"] = c => [Same(c.MeanD, c.Kl)],
        ["bon-curve-dominates"] = c => [Curve(c)],
        ["bon-curve-dominates-from-three"] = c => c.N >= 3 ? [Curve(c)] : null,
        ["gap-bounds-ignore-ties"] = c =>
        [
            Most(c.Gap, 2 * c.N * (c.N - 1) * c.Outcomes.Sum(static mass => mass * mass)),
            Most(c.WinGap, (c.N - 1) / 2.0 * c.Outcomes.Sum(static mass => mass * mass)),
        ],
        ["kl-gap-cubic-for-two"] = c => c.N == 2 ? [Most(c.Gap, Powers(c, 3) / 12)] : null,
        ["gold-one-extremum"] = c => [Most(Turns(c), 1)],
        ["mean-g-pass-perfect"] = c => [Same(2.0 / c.N * (c.N / 2), 1)],
        ["bootstrap-unbiased"] = c =>
        [
            Same(
                Enumerable.Range(0, c.N + 1).Sum(hits =>
                    Choose(c.N, hits) * Math.Pow(c.Top, hits) * Math.Pow(1 - c.Top, c.N - hits) * (1 - Math.Pow(1 - (double)hits / c.N, c.N))),
                1 - Math.Pow(1 - c.Top, c.N)),
        ],
        ["pass-all-k-plug-in"] = c => [Same(c.N == 1 ? 1.0 : 0, Math.Pow(1.0 / c.N, c.N))],
        ["kl-doubling"] = c => [Most(c.KlOf(c.Best(2 * c.N)) - c.Kl, Math.Log(2))],
        ["chi-squared-exp-kl"] = c => [Most(Math.Log(1 + c.ChiSquaredOf(c.Best(c.N))), c.Kl)],
        ["k3-unbiased"] = c =>
        [
            Same(Rejection(c).Zip(c.P, static (q, p) => q <= 1e-15 ? 0 : q * (p / q - 1 + Math.Log(q / p))).Sum(), c.KlOf(Rejection(c))),
        ],
        ["k2-unbiased"] = c => [Same(c.Sum(i => c.Best(c.N)[i] * Math.Pow(Math.Log(c.Best(c.N)[i] / c.P[i]), 2) / 2), c.Kl)],
        ["best-worst-equality"] = c => [Same(BestWorst(c), Harmonic(c))],
        ["win-rate-loss"] = c => [Loss(c)],
    };

    public static TheoryData<string> Claims => [.. Catalogue.All.Select(static claim => claim.Id)];

    [Theory]
    [MemberData(nameof(Claims))]
    public void Verdicts_AreThoseOfTheSidesInDoubles(string id)
    {
        var verdicts = new HashSet<Type>();
        foreach (var policy in Policies)
        {
            foreach (var n in new[] { 1, 2, 3, 4, 7 })
            {
                var reference = ReferencePolicy.Parse(policy);
                var verdict = Catalogue.Find(id).Evaluate(new PolicyEvaluation(reference, n));
                var fault = Fault(verdict, Sides[id](new PlainCase(reference, n)));
                Assert.True(fault is null, string.Create(CultureInfo.InvariantCulture, $"{policy}, n = {n}: {verdict}, but {fault}"));
                verdicts.Add(verdict.GetType());
            }
        }

        Assert.Contains(Catalogue.Find(id).Status == ClaimStatus.Refuted ? typeof(Verdict.Violated) : typeof(Verdict.Holds), verdicts);
    }

    /// <summary>What a verdict should be, where it is not that.</summary>
    private static string? Fault(Verdict verdict, Side[]? sides)
    {
        if (sides is null)
        {
            return verdict is Verdict.NotApplicable ? null : "it is not stated for this case";
        }

        if (Array.Find(sides, static side => side.Fails) is { } failing)
        {
            var excess = failing.IsEquality ? Math.Abs(failing.Left - failing.Right) : failing.Left - failing.Right;
            return verdict is Verdict.Violated { Witness: var witness } && Near((double)witness.Excess, excess)
                && Near(Number(witness.Left), failing.Left) && Near(Number(witness.Right), failing.Right) ? null
                : $"it fails by {excess}: {failing.Left} against {failing.Right}";
        }

        var least = sides.Min(static side => side.Share);
        return verdict is Verdict.Holds holds && Near((double)holds.RelativeMargin, least)
            && sides.Any(side => Near(side.Share, least) && Near((double)holds.Margin, side.Margin)) ? null
            : $"it holds by the share {least} of {string.Join(", ", sides.Select(side => side.Margin))}";
    }

    // The best constants are found to fewer digits than a double has, and the best tilt of a policy has 20 bits.
    private static bool Near(double value, double expected) => Math.Abs(value - expected) <= 1e-8 * Math.Abs(expected) + 1e-10;

    /// <summary>A side as it is shown: exactly, or as an enclosure in decimal.</summary>
    private static double Number(string text) => text.StartsWith('[')
        ? double.Parse(text[1..text.IndexOf(',', StringComparison.Ordinal)], CultureInfo.InvariantCulture)
        : (double)LinearFormInLogarithms.Parse(text).Enclose(64);

    private static Side Most(double left, double right, bool strict = false) => new(left, right, false, strict, right);

    private static Side Same(double left, double right) => new(left, right, true, false, right);

    private static Side WithScale(Side side, double scale) => side with { Scale = scale };

    private static Side[] Holds(PlainCase c) => [Same(0, 0)];

    private static double Powers(PlainCase c, int power, int ofF = 0) => c.Sum(i => Math.Pow(c.F[i], ofF) * Math.Pow(c.P[i], power));

    private static Side[] BelowGibbs(PlainCase c, double[] q)
    {
        var (kl, win) = (c.KlOf(q), c.WinOf(q));
        double At(double b) => (kl + Math.Log((Math.Exp(b) - 1) / b)) / b;
        return [.. Tilts.Select(b => Most(win, At(b), strict: true)), Most(win - 0.5, kl < 1e-14 ? 0 : At(PlainCase.Lowest(At)) - 0.5)];
    }

    private static double[] Mixture(PlainCase c) => [.. c.P.Zip(c.Best(2 * c.N - 1), static (one, most) => (one + most) / 2)];

    private static double[] Rejection(PlainCase c) =>
        [.. c.F.Zip(c.Below, (upper, lower) => c.N * (Math.Max(0, upper - 1 + 1.0 / c.N) - Math.Max(0, lower - 1 + 1.0 / c.N)))];

    private static double BestWorst(PlainCase c) => c.Sum(i => (c.Best(c.N)[i] - c.Worst(c.N)[i]) * Math.Log(c.Best(c.N)[i] / c.P[i]));

    private static double Harmonic(PlainCase c) => (c.N - 1) * Enumerable.Range(1, c.N - 1).Sum(static i => 1.0 / i);

    /// <summary>Weights that double from level to level.</summary>
    private static double[] Doubling(PlainCase c) => [.. Enumerable.Range(0, c.L).Select(static rank => Math.ScaleB(1, rank))];

    private static double[] Soft(PlainCase c) => c.Soft(c.N, Doubling(c));

    private static bool SoftFits(PlainCase c, int n) => Choose(n + c.L - 1, c.L - 1) < 200.5;

    /// <summary>ln Σ P e^(βv).</summary>
    private static double LogPartition(PlainCase c, double beta) => Math.Log(c.Sum(i => c.P[i] * Math.Exp(beta * c.V[i])));

    /// <summary>The bound at its best β, or at that of a KL a little short of the largest, ln(1/ε_∞), where the best β is infinite.</summary>
    private static double NearLeastOfPolicy(PlainCase c)
    {
        var kl = Math.Min(c.Kl, -0.999 * Math.Log(c.Top));
        var best = PlainCase.Lowest(b => (kl + LogPartition(c, b)) / b);
        return (c.Kl + LogPartition(c, best)) / best;
    }

    private static double LessChiSquared(PlainCase c, double[] q, double beta) => c.WinOf(q) - beta / 2 * c.ChiSquaredOf(q);

    private static Side Loss(PlainCase c) => Most(1 - c.Top / 2 - c.W, 1.0 / (c.N + 1));

    /// <summary>With s = W/(1 − W), the divergence ln s − (s − 1)/s of the curve at W against KL, as a share of the gap.</summary>
    private static Side Curve(PlainCase c)
    {
        var s = c.W / (1 - c.W);
        var curve = Math.Log(s) - (s - 1) / s;
        return WithScale(Most(curve, c.Kl), c.Formula - curve);
    }

    /// <summary>How often the mean of gold 0, 1, 0, 1, … turns among 1 to 16 draws.</summary>
    private static int Turns(PlainCase c)
    {
        var means = Enumerable.Range(1, 16).Select(n => c.Best(n).Where(static (_, i) => i % 2 == 1).Sum()).ToArray();
        var steps = means.Skip(1).Zip(means, static (next, here) => next - here);
        var signs = steps.Where(static step => Math.Abs(step) > 1e-13).Select(Math.Sign).ToArray();
        return signs.Skip(1).Zip(signs, static (next, here) => next != here ? 1 : 0).Sum();
    }

    private static double Choose(int n, int k) => k > n ? 0 : Enumerable.Range(0, k).Aggregate(1.0, (product, i) => product * (n - i) / (i + 1));

    /// <summary>left ≤ right, &lt; or =; sides that differ by less than doubles can tell are taken as equal.</summary>
    private sealed record Side(double Left, double Right, bool IsEquality, bool Strict, double Scale)
    {
        private const double Equal = 1e-13;

        private bool AreEqual => Math.Abs(Right - Left) <= Equal;

        public bool Fails => IsEquality ? !AreEqual : AreEqual ? Strict : Left > Right;

        public double Margin => AreEqual ? 0 : Right - Left;

        public double Share => Margin == 0 ? 0 : Math.Abs(Scale) <= Equal ? Margin : Margin / Math.Abs(Scale);
    }
}

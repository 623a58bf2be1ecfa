using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <content>One quantity taken for another, in other units, or changed on the way out.</content>
internal sealed partial class Mistakes
{
    private static readonly HashSet<Quantity> Costly = [Quantity.KlGapConstant, Quantity.WinRateGapConstant, Quantity.WinRateFrontier, Quantity.WinRatePolicyFrontier, Quantity.KlGapBestBound];

    private const string LeaveOut = "(leave outcomes of mass 0 out instead)";

    private static IEnumerable<Quantity> Nats => Quantity.All.Where(static quantity => quantity.Unit == Unit.Nats);

    private IEnumerable<Mistake> OtherValues()
    {
        yield return Gives("kl-is-bound", "it returns the upper bound ln n - (n-1)/n as the KL divergence (this is kl_bound)", [Quantity.Kl], request => Other(Quantity.KlBound, request));
        yield return Gives(
            "estimator-is-bound",
            "it returns the upper bound ln n - (n-1)/n whatever epsilon is (this is kl_bound)",
            [Quantity.KlEstimator, Quantity.KlEstimatorMean],
            static request => [PlainEstimator.Bound(request.Input.Draws)]);
        yield return Gives(
            "win-rate-is-bound",
            "it returns n/(n+1), the win rate on a continuous reward, as the win rate (this is win_rate_bound)",
            [Quantity.WinRate],
            static request => [request.Input.Draws / (request.Input.Draws + 1.0)]);
        yield return Gives("forward-kl", "it returns KL(best-of-n | reference): the arguments are the wrong way round", [Quantity.ReverseKl], request => Other(Quantity.Kl, request));

        // The value itself; the forms in which it is computed, some of which lose digits, are among the wrong forms.
        yield return Gives("reverse-kl", "it returns KL(reference | best-of-n): the arguments are the wrong way round (swapped)", [Quantity.Kl], request => Other(Quantity.ReverseKl, request));

        // Any other number that the case determines.
        foreach (var asked in Quantity.All.Where(static quantity => !quantity.IsList && quantity.Kind == CaseKind.Policy))
        {
            foreach (var other in Quantity.All.Where(other => !other.IsList && other.Kind == asked.Kind && other != asked && !Costly.Contains(other)))
            {
                if ((asked == Quantity.Kl && (other == Quantity.KlBound || other == Quantity.ReverseKl)) || (asked == Quantity.ReverseKl && other == Quantity.Kl)
                    || (asked == Quantity.WinRate && other == Quantity.WinRateBound)
                    || (asked == Quantity.KlEstimatorMean && other == Quantity.KlBound))
                {
                    continue;
                }

                yield return Gives(
                    $"is-{other.Id.Replace('_', '-')}",
                    other.Bounds == asked
                        ? $"it returns an upper bound as the value: this is {other.Id} ({other.Statement})"
                        : $"it returns another quantity: this is {other.Id} ({other.Statement})",
                    [asked],
                    request => Other(other, request));
            }
        }
    }

    private double[]? Other(Quantity quantity, Request request) =>
        truth.NearestOf(quantity, request.Input, ties) is [var value] && double.IsFinite(value) ? [value] : null;

    private IEnumerable<Mistake> ChangedValues()
    {
        yield return Turns("bits", "it answers in bits instead of nats: logarithms to base 2", Nats, static value => value / Math.Log(2));
        yield return Turns("base-10", "it uses logarithms to base 10 instead of natural ones", Nats, static value => value / Math.Log(10));
        yield return Turns("percent", "it answers in percent: 100 times the value", null, static value => 100 * value);
        yield return Turns("negated", "it answers with the sign flipped", null, static value => -value);
        yield return Turns("twice-total-variation", "it returns the sum of |q - p| without the factor 1/2", [Quantity.TotalVariation], static value => 2 * value);
        yield return Turns("hellinger-distance", "it returns the Hellinger distance, which is the root of the value", [Quantity.SquaredHellinger], Math.Sqrt);
        yield return Turns("twice-squared-hellinger", "it returns the sum of (sqrt q - sqrt p)^2 without the factor 1/2", [Quantity.SquaredHellinger], static value => 2 * value);
        yield return Turns("half", "it answers half of the value", Quantity.All.Where(static quantity => !quantity.IsList), static value => value / 2);
        yield return Turns("one-minus", "it answers 1 minus the value", Quantity.All.Where(static quantity => quantity.Range == ValueRange.Probability), static value => 1 - value);
        for (var decimals = 2; decimals <= 10; decimals++)
        {
            var places = decimals;
            yield return new PredictedMistake(
                FormattableString.Invariant($"rounded-to-{places}-decimals"),
                FormattableString.Invariant($"it rounds its answers to {places} decimals"),
                null,
                request => NearestOf(request)?.Select(value => Math.Abs(value) < 1e9 ? Math.Round(value, places) : value).ToArray())
            {
                Precision = 1e-13,
                AllowsNoise = false,
                Step = Math.Pow(10, -places),
            };
        }

        foreach (var exponent in new[] { 6, 7, 8, 9, 10, 12, 15, 16, 20, 30, 100 })
        {
            var least = Math.Pow(10, -exponent);
            var size = FormattableString.Invariant($"1e-{exponent}");
            yield return Turns(
                $"floor-{size}",
                $"it lifts every number to at least {size}: a floor that is meant to avoid ln 0",
                Quantity.All.Where(static quantity => quantity.Range != ValueRange.AnyReal),
                value => Math.Max(value, least),
                LeaveOut,
                allowsNoise: false);

            // What is computed from masses shows no smaller ones beyond rounding.
            if (exponent <= 12)
            {
                yield return OfMasses($"floor-{size}", $"it lifts every mass to at least {size}, and goes on with these", mass => Math.Max(mass, least));
                yield return OfMasses($"added-{size}", $"it adds {size} to every mass, and goes on with these", mass => mass + least);
            }

            yield return Turns($"added-{size}", $"it adds {size} to every number", null, value => value + least, LeaveOut, allowsNoise: false);
        }
    }

    /// <summary>Masses changed one by one, as seen in what is computed from them.</summary>
    private static PredictedMistake OfMasses(string id, string sentence, Func<double, double> change) => new(
        id,
        sentence,
        [Quantity.ExpectedReward, Quantity.KlEstimatorMean],
        request => request.Input is PolicyInput input && Policy(input) is var policy
            ? policy.WithMasses(Array.ConvertAll(policy.Masses, mass => change(mass))).Value(request.Quantity.Id, input.Masses, input.RewardArray)
            : null,
        LeaveOut)
    {
        AllowsNoise = false,
    };

    /// <summary>A wrong formula for KL, from right masses.</summary>
    private static IEnumerable<Mistake> WrongForms()
    {
        PredictedMistake Form(string id, string sentence, Func<double, double, double> term, Quantity? quantity = null, bool levels = false) =>
            Gives(id, sentence, [quantity ?? Quantity.Kl], OfPolicy(input => [Sum(input, term, levels)]));

        foreach (var levels in new[] { false, true })
        {
            yield return Form("kl-abs", "it takes the absolute value of each log ratio", static (p, q) => q > 0 ? q * Math.Abs(Math.Log(q / p)) : 0, levels: levels);
            yield return Form("kl-half-square", "it averages half the square of the log ratio: this is the estimator k2, not the KL", static (p, q) => q > 0 ? q * 0.5 * Math.Log(q / p) * Math.Log(q / p) : 0, levels: levels);
            yield return Form("kl-clamped-at-0", "it clamps each log ratio at 0: abs and clamp are not the KL", static (p, q) => q > 0 ? q * Math.Max(0, Math.Log(q / p)) : 0, levels: levels);
            foreach (var limit in new[] { 1, 5, 10, 20 })
            {
                yield return Form(
                    FormattableString.Invariant($"kl-clamped-to-{limit}"),
                    FormattableString.Invariant($"it clamps each log ratio to [-{limit}, {limit}]"),
                    (p, q) => q > 0 ? q * Math.Clamp(Math.Log(q / p), -limit, limit) : 0,
                    levels: levels);
            }

            yield return Form("kl-k3-wrong-law", "it averages k3 under the reference and not under best-of-n", static (p, q) => q > 0 ? p * (p / q - 1 - Math.Log(p / q)) : 0, levels: levels);
            yield return Form("kl-without-weight", "it weights each log ratio by the reference and not by best-of-n", static (p, q) => q > 0 ? p * Math.Log(q / p) : 0, levels: levels);
            foreach (var epsilon in new[] { 1e-6, 1e-8, 1e-10, 1e-12 })
            {
                yield return Form(
                    "kl-smoothed-inside",
                    FormattableString.Invariant($"it adds {epsilon:R} to the masses inside the logarithm: smoothing is not the KL"),
                    (p, q) => q * Math.Log((q + epsilon) / (p + epsilon)),
                    levels: levels);
            }
        }

        yield return Form("reverse-kl", "it returns KL(reference | best-of-n): the arguments are the wrong way round (swapped)", static (p, q) => q == 0 ? double.PositiveInfinity : p * (q / p - 1 - Math.Log(q / p)));
        yield return Form("reverse-kl", "it returns KL(reference | best-of-n), outcomes left out whose best-of-n mass vanishes: the arguments are swapped", static (p, q) => q == 0 ? 0 : p * Math.Log(p / q));
        yield return Gives(
            "reverse-kl",
            "it returns KL(reference | best-of-n), computed from logarithms: the arguments are the wrong way round (swapped)",
            [Quantity.Kl],
            OfPolicy(static input => [PlainPolicy.Sum(Policy(input).Cells, static cell => -cell.Mass * cell.LogRatio)]));
        foreach (var epsilon in new[] { 1e-6, 1e-8, 1e-9, 1e-10, 1e-12 })
        {
            yield return Gives(
                "reverse-kl-smoothed",
                FormattableString.Invariant($"it adds {epsilon:R} to all masses, and returns KL(reference | best-of-n): smoothed, and the arguments are swapped"),
                [Quantity.Kl],
                OfPolicy(input => Smoothed(input, epsilon, reverse: true)));
            yield return Gives(
                "kl-smoothed",
                FormattableString.Invariant($"it adds {epsilon:R} to all masses before it takes the KL: smoothing changes the value"),
                [Quantity.Kl],
                OfPolicy(input => Smoothed(input, epsilon, reverse: false)));
        }
    }

    /// <summary>Σ term(p, q) over the outcomes of positive mass, or over the levels.</summary>
    private static double Sum(PolicyInput input, Func<double, double, double> term, bool levels)
    {
        var policy = Policy(input);
        return levels
            ? PlainPolicy.Sum(policy.Cells, cell => term(cell.Mass, cell.Best))
            : PlainPolicy.Sum(Enumerable.Range(0, input.Count).Where(i => input.Masses[i] > 0), i => term(input.Masses[i], policy.Masses[i]));
    }

    private static double[] Smoothed(PolicyInput input, double epsilon, bool reverse)
    {
        var best = Policy(input).Masses;
        var (p, q) = (Array.ConvertAll(input.Masses, x => x + epsilon), Array.ConvertAll(best, x => x + epsilon));
        var (sumP, sumQ) = (p.Sum(), q.Sum());
        var pairs = p.Zip(q, (a, b) => (P: a / sumP, Q: b / sumQ));
        return [PlainPolicy.Sum(pairs, pair => reverse ? pair.P * Math.Log(pair.P / pair.Q) : pair.Q * Math.Log(pair.Q / pair.P))];
    }
}

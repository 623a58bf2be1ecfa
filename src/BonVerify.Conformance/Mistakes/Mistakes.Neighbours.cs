using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <content>An opponent with other draws, the worst draw, soft best-of-n, and estimators of KL from one response.</content>
internal sealed partial class Mistakes
{
    private static readonly Quantity[] SoftQuantities = [Quantity.SoftPmf, Quantity.SoftKl, Quantity.SoftWinRate];

    /// <summary>The estimators as functions of the log-ratio ln(policy/reference), and their means and variances.</summary>
    private static readonly (Quantity Mean, Quantity Variance, Func<double, double> Of)[] KlEstimates =
    [
        (Quantity.K1Mean, Quantity.K1Variance, static l => l),
        (Quantity.K2Mean, Quantity.K2Variance, static l => l * l / 2),
        (Quantity.K3Mean, Quantity.K3Variance, static l => PlainPolicy.Expm1(-l) + l),
    ];

    private IEnumerable<Mistake> Neighbours() => [.. OpponentMistakes(), .. BestWorstMistakes(), .. SoftMistakes(), .. EstimateMistakes()];

    private IEnumerable<Mistake> OpponentMistakes()
    {
        PredictedMistake Against(string id, string sentence, Func<OpponentInput, double[]?> predict) =>
            Gives(id, sentence, [Quantity.WinRateAgainst], request => request.Input is OpponentInput input ? predict(input) : null);

        yield return Against("opponent-draws-once", "it lets the opponent draw once, whatever m is (this is win_rate)", input => truth.NearestOf(Quantity.WinRate, input.Policy, ties));
        yield return Against("opponent-bound", "it returns n/(n+m), the win rate on a continuous reward", static input => [input.Policy.N / ((double)input.Policy.N + input.M)]);
        yield return Against("opponent-ties-win", "it counts a tie as a full win", static input => [Duel(input, 1)]);
        yield return Against("opponent-ties-lose", "it counts a tie as a loss", static input => [Duel(input, 0)]);
        yield return Against(
            "opponent-of-both",
            "it takes the best of n + m against one draw",
            input => truth.NearestOf(Quantity.WinRate, new PolicyInput(input.Policy.Masses, input.Policy.RewardArray, (int)Math.Min(PolicyCase.MaxN, (long)input.Policy.N + input.M)), ties));
    }

    private IEnumerable<Mistake> BestWorstMistakes()
    {
        yield return Gives(
            "best-against-reference",
            "it contrasts the best draw with one draw from the reference, and not with the worst of n: KL plus reverse KL",
            [Quantity.BestWorstLogRatio],
            request => Other(Quantity.Kl, request) is [var kl] && Other(Quantity.ReverseKl, request) is [var reverse] ? [kl + reverse] : null);
        yield return Gives(
            "best-worst-constant-of-n",
            "it returns n (1 + 1/2 + ... + 1/n), the constant of n + 1 draws",
            [Quantity.BestWorstLogRatio],
            static request => request.Input.Draws <= 100_000 ? [request.Input.Draws * Enumerable.Range(1, request.Input.Draws).Sum(static i => 1.0 / i)] : null);
    }

    private IEnumerable<Mistake> SoftMistakes()
    {
        PredictedMistake Law(string id, string sentence, Func<SoftInput, double[]> law) => Gives(id, sentence, SoftQuantities, request =>
        {
            var input = (SoftInput)request.Input;
            return PlainPolicy.Of(input.Policy.Masses, input.Policy.RewardArray, input.Policy.N).WithMasses(law(input))
                .Value(request.Quantity.Id["soft_".Length..], input.Policy.Masses, input.Policy.RewardArray);
        });

        PredictedMistake At(string id, string sentence, Func<SoftInput, SoftInput> change) =>
            Gives(id, sentence, SoftQuantities, request => truth.NearestOf(request.Quantity, change((SoftInput)request.Input), ties));

        yield return Law("soft-is-tilt", "it returns the tilted policy p e^(r/lambda)/Z, to which soft best-of-n tends as n grows", static input => Shares(input, static (_, weight) => weight));
        yield return Law("soft-exponent-n", "it raises e^(r/lambda) to the power n: the density has another exponent", static input => Shares(input, static (n, weight) => Math.Pow(weight, n)));
        yield return Law("soft-exponent-n-minus-1", "it raises e^(r/lambda) to the power n - 1: the density has another exponent", static input => Shares(input, static (n, weight) => Math.Pow(weight, n - 1)));
        yield return Law(
            "soft-mean-field",
            "it puts the mean weight in the place of the weights of the other draws, and rescales: p w/(w + (n-1) E w)",
            static input =>
            {
                var mean = WeightsOf(input).Zip(input.Policy.Masses, static (weight, mass) => weight * mass).Sum() / input.Policy.Masses.Sum();
                return Shares(input, (n, weight) => weight / (weight + (n - 1) * mean));
            });
        yield return Gives(
            "soft-is-hard",
            "it keeps the best draw: this is best-of-n, the limit of small lambda",
            SoftQuantities,
            request => truth.NearestOf(Quantity.Find(request.Quantity.Id["soft_".Length..])!, ((SoftInput)request.Input).Policy, ties));
        yield return At("soft-lambda-inverted", "it weights by e^(lambda r) and not by e^(r/lambda)", static input => input with { Lambda = 1 / input.Lambda });
        yield return At("soft-lambda-ignored", "it weights by e^r, whatever lambda is", static input => input with { Lambda = 1 });
        yield return At(
            "soft-one-draw-more",
            "it draws once more than n",
            static input => input with { Policy = new PolicyInput(input.Policy.Masses, input.Policy.RewardArray, Math.Min(PolicyCase.MaxN, input.Policy.N + 1)) });
    }

    private IEnumerable<Mistake> EstimateMistakes()
    {
        Quantity[] means = [.. KlEstimates.Select(static estimate => estimate.Mean)];
        Quantity[] variances = [.. KlEstimates.Select(static estimate => estimate.Variance)];

        PredictedMistake Pair(string id, string sentence, IEnumerable<Quantity> quantities, Func<PolicyPairInput, Quantity, double?> predict) =>
            Gives(id, sentence, quantities, request => predict((PolicyPairInput)request.Input, request.Quantity) is { } value && double.IsFinite(value) ? [value] : null);

        foreach (var limit in new[] { 1, 5, 10, 20 })
        {
            yield return Pair(
                FormattableString.Invariant($"log-ratio-clamped-to-{limit}"),
                FormattableString.Invariant($"it clamps each log ratio to [-{limit}, {limit}], which biases the estimate"),
                [.. means, .. variances],
                (input, quantity) => Moment(input, quantity, l => Math.Clamp(l, -limit, limit)));
        }

        yield return Pair(
            "ratio-upside-down",
            "it takes the ratio reference/policy in the place of policy/reference",
            [Quantity.K1Mean, Quantity.K3Mean, Quantity.K3Variance],
            static (input, quantity) => Moment(input, quantity, static l => -l));
        yield return Pair(
            "k3-is-kl",
            "it returns the KL divergence: the mean of k3 is less by the reference mass that the policy cannot return (this is k1_mean)",
            [Quantity.K3Mean],
            (input, _) => truth.NearestOf(Quantity.K1Mean, input, ties)?[0]);
        yield return Pair(
            "k1-is-k3",
            "it averages k3: that misses the reference mass that the policy cannot return (this is k3_mean)",
            [Quantity.K1Mean],
            (input, _) => truth.NearestOf(Quantity.K3Mean, input, ties)?[0]);
        yield return Pair(
            "k2-is-kl", "it returns the KL divergence, with which k2 agrees to second order only (this is k1_mean)", [Quantity.K2Mean], (input, _) => truth.NearestOf(Quantity.K1Mean, input, ties)?[0]);
        yield return Pair("k2-without-half", "it leaves out the factor 1/2 of k2", [Quantity.K2Mean], (input, quantity) => 2 * truth.NearestOf(quantity, input, ties)?[0]);
        yield return Pair("k2-variance-without-half", "it leaves out the factor 1/2 of k2", [Quantity.K2Variance], (input, quantity) => 4 * truth.NearestOf(quantity, input, ties)?[0]);
        yield return Pair(
            "responses-of-the-reference",
            "it averages over responses of the reference policy and not of the policy",
            means,
            static (input, quantity) => Over(input, quantity, fromReference: true).Mean);
        yield return Pair(
            "second-moment",
            "it averages the square of the estimate, and does not subtract the square of the mean",
            variances,
            static (input, quantity) => Over(input, quantity, fromReference: false) is var (mean, variance) ? variance + mean * mean : null);
        yield return Pair(
            "standard-deviation", "it returns the standard deviation, the root of the value", variances, (input, quantity) => truth.NearestOf(quantity, input, ties) is [var value] ? Math.Sqrt(value) : null);
    }

    /// <summary>P(win) + share · P(tie) of best-of-n against best-of-m.</summary>
    private static double Duel(OpponentInput input, double tieShare)
    {
        var (ours, theirs) = (Policy(input.Policy), PlainPolicy.Of(input.Policy.Masses, input.Policy.RewardArray, input.M));
        var below = 0.0;
        return PlainPolicy.Sum(ours.Cells.Zip(theirs.Cells), pair =>
        {
            var beaten = below + tieShare * pair.Second.Best;
            below += pair.Second.Best;
            return pair.First.Best * beaten;
        });
    }

    private static double[] WeightsOf(SoftInput input)
    {
        var most = Enumerable.Range(0, input.Count).Where(i => input.Policy.Masses[i] > 0).Max(i => input.Policy.RewardArray[i]);
        return [.. input.Policy.RewardArray.Select((reward, i) => input.Policy.Masses[i] > 0 ? Math.Exp((reward - most) / input.Lambda) : 0)];
    }

    /// <summary>Masses in proportion to p and a function of n and the weight.</summary>
    private static double[] Shares(SoftInput input, Func<int, double, double> factor)
    {
        double[] shares = [.. WeightsOf(input).Select((weight, i) => input.Policy.Masses[i] > 0 ? input.Policy.Masses[i] * factor(input.Policy.N, weight) : 0)];
        var total = shares.Sum();
        return Array.ConvertAll(shares, share => share / total);
    }

    private static double? Moment(PolicyPairInput input, Quantity quantity, Func<double, double> change)
    {
        var (mean, variance) = Over(input, quantity, fromReference: false, change);
        return KlEstimates.Any(estimate => estimate.Mean == quantity) ? mean : variance;
    }

    /// <summary>The mean and the variance of the estimate of a quantity, with the log-ratios changed.</summary>
    private static (double Mean, double Variance) Over(PolicyPairInput input, Quantity quantity, bool fromReference, Func<double, double>? change = null)
    {
        var of = KlEstimates.Single(estimate => estimate.Mean == quantity || estimate.Variance == quantity).Of;
        var (policyTotal, referenceTotal) = (input.Policy.Sum(), input.Reference.Sum());
        var terms = input.Policy.Zip(input.Reference, (mine, theirs) => (Policy: mine / policyTotal, Reference: theirs / referenceTotal))
            .Where(static pair => pair.Policy > 0)
            .Select(pair => (Mass: fromReference ? pair.Reference : pair.Policy, LogRatio: Math.Log(pair.Policy / pair.Reference)))
            .Select(pair => (pair.Mass, Value: of(change is null ? pair.LogRatio : change(pair.LogRatio))))
            .ToArray();
        var mean = PlainPolicy.Sum(terms, static term => term.Mass * term.Value);
        return (mean, PlainPolicy.Sum(terms, term => term.Mass * (term.Value - mean) * (term.Value - mean)));
    }
}

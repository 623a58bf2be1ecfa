using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Conformance.Tests;

/// <summary>
/// Every known mistake is named in a program that makes it, and no other one. The programs are right but for the mistake: they answer
/// what it predicts.
/// </summary>
public class DiagnosisTest
{
    private static readonly Truth Truth = new();
    private static readonly Mistakes Known = new(Truth, TieConvention.AmongDraws);
    private static readonly Judge Judge = new(Truth, Tolerance.Default, TieConventions.Default);

    /// <summary>What is asked by default, and every quantity with a mistake of its own.</summary>
    private static readonly ExaminationOptions Options = ExaminationOptions.Default with
    {
        MaxTest = 10,
        Quantities = [.. ExaminationOptions.DefaultQuantities.Union(Known.All.OfType<PredictedMistake>()
            .Where(static mistake => !mistake.Id.StartsWith("is-", StringComparison.Ordinal)).SelectMany(static mistake => mistake.Quantities ?? Enumerable.Empty<Quantity>()))],
    };

    /// <summary>The requests of a quantity; all tests share them and their truth.</summary>
    private static readonly Dictionary<Quantity, Request[]> Requests = Options.Quantities.ToDictionary(
        static quantity => quantity,
        static quantity => InputSource.Of(InputForm.Of(quantity), 1, 10, [])
            .Where(static sourced => sourced.Input is PolicyInput or EstimatorInput or PassAtKInput { Total: <= 1_000_000 } or { Count: <= 100 })
            .Select(sourced => new Request(quantity, sourced.Input)).Where(Judge.CanAsk).ToArray());

    public static IEnumerable<object[]> Predicted() => Known.All.OfType<PredictedMistake>()
        .Where(static mistake => mistake.Quantities is null || mistake.Quantities.Intersect(Options.Quantities).Any())
        .Where(static mistake => !mistake.Id.StartsWith("is-", StringComparison.Ordinal))
        .GroupBy(static mistake => mistake.Id)
        .SelectMany(static group => group.Select((_, variant) => new object[] { group.Key, variant }));

    [Theory]
    [MemberData(nameof(Predicted))]
    public void Mistake_IsNamedAndNoOther(string id, int variant) =>
        IsNamed(Known.All.OfType<PredictedMistake>().Where(known => known.Id == id).ElementAt(variant));

    [Theory]
    [InlineData("kl", "renyi_divergence_2")]
    [InlineData("chi_squared", "chi_squared_bound")]
    [InlineData("total_variation", "total_variation_bound")]
    [InlineData("win_rate", "win_rate_limit")]
    [InlineData("reverse_kl", "reverse_kl_bound")]
    public void AnotherQuantity_IsNamed(string asked, string given) => IsNamed(Known.All.OfType<PredictedMistake>()
        .Single(mistake => mistake.Id == $"is-{given.Replace('_', '-')}" && mistake.Quantities!.Contains(Quantity.Find(asked)!)));

    private static void IsNamed(PredictedMistake mistake)
    {
        var judgements = Options.Quantities.Where(mistake.AppliesTo)
            .SelectMany(static quantity => Requests[quantity])
            .Select(request => Judged(request, asked => mistake.Predict(asked) ?? Programs.Of(asked)))
            .ToArray();
        var failing = judgements.Where(static judgement => judgement.Assessment.IsNumericFailure()).GroupBy(static judgement => judgement.Request.Quantity).ToArray();
        Assert.True(failing.Length > 0, $"no case shows {mistake}");
        var findings = new Diagnostician(Known).Diagnose(judgements);

        // Where another mistake predicts the very same answers in the failing requests, either name is true.
        foreach (var finding in findings)
        {
            Assert.True(
                finding.Mistake.Id == mistake.Id || finding.Explained.All(judgement => IsSame(mistake.Predict(judgement.Request), Prediction(finding.Mistake, judgement.Request))),
                $"{mistake} is called {finding.Mistake} in {finding.Quantity}, for example for {finding.Explained[0].Request}");
        }

        foreach (var failures in failing.Where(group => findings.All(finding => finding.Quantity != group.Key)))
        {
            var stands = judgements.Where(judgement => judgement.Request.Quantity == failures.Key && judgement.Numbers is not null)
                .GroupBy(judgement => mistake.On(judgement, Noise.Double)).Select(static group => $"{group.Key} {group.Count()}, such as {group.First().Request} answered {group.First().Answer} for {group.First().Truth[0]}");
            Assert.Fail($"{mistake} has no name in {failures.Key}: {string.Join("; ", stands)}");
        }
    }

    [Fact]
    public void EveryQuantity_HasAMistakeOfItsOwn_OrIsListedWithout()
    {
        // "It is another quantity", and "it is 1 minus the value", go with any value or probability; they are nobody's own.
        var own = Known.All.Where(static mistake => mistake.Quantities is not null && !mistake.Id.StartsWith("is-", StringComparison.Ordinal)
            && mistake.Id != "one-minus" && 4 * mistake.Quantities.Count < 3 * Quantity.All.Count).SelectMany(static mistake => mistake.Quantities!).ToHashSet();
        var missing = Quantity.All.Where(quantity => !own.Contains(quantity) && !Mistakes.NoneKnown.Contains(quantity)).ToArray();
        Assert.True(
            missing.Length == 0,
            $"no mistake is known for {string.Join(", ", missing.AsEnumerable())}: add one in src/BonVerify.Conformance/Mistakes, or list the quantity in Mistakes.NoneKnown");
        var listed = Mistakes.NoneKnown.Where(own.Contains).ToArray();
        Assert.True(listed.Length == 0, $"a mistake is known for {string.Join(", ", listed.AsEnumerable())}: take it out of Mistakes.NoneKnown");
    }

    [Fact]
    public void RightProgram_HasNoFinding() => Assert.Empty(new Diagnostician(Known).Diagnose(
        [.. InputSource.Of(PolicyInput.Definition, 1, 30, []).SelectMany(sourced => Mistakes.FromMasses.Select(quantity => Judged(new Request(quantity, sourced.Input), Programs.Of)))]));

    [Fact]
    public async Task NoiseOfAnySize_IsNotGivenANumericalName()
    {
        foreach (var size in new[] { 1e-8, 1e-5, 1e-3, 0.3 })
        {
            // Deterministic, and without any pattern.
            var report = await Programs.Answering(request => Programs.Of(request)?.Select((value, i) => value * (1 + size * Jitter(request, i))).ToArray(), [Quantity.Kl, Quantity.PassAtK])
                .ExamineAsync(Options with { Quantities = [Quantity.Kl, Quantity.PassAtK] });
            Assert.Equal(Conclusion.Nonconforming, report.Conclusion);
            Assert.DoesNotContain(report.Findings, static finding => finding.Explained.Count > finding.Failures / 4);
        }
    }

    [Fact]
    public async Task Errors_KeepTheirOwnWords()
    {
        var program = new Implementation().Policy(Quantity.Kl, (p, r, n) => p.Contains(0) ? throw new ArithmeticException("math domain error") : Programs.Of(Programs.Policy(Quantity.Kl, p, r, n))![0]);
        var report = await program.ExamineAsync(Options with { Quantities = [Quantity.Kl] });
        Assert.Empty(report.Findings);
        Assert.Contains("math domain error", string.Join('\n', Explanation.Lines(Assert.Single(report.Smallest))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FewFailures_AreOnlyConsistentWithAMistake()
    {
        var program = new Implementation().Policy(Quantity.Kl, static (p, r, n) => Math.Log(n) - (n - 1.0) / n);
        var one = await program.ExamineAsync(Options with { Quantities = [Quantity.Kl], Only = Programs.Policy(Quantity.Kl, [0.5, 0.5], [0, 1], 2) });
        Assert.StartsWith("consistent with this: it returns the upper bound", Assert.Single(Explanation.Diagnoses(one)), StringComparison.Ordinal);
        var all = await program.ExamineAsync(Options with { Quantities = [Quantity.Kl] });
        Assert.StartsWith("it returns the upper bound", Assert.Single(Explanation.Diagnoses(all)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoMistakes_AreBothNamed()
    {
        var program = Programs.Answering(
            request => request.Quantity == Quantity.WinRate ? [100 * Programs.Of(request)![0]] : ((PolicyInput)request.Input).Probabilities.Contains(0) ? [double.NaN] : [Programs.Of(request)![0] / Math.Log(2)],
            [Quantity.Kl, Quantity.WinRate]);
        var report = await program.ExamineAsync(Options with { Quantities = [Quantity.Kl, Quantity.WinRate] });
        Assert.Equal(["bits", "percent", "zero-mass"], report.Findings.Select(static finding => finding.Mistake.Id).Distinct().Order());
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(0.5)]
    public async Task Constant_HasNoNameOfADraw(double constant)
    {
        var report = await Programs.Answering(_ => [constant], [Quantity.WinRate]).ExamineAsync(Options with { Quantities = [Quantity.WinRate] });
        Assert.DoesNotContain(report.Findings, static finding => finding.Mistake.Id is "n-minus-one" or "n-plus-one" or "float32" or "ties-lose");
    }

    /// <summary>Each region is looked at: a program that is wrong only there does not conform.</summary>
    [Theory]
    [InlineData("closer than 1e-9", "rewards-close-1e-10")]
    [InlineData("one float32", "rewards-as-float32")]
    [InlineData("one bfloat16", "rewards-as-bfloat16")]
    [InlineData("one half", "rewards-as-half")]
    [InlineData("beyond 10^4", null)]
    [InlineData("a pool of 2000", null)]
    [InlineData("a total of 1000 to 10^6 and a middle k", null)]
    [InlineData("few correct of 10^9", null)]
    [InlineData("a uniform reference", null)]
    [InlineData("epsilon next to 1", null)]
    [InlineData("n epsilon near 1", null)]
    [InlineData("F^n underflows", null)]
    public async Task Region_IsAskedAbout(string region, string? mistake)
    {
        bool IsThere(Input input) => region switch
        {
            "closer than 1e-9" => HasGap(input, static gap => gap < 1e-9),
            "one float32" => Merges(input, static reward => (float)reward),
            "one bfloat16" => Merges(input, static reward => BitConverter.UInt32BitsToSingle(unchecked(BitConverter.SingleToUInt32Bits((float)reward) + 0x7FFF + ((BitConverter.SingleToUInt32Bits((float)reward) >> 16) & 1)) & 0xFFFF_0000)),
            "one half" => Merges(input, static reward => (double)(Half)reward),
            "beyond 10^4" => input.RewardArray?.Any(static reward => Math.Abs(reward) > 1e4) ?? false,
            "a pool of 2000" => input is PoolInput { Count: >= 2000 },
            "a total of 1000 to 10^6 and a middle k" => input is PassAtKInput { Total: > 1000 and <= 1_000_000 } pass && pass.K == pass.Total / 2,
            "few correct of 10^9" => input is PassAtKInput { Total: 1_000_000_000, Correct: > 0 },
            "a uniform reference" => input is PolicyInput { Count: >= 8 } policy && policy.Probabilities.Distinct().Count() == 1,
            "epsilon next to 1" => input is EstimatorInput { Epsilon: < 1 and > 0.9999 },
            "n epsilon near 1" => input is EstimatorInput { N: > 10 } estimator && Math.Abs(estimator.N * estimator.Epsilon - 1) < 0.5,
            "F^n underflows" => input is PolicyInput { Count: > 1 } policy && PlainPolicy.Of(policy.Masses, policy.RewardArray, policy.N).Masses.Zip(policy.Masses).Any(static pair => pair is { First: 0, Second: > 0 }),
            _ => throw new ArgumentOutOfRangeException(nameof(region)),
        };
        var program = Programs.Answering(request => Programs.Of(request)?.Select(value => request.Input.IsDefined && IsThere(request.Input) ? value * 1.001 + 1e-6 : value).ToArray());
        var report = await program.ExamineAsync(Options);
        Assert.Equal(Conclusion.Nonconforming, report.Conclusion);
        Assert.InRange(report.Judgements.Where(static judgement => judgement.IsFailure).Select(static judgement => judgement.Request.Input).Distinct().Count(), 2, 200);
        if (mistake is not null)
        {
            Assert.Contains(Known.All, known => known.Id == mistake);
        }

        static bool HasGap(Input input, Func<double, bool> isGap) => input.RewardArray is { } rewards
            && rewards.Order().Zip(rewards.Order().Skip(1)).Any(pair => pair.First != pair.Second && isGap(pair.Second - pair.First));

        static bool Merges(Input input, Func<double, double> change) => input.RewardArray is { } rewards && rewards.Distinct().Count() > rewards.Select(change).Distinct().Count();
    }

    /// <summary>A number in [−1, 1] that depends on the request alone.</summary>
    private static double Jitter(Request request, int index)
    {
        var seed = request.ToJson().Aggregate(14695981039346656037UL, static (hash, c) => unchecked((hash ^ c) * 1099511628211UL));
        return (double)(new SplitMix64(unchecked(seed + (ulong)index)).Next() >> 11) / (1UL << 52) - 1;
    }

    private static double[]? Prediction(Mistake mistake, Request request) => (mistake as PredictedMistake)?.Predict(request);

    private static bool IsSame(double[]? left, double[]? right) => left is not null && right is not null && left.Length == right.Length
        && left.Zip(right).All(static pair => pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) <= 1e-5 * Math.Abs(pair.Second) + 1e-12);

    private static Judgement Judged(Request request, Func<Request, double[]?> answer)
    {
        var numbers = answer(request)!;
        return Judge.Decide(request, "test", request.Quantity.IsList ? Answer.Of(numbers) : Answer.Of(numbers[0]));
    }
}

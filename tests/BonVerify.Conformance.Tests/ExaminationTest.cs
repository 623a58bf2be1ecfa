using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Conformance.Tests;

public class ExaminationTest
{
    private static readonly ExaminationOptions Quick = ExaminationOptions.Default with { MaxTest = 8 };

    [Fact]
    public async Task RightImplementation_ConformsInEveryQuantity()
    {
        var report = await Programs.Right().ExamineAsync(Quick);
        Assert.Equal(Conclusion.Conforming, report.Conclusion);
        Assert.All(report.Tallies, static tally => Assert.Equal((0, 0.0), (tally.Failed, tally.WorstUlps?.Ulps > 0.51 ? 1.0 : 0.0)));
        Assert.Equal(Quick.Quantities, report.Tallies.Select(static tally => tally.Quantity));
        Assert.Empty(report.Smallest);
        Assert.True(report.IsComplete);
    }

    /// <summary>The least n, total or pool size that fails is found, however far the first failure is from it.</summary>
    [Theory]
    [InlineData(1075)]
    [InlineData(47)]
    [InlineData(4096)]
    public async Task Draws_AreBisected(int least)
    {
        var program = new Implementation().Policy(Quantity.Kl, (p, r, n) => n >= least ? 7 : Programs.Of(Programs.Policy(Quantity.Kl, p, r, n))![0]);
        var report = await program.ExamineAsync(Quick with { Quantities = [Quantity.Kl] });
        Assert.Equal(least, Assert.Single(report.Smallest).Judgement.Request.Input.Draws);
    }

    [Fact]
    public async Task Totals_AreBisected_WhileKMayGrow()
    {
        // The binomial coefficients leave the doubles: C(M, k) from M = 1030 on, for the middle k.
        static double Log(int m, int k)
        {
            var sum = 0.0;
            for (var i = 0; i < Math.Min(k, m - k) && sum < 1e4; i++)
            {
                sum += Math.Log((double)(m - i) / (i + 1));
            }

            return sum;
        }

        var program = new Implementation().PassAtK(Quantity.PassAtK, static (total, correct, k) =>
            Log(total, k) > Math.Log(double.MaxValue) ? double.NaN : Programs.Of(new Request(Quantity.PassAtK, new PassAtKInput(total, correct, k)))![0]);
        var report = await program.ExamineAsync(Quick with { Quantities = [Quantity.PassAtK] });
        Assert.Contains(report.Findings, static finding => finding.Mistake.Id == "binomials-overflow");
        var smallest = (PassAtKInput)report.Smallest.Single(static failure => failure.Cause is Finding).Judgement.Request.Input;
        Assert.Equal((1030, 0), (smallest.Total, smallest.Correct));
        Assert.InRange(smallest.K, 490, 515);
    }

    [Fact]
    public async Task EstimatesOfPools_AreJudgedAndTheirMistakesNamed()
    {
        // The best of n by a bootstrap in doubles, and a vote in which a tie wins nothing.
        static double Bootstrap(double[] rewards, int n)
        {
            var ascending = rewards.Order().ToArray();
            return ascending.Select((reward, i) => reward * (Math.Pow((i + 1.0) / ascending.Length, n) - Math.Pow((double)i / ascending.Length, n))).Sum();
        }

        var program = new Implementation()
            .PoolNumber(Quantity.BestAtN, Bootstrap)
            .PoolNumber(Quantity.WorstAtN, static (rewards, n) => Programs.Of(new Request(Quantity.WorstAtN, new PoolInput(rewards, n)))![0])
            .Majority(Quantity.MajorityAtK, static (counts, k) => Programs.Of(new Request(Quantity.MajorityAtKStrict, new MajorityInput(counts, k)))!)
            .Majority(Quantity.MajorityAtKStrict, static (counts, k) => Programs.Of(new Request(Quantity.MajorityAtKStrict, new MajorityInput(counts, k)))!);
        var report = await program.ExamineAsync(Quick with { Quantities = program.Quantities });
        Assert.Equal(
            [(Quantity.BestAtN, "best-at-n-with-replacement"), (Quantity.MajorityAtK, "ties-win-nothing")],
            report.Findings.Select(static finding => (finding.Quantity, finding.Mistake.Id)).OrderBy(static named => named.Id, StringComparer.Ordinal));
        Assert.Equal([Quantity.BestAtN, Quantity.MajorityAtK], report.Tallies.Where(static tally => tally.Failed > 0).Select(static tally => tally.Quantity));
        var smallest = report.Smallest.Select(static failure => failure.Judgement.Request.Input).ToArray();
        Assert.Contains(new PoolInput([0, 1], 2), smallest);
        Assert.Contains(new MajorityInput([1, 1], 2), smallest);
    }

    [Fact]
    public async Task Pools_AreBisected()
    {
        var program = new Implementation().Pool(Quantity.PoolWeights, static (rewards, n) =>
            rewards.Length >= 77 ? [.. rewards.Select(static _ => 0.5)] : Programs.Of(new Request(Quantity.PoolWeights, new PoolInput(rewards, n)))!);
        var report = await program.ExamineAsync(Quick with { Quantities = [Quantity.PoolWeights] });
        Assert.Equal((77, 1), (report.Smallest[0].Judgement.Request.Input.Count, report.Smallest[0].Judgement.Request.Input.Draws));
    }

    [Fact]
    public async Task ARequestOfTheUser_IsNotShrunk()
    {
        var only = Programs.Policy(Quantity.Kl, [0.125, 0.375, 0.5], [0, 1, 2], 9);
        var report = await new Implementation().Policy(Quantity.Kl, static (p, r, n) => 7).ExamineAsync(Quick with { Quantities = [Quantity.Kl], Only = only });
        Assert.Equal(only, Assert.Single(report.Smallest).Judgement.Request);
        Assert.Single(report.Judgements);
    }

    [Fact]
    public async Task EachCause_HasItsOwnSmallestCase()
    {
        var program = new Implementation().Policy(Quantity.Kl, (p, r, n) =>
            p.Contains(0) ? double.NaN : n == 3 ? 5 : Programs.Of(Programs.Policy(Quantity.Kl, p, r, n))![0] / Math.Log(2));
        var report = await program.ExamineAsync(Quick with { Quantities = [Quantity.Kl] });
        Assert.Equal(["bits", "none", "zero-mass"], report.Smallest.Select(static failure => failure.Cause?.Mistake.Id ?? "none").Order());
        Assert.All(report.Smallest, static failure => Assert.True(failure.Cause?.Mistake.Id != "zero-mass" || ((PolicyInput)failure.Judgement.Request.Input).Probabilities.Contains(0)));
        Assert.All(report.Smallest, static failure => Assert.True(failure.Cause?.Mistake.Id != "bits" || !((PolicyInput)failure.Judgement.Request.Input).Probabilities.Contains(0)));
    }

    [Fact]
    public async Task OutsideItsDomain_AnImplementationIsNotAsked()
    {
        var program = new Implementation().Policy(Quantity.Kl, (p, r, n) =>
            r.Distinct().Count() < r.Length || n > 100 ? throw new InvalidOperationException("asked all the same") : Programs.Of(Programs.Policy(Quantity.Kl, p, r, n))![0]);
        var domain = new Scope { DistinctRewards = true, MaxN = 100 };
        var report = await program.ExamineAsync(Quick with { Quantities = [Quantity.Kl], Scope = domain });
        Assert.Equal(Conclusion.Conforming, report.Conclusion);
        Assert.InRange(report.OutsideScope[Quantity.Kl], 50, 1000);
        Assert.Contains("outside the stated domain (distinct rewards, n up to 100)", string.Join('\n', Explanation.Notes(report)), StringComparison.Ordinal);
        Assert.Equal(Conclusion.Nonconforming, (await program.ExamineAsync(Quick with { Quantities = [Quantity.Kl] })).Conclusion);
    }

    [Fact]
    public async Task ANumberWhereNothingIsDefined_IsReported_AndFailsOnlyIfAsked()
    {
        var program = new Implementation().PassAtK(Quantity.PassAtK, static (total, correct, k) =>
            k > total || correct > total || total < 1 || k < 1 ? 1 : Programs.Of(new Request(Quantity.PassAtK, new PassAtKInput(total, correct, k)))![0]);
        var report = await program.ExamineAsync(Quick with { Quantities = [Quantity.PassAtK] });
        Assert.Equal(Conclusion.Conforming, report.Conclusion);
        Assert.Equal(5, Assert.Single(report.Tallies).Of(Assessment.AnsweredUndefined));
        Assert.Contains("where k is larger than total: {\"quantity\":\"pass_at_k\",\"total\":2,\"correct\":0,\"k\":5}", string.Join('\n', Explanation.Notes(report)), StringComparison.Ordinal);
        Assert.Equal(Conclusion.Nonconforming, (await program.ExamineAsync(Quick with { Quantities = [Quantity.PassAtK], MustRefuse = true })).Conclusion);
    }

    [Fact]
    public async Task AllowanceAlone_IsARemark()
    {
        // 1 - (1 - k/M)(1 - k/(M-1))…: right but for the smallest shares.
        var program = new Implementation().PassAtK(Quantity.PassAtK, static (total, correct, k) =>
        {
            if (k > total || correct > total || k < 1 || total < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(k));
            }

            var product = 1.0;
            for (var i = total - correct + 1; i <= total; i++)
            {
                product *= 1 - (double)k / i;
            }

            return total - correct < k ? 1 : 1 - product;
        });
        var report = await program.ExamineAsync(Quick with { Quantities = [Quantity.PassAtK] });
        Assert.Equal(Conclusion.Conforming, report.Conclusion);
        Assert.InRange(report.Tallies[0].Of(Assessment.ByAllowance), 1, 20);
        Assert.Contains("accepted by the absolute allowance only", string.Join('\n', Explanation.Notes(report)), StringComparison.Ordinal);
        Assert.Contains("-expm1", string.Join('\n', Explanation.Notes(report)), StringComparison.Ordinal);
        var strict = await program.ExamineAsync(Quick with { Quantities = [Quantity.PassAtK], Tolerance = Tolerance.Parse("rel=1e-9,cancel=0") });
        Assert.Equal(["pass-at-k-cancellation"], strict.Findings.Select(static finding => finding.Mistake.Id));
    }

    [Fact]
    public async Task AnotherAnswerTheSecondTime_IsFlaky_AlsoInAQuantityThatIsDropped()
    {
        var dice = new SplitMix64(1);
        var asked = 0;
        var program = new Implementation().With(Quantity.Kl, _ => ValueTask.FromResult<Answer>(
            ++asked > 20 ? new Answer.TimedOut("no answer within 10 s") : Answer.Of((double)dice.NextBelow(1000))));
        var report = await program.ExamineAsync(Quick with { Quantities = [Quantity.Kl] });
        Assert.Contains(report.Judgements, static judgement => judgement.Assessment == Assessment.Flaky);
    }

    [Fact]
    public void Stop_KeepsWhatIsThere()
    {
        var examination = new Examination(Quick with { Quantities = [Quantity.Kl] });
        for (var i = 0; i < 4 && examination.Next() is { } batch; i++)
        {
            for (var j = 0; j < batch.Requests.Count; j++)
            {
                batch.Take(j, Answer.Of(-1));
            }
        }

        examination.Stop();
        Assert.False(examination.Report.IsComplete);
        Assert.Equal(Conclusion.Nonconforming, examination.Report.Conclusion);
        Assert.NotEmpty(examination.Report.Smallest);
    }

    [Fact]
    public void Next_WithoutAnswers_IsRefused()
    {
        var examination = new Examination(Quick);
        Assert.NotNull(examination.Next());
        Assert.Throws<InvalidOperationException>(examination.Next);
    }

    [Fact]
    public void Introduction_RestrictsWhatIsAsked()
    {
        var examination = new Examination(Quick with { Quantities = [Quantity.Pmf] });
        var first = examination.Next()!;
        Assert.Single(first.Requests);
        first.Take(0, Answer.Of([1]));
        examination.Introduce(new Scope { MaxN = 2 }, TieConventions.Find("last-listed"));
        Assert.Equal([TieConvention.LastListed], examination.Options.Ties);
        while (examination.Next() is { } batch)
        {
            for (var i = 0; i < batch.Requests.Count; i++)
            {
                Assert.True(batch.Requests[i].Input.Draws <= 2);
                batch.Take(i, new Answer.Unsupported());
            }
        }
    }

    [Fact]
    public async Task AsynchronousImplementation_IsAwaited()
    {
        var program = new Implementation().Policy(Quantity.Kl, async (p, r, n) =>
        {
            await Task.Yield();
            return Programs.Of(Programs.Policy(Quantity.Kl, p, r, n))?[0] ?? throw new ArgumentException("undefined");
        });
        Assert.Equal(Conclusion.Conforming, (await program.ExamineAsync(Quick with { Quantities = [Quantity.Kl] })).Conclusion);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        Assert.Equal(Conclusion.Inconclusive, (await program.ExamineAsync(Quick with { Quantities = [Quantity.Kl] }, cancelled.Token)).Conclusion);
    }

    [Fact]
    public void Shape_OfAQuantity_IsHeldTo()
    {
        var error = Assert.Throws<ArgumentException>("quantity", static () => new Implementation().Policy(Quantity.Pmf, static (p, r, n) => 1.0));
        Assert.Contains("quantity is pmf, a list of a case of kind policy; it must be a number of a case of kind policy", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("quantity", static () => new Implementation().Estimator(Quantity.Kl, static (n, e) => 1));
    }

    [Fact]
    public void Protocol_PageIsTheCommittedOne()
    {
        var path = Path.Combine(Repository(), "src", "BonVerify.Conformance", "PROTOCOL.md");
        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == Protocol.Page(),
            "src/BonVerify.Conformance/PROTOCOL.md is not what the definitions say: bonverify check --protocol > src/BonVerify.Conformance/PROTOCOL.md makes it again");
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "BonVerify.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}

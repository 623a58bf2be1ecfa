using System.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Conformance.Tests;

/// <summary>Random answers: right ones pass, biased ones do not, and the false-alarm rate is what is stated.</summary>
public class StatisticsTest
{
    private static readonly ExaminationOptions Options = ExaminationOptions.Default with { MaxTest = 40 };

    [Theory]
    [InlineData(0, Conclusion.Conforming)]
    [InlineData(0.02, Conclusion.Nonconforming)]
    public async Task Counts_AreJudgedByTheirFit(double bias, Conclusion conclusion)
    {
        var dice = new SplitMix64(5);
        var program = new Implementation().With(Quantity.Pmf, request => ValueTask.FromResult<Answer>(new Answer.Counts(Draw(dice, Programs.Of(request), bias))));
        Assert.Equal(conclusion, (await Examine(program, Quantity.Pmf)).Conclusion);
    }

    [Theory]
    [InlineData(1.0, Conclusion.Conforming)]
    [InlineData(0.3, Conclusion.Nonconforming)]
    public async Task Intervals_AreJudgedByTheirCoverage(double width, Conclusion conclusion)
    {
        var dice = new SplitMix64(6);
        var program = new Implementation().With(Quantity.WinRate, request =>
        {
            // A uniform error in [-1, 1] and a half-width of 0.9: 90 % coverage exactly.
            var centre = Programs.Of(request) is { } truth ? truth[0] + Uniform(dice) : 0;
            return ValueTask.FromResult<Answer>(new Answer.Interval(centre - 0.9 * width, centre + 0.9 * width, 0.9));
        });
        Assert.Equal(conclusion, (await Examine(program, Quantity.WinRate)).Conclusion);
    }

    [Theory]
    [InlineData(0, Conclusion.Conforming)]
    [InlineData(8, Conclusion.Nonconforming)]
    public async Task Estimates_AreJudgedByTheirStandardErrors(double bias, Conclusion conclusion)
    {
        var dice = new SplitMix64(7);
        var program = new Implementation().With(Quantity.Kl, request => ValueTask.FromResult<Answer>(new Answer.Estimate(
            [Programs.Of(request) is { } truth ? truth[0] + 0.01 * (Uniform(dice) * Math.Sqrt(3) + bias) : 0], [0.01], IsList: false)));
        Assert.Equal(conclusion, (await Examine(program, Quantity.Kl)).Conclusion);
    }

    [Fact]
    public async Task AStandardErrorOfNothing_ExcusesNothing()
    {
        var program = new Implementation().With(Quantity.Kl, request => ValueTask.FromResult<Answer>(new Answer.Estimate([1e-3 + (Programs.Of(request)?[0] ?? 0)], [0], IsList: false)));
        var report = await Examine(program, Quantity.Kl);
        Assert.Equal(Conclusion.Nonconforming, report.Conclusion);
        Assert.Contains("so they are wrong", string.Join('\n', Explanation.Notes(report)), StringComparison.Ordinal);
    }

    /// <summary>At level a, tests of right answers reject a share of about a at most: many runs, p-values below 5 %.</summary>
    [Fact]
    public void PValues_OfRightAnswers_AreSeldomSmall()
    {
        var truth = new Truth();
        var judge = new Judge(truth, Tolerance.Default, TieConventions.Default);
        var request = Programs.Policy(Quantity.Pmf, [0.25, 0.5, 0.25], [0, 1, 2], 3);
        const int Runs = 400;
        var small = 0;
        for (ulong seed = 0; seed < Runs; seed++)
        {
            var dice = new SplitMix64(seed);
            var judgements = Enumerable.Range(0, 5).Select(_ => judge.Decide(request, "test", new Answer.Counts(Draw(dice, Programs.Of(request), 0)))).ToArray();
            small += Assert.Single(Statistics.Of(judgements)).PValue <= 0.05 ? 1 : 0;
        }

        // Binomial(400, 0.05) is above 45 with probability below 1e-6.
        Assert.InRange(small, 0, 45);
    }

    private static async Task<ExaminationReport> Examine(Implementation program, Quantity quantity) => await program.ExamineAsync(Options with { Quantities = [quantity] });

    /// <summary>A number in [−1, 1].</summary>
    private static double Uniform(SplitMix64 dice) => (double)dice.NextBelow(BigInteger.One << 53) / (1L << 52) - 1;

    private static int[] Draw(SplitMix64 dice, double[]? masses, double bias)
    {
        const int Draws = 3000;
        if (masses is null)
        {
            return [1];
        }

        var counts = new int[masses.Length];
        for (var i = 0; i < Draws; i++)
        {
            var u = Math.Clamp((Uniform(dice) + 1) / 2 - bias, 0, 1);
            var j = 0;
            for (var sum = masses[0]; j < masses.Length - 1 && u > sum; sum += masses[j])
            {
                j++;
            }

            // Rounding must not draw what cannot be drawn.
            counts[masses[j] > 0 ? j : Array.FindLastIndex(masses, static mass => mass > 0)]++;
        }

        return counts;
    }
}

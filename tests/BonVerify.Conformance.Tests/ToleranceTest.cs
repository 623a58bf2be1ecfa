using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Conformance.Tests;

public class ToleranceTest
{
    [Theory]
    [InlineData("rel=1e-9", "rel=1e-9,cancel=1e-14")]
    [InlineData("default", "rel=1e-9,cancel=1e-14")]
    [InlineData("ulps=4, rel=0.001", "ulps=4,rel=0.001,cancel=1e-14")]
    [InlineData("abs=1e-15,cancel=0", "abs=1e-15,cancel=0")]
    [InlineData("float32", "rel=0.001,abs=1e-37,cancel=1e-5")]
    public void Text_IsReadAndSaysEveryAllowance(string text, string written)
    {
        var tolerance = Tolerance.Parse(text);
        Assert.Equal(written, tolerance.ToString());
        Assert.Equal(tolerance, Tolerance.Parse(tolerance.ToString()));
    }

    [Fact]
    public void Sentence_SaysWhereTermsMayCancel() =>
        Assert.Equal("rel=1e-9, abs=1e-14 where terms may cancel", Tolerance.Default.Sentence);

    [Theory]
    [InlineData("")]
    [InlineData("rel")]
    [InlineData("rel=-1")]
    [InlineData("rel=NaN")]
    [InlineData("rel=Infinity")]
    [InlineData("ulp=4")]
    public void BadText_IsNamedWithTheRule(string text)
    {
        var error = Assert.Throws<ArgumentException>(nameof(text), () => Tolerance.Parse(text));
        Assert.Contains($"'{text}'; it must be float32, or limits", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A looser tolerance accepts whatever a tighter one did, for random answers and random limits.</summary>
    [Fact]
    public void Acceptance_GrowsWithEveryLimit()
    {
        var dice = new SplitMix64(11);
        double Power(int low, int high) => Math.Pow(10, low + (double)dice.NextBelow(1000 * (high - low)) / 1000);
        double? Maybe(double value) => dice.NextBelow(3).IsZero ? null : value;
        var accepted = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var tight = new Tolerance(Maybe(Power(-1, 9)), Maybe(Power(-17, 0)), Maybe(Power(-30, 0))) { Cancelling = Power(-20, -2) };
            double? Looser(double? limit) => limit * (1 + Power(-3, 6)) ?? Maybe(Power(-20, 3));
            var loose = new Tolerance(Looser(tight.Ulps), Looser(tight.Relative), Looser(tight.Absolute)) { Cancelling = tight.Cancelling * (1 + Power(-3, 4)) };
            var nearest = dice.NextBelow(10).IsZero ? 0 : Power(-320, 10);
            var error = Power(-330, 3);
            var terms = dice.NextBelow(2).IsZero ? 0 : Power(-3, 3);
            if (tight.Grade(error, nearest, terms) != Acceptance.None)
            {
                accepted++;
                Assert.True(loose.Grade(error, nearest, terms) != Acceptance.None, $"{tight} accepts {error} at {nearest} with terms {terms}, {loose} does not");
            }
        }

        Assert.InRange(accepted, 2000, 19_000);
    }

    /// <summary>The same through the whole judge: programs with random errors, judged with tolerances from tight to loose.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Failures_ShrinkAsTheToleranceGrows(ulong seed)
    {
        var failures = int.MaxValue;
        foreach (var text in new[] { "ulps=0,cancel=0", "rel=1e-15,cancel=0", "rel=1e-12", "rel=1e-9", "rel=1e-6", "rel=1e-3", "rel=0.1,cancel=1e-3" })
        {
            var dice = new SplitMix64(seed);
            var noisy = Programs.Right(value => value * (1 + Math.Pow(10, -(double)(dice.NextBelow(16) + 2)) * ((double)dice.NextBelow(3) - 1)));
            var report = await noisy.ExamineAsync(ExaminationOptions.Default with
            {
                Quantities = [Quantity.Kl, Quantity.WinRate, Quantity.KlBound],
                MaxTest = 10,
                Tolerance = Tolerance.Parse(text),
            });
            var count = report.Judgements.Count(static judgement => judgement.Assessment is Assessment.Wrong or Assessment.Negative);
            Assert.True(count <= failures, $"{text}: {count} after {failures}");
            failures = count;
        }

        Assert.Equal(0, failures);
    }
}

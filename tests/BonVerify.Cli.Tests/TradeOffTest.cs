using BonVerify.Bounds;
using BonVerify.Interchange;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Cli.Tests;

/// <summary>
/// The observation that good trade-offs need n below 1000, on the distributions that are shipped: how many draws bring best-of-n to within
/// 1/100 and 1/1000 of the largest win rate that any policy on the outcomes has, whatever its KL divergence.
/// </summary>
public class TradeOffTest
{
    [Fact]
    public void ShippedDistributions_NeedFewDraws()
    {
        var least = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "next-word.jsonl"))
            .Select(static line => new PolicyFrontier(((PolicyCase)CaseJson.ParseAny(line)).Reference))
            .Select(static frontier => (
                Hundredth: frontier.LeastDraws(frontier.LargestKl, new Rational(1, 100))!.Value,
                Thousandth: frontier.LeastDraws(frontier.LargestKl, new Rational(1, 1000))!.Value))
            .ToArray();
        Assert.Equal(41, least.Length);
        Assert.Equal((390, 670), (least.Max(static each => each.Hundredth), least.Max(static each => each.Thousandth)));
        Assert.Equal((31, 59), (least.Select(static each => each.Hundredth).Order().ElementAt(20), least.Select(static each => each.Thousandth).Order().ElementAt(20)));
    }
}

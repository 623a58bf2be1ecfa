using System.Numerics;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.FloatingPoint.Wide;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.FloatingPoint.Wide;

/// <summary>
/// The error bounds of measures in numbers of 128 bits are those of theorem 4 of proofs/FloatingPoint.md, worked out a second time from the cells: not
/// below, and above by no more than what is of second order or stated besides.
/// </summary>
public class StatedWideErrorsTest
{
    // A last bit; what forms a term and adds it up; the logarithm.
    private const double Term = 40;
    private const double Sum = 104;
    private const double Logarithm = 450;
    private static readonly double Unit = Math.ScaleB(1, -127);

    /// <summary>
    /// Levels far from each other, with negligible ones, and two levels of which the lower has hardly any mass: there the ratio of the other is just told
    /// from 1, and the second order counts as much as the first; or it is just not told, and its distance from 1 is the bound.
    /// </summary>
    public static TheoryData<string, int> Cases => new()
    {
        { "3,5,2,7", 50 },
        { "4,1", 2 },
        { "1,4", 3 },
        { "1,1000000000000000000000000000000,7000000000000000000000000000000,5", 10 },
        { "1,42535295865117307932921825928971026432", 2 },
        { "42535295865117307932921825928971026432,1", 2 },
        { "1,85070591730234615865843651857942052864", 2 },
        { "2,85070591730234615865843651857942052864,3", 2 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Divergences_HaveTheErrorsOfTheTable(string weights, int n)
    {
        var (_, cells) = Cells(weights, n);
        var sums = new Sums(cells);
        var (l, d) = (cells.RatioUnits, Of(cells.DominatingDistance));

        var kl = WideMeasures.Kl(cells);
        Within(kl, (l + Logarithm + Term) * (Of(kl.Value) + sums.Deviation) + Sum * Of(kl.Value), l * (l + Logarithm + Term) * sums.Kept, 4, d * d);

        var reverse = WideMeasures.ReverseKl(cells);
        Within(
            reverse,
            (l + Logarithm + Term) * (Of(reverse.Value) + sums.Deviation) + Sum * Of(reverse.Value),
            l * l / 2 * sums.Mass,
            8 * (sums.Kept + sums.Deviation) / sums.Mass,
            d * d);

        var square = WideMeasures.ChiSquared(cells);
        Within(square, (2 * l + Term) * (Of(square.Value) + sums.Deviation) + Sum * Of(square.Value), l * l * sums.Over(static t => t * t), 8, d * d);

        var cube = WideMeasures.ThirdMoment(cells);
        Within(
            cube,
            (l + Term) * (4 * Of(cube.Value) + 2 * sums.SquareOfDistance + 8 * sums.Deviation) + Sum * Of(cube.Value),
            3 * l * l * sums.Over(static t => t * t * t),
            32,
            4 * d * d);

        var hellinger = WideMeasures.SquaredHellinger(cells);
        Within(
            hellinger,
            (l + Term) * sums.Deviation + (64 + Sum) * Of(hellinger.Value) + Of(cells.NegligibleShare),
            l * l / 8 * sums.Kept,
            8 * (1 + sums.Deviation / sums.Kept),
            d * d);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void MeansOverBestOfN_HaveTheErrorsOfTheTable(string weights, int n)
    {
        var (reference, cells) = Cells(weights, n);
        var (l, left) = (cells.RatioUnits, Of(cells.NegligibleShare) * Math.ScaleB(1, -259));
        var (win, gap) = (WideMeasures.WinRate(cells), WideMeasures.LinearGapBound(cells));
        Stated(win.Error, (l + Sum) * Of(win.Value) * Unit + left, (l + Sum + Term) * Of(win.Value) * Unit + left);

        // P/F is a mass 10, a share 10, its reciprocal 14 and two products 6.
        Stated(gap.Error, (l + 46 + Sum) * Of(gap.Value) * Unit + n * left, (l + 46 + Sum + 2 * Term) * Of(gap.Value) * Unit + n * left);

        // Three masses and 1/(2(n + 1)); the ladder counts itself.
        var (winGap, spread) = (WideMeasures.WinRateGap(cells), ErrorBounds.Spread(n - 1, 10));
        Stated(winGap.Error, (spread + 44 + Sum) * Of(winGap.Value) * Unit, (spread + 44 + Sum) * Of(winGap.Value) * Unit + left);

        var largest = WideMeasures.MaxDensityRatio(cells);
        Stated(largest.Error, (l + Term) * Of(largest.Value) * Unit, (l + Term) * Of(largest.Value) * Unit);
        for (var cell = 0; cell < cells.Masses.Length; cell++)
        {
            var mass = WideMeasures.Mass(cells, cell);
            Stated(mass.Error, (l + Term) * Of(mass.Value) * Unit, (l + Term) * Of(mass.Value) * Unit);
        }

        // Rewards of both signs: a part for each, whose errors add up.
        var rewards = reference.WithRewards(Enumerable.Range(0, reference.Count).Select(static i => new Rational(2 * i - 1, 3)));
        var (reward, parts, most) = (WideMeasures.ExpectedReward(cells, rewards.Levels), 0.0, (2.0 * reference.Count - 3) / 3);
        for (var cell = cells.Negligible; cell < cells.Ratios.Length; cell++)
        {
            parts += Of(cells.Masses[cell]) * Of(cells.Ratios[cell]) * Math.Abs(2.0 * cell - 1) / 3;
        }

        // An enclosure ends at 0 where the error exceeds the part.
        var radius = (reward.Upper - reward.Lower).ToDouble() / 2;
        Assert.InRange(radius, 0, ((l + 10 + Sum + Term) * parts * Unit + 2 * most * left) * (1 + 2e-3));
        Assert.True(cells.Negligible > 0 || radius >= 0.99 * (l + 10 + Sum) * parts * Unit / 2, $"{radius}");

        // Units of a product of powers add up; that of F^0 is 10 at least.
        foreach (var (exponent, power) in new[] { (0, 2), (1, 1), (3, 2), (5, 1) })
        {
            var sum = WideMeasures.WeightedPowerSum(cells, exponent, power);
            var units = new[] { 0, 10, 24, 40, 52, 68 };
            var stated = (units[Math.Max(exponent, 1)] + units[power] + Sum) * Of(sum.Value) * Unit;
            Stated(sum.Error, stated, stated);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TotalVariation_HasTheErrorOfItsSide(string weights, int n)
    {
        var (_, cells) = Cells(weights, n);
        var (value, l, near) = (WideMeasures.TotalVariation(cells), cells.RatioUnits, 4 * cells.RatioUnits * Unit);
        var (below, above) = (0.0, 0.0);
        for (var cell = cells.Negligible; cell < cells.Ratios.Length; cell++)
        {
            if (cell != cells.Heavy)
            {
                var (part, distance) = (Of(cells.Masses[cell]) * Of(cells.Ratios[cell]), Of(cells.Distance(cell)));
                below += cells.IsLow(cell) || distance < near ? part : 0;
                above += !cells.IsLow(cell) || distance < near ? part : 0;
            }
        }

        // Either side is the distance, and the one that is known better is taken; where it is neither, its whole value is the error.
        var (low, high) = ((Sum * Of(value.Value) + (2 * l + Term) * below) * Unit, (Sum * Of(value.Value) + (2 * l + Term) * above) * Unit);
        var error = Of(value.Error);
        Assert.True(
            Math.Abs(error / low - 1) < 2e-3 || Math.Abs(error / high - 1) < 2e-3 || (cells.Heavy >= 0 && Math.Abs(error / Of(value.Value) - 1) < 1e-9),
            $"{error}, {low} or {high}");
        Assert.True(cells.Heavy >= 0 || error <= 1.002 * Math.Min(low, high), $"{error}, {low} or {high}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void LogarithmsAndEstimators_HaveTheErrorsStated(string weights, int n)
    {
        var (reference, cells) = Cells(weights, n);
        var moment = WideMeasures.ChiSquared(cells);
        var logarithm = WideMeasures.LogarithmOfOnePlus(moment);
        var stated = Logarithm * Of(logarithm.Value) * Unit + Of(moment.Error) / (1 + Of(moment.Value));
        Stated(logarithm.Error, stated, stated);
        Stated(logarithm.Halved().Error, stated / 2, stated / 2);

        var entropy = WideMeasures.Entropy(reference.Weights, reference.Denominator);
        stated = (Logarithm + 2 * Term + 64) * Of(entropy.Value) * Unit;
        Stated(entropy.Error, stated, stated);

        foreach (var weight in reference.Weights)
        {
            // bⁿ and h by their definitions, good enough for a bound.
            var value = WideMeasures.Estimator(n, weight, reference.Denominator);
            var hit = Of(WideFloat.FromRatio(weight, reference.Denominator));
            var miss = Of(WideFloat.FromRatio(reference.Denominator - weight, reference.Denominator));
            var power = Math.Pow(miss, n);
            var ratio = Enumerable.Range(0, n).Sum(k => Math.Pow(miss, k));
            var excess = Enumerable.Range(1, n - 1).Sum(k => Math.Pow(miss, k));
            var logarithmOfRatio = excess < 1e-8 ? excess : Math.Log(ratio);
            var both = power * (Math.Log(n) + (n - 1.0) / n + (n - 1) * -LogarithmOf(miss, hit)) + hit * ratio * logarithmOfRatio;
            stated = (PowerUnits(n) + 2 * cells.RatioUnits + Logarithm + 14 + Term) * both * Unit;
            Stated(value.Error, stated, stated);
        }

        static double LogarithmOf(double miss, double hit) => hit < 1e-8 ? -hit : Math.Log(miss);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void BestWorst_HasTheErrorOfBothSigns(string weights, int n)
    {
        var (reference, cells) = Cells(weights, n);
        var enclosure = WideMeasures.BestWorst(cells, reference.Levels, reference.Denominator);
        var (both, plus, l) = (0.0, 0.0, cells.RatioUnits);
        for (var cell = 0; cell < cells.Masses.Length; cell++)
        {
            if (cell != cells.Dominating)
            {
                var level = reference.Levels[cell];
                var ratio = Quotient(level.CumulativeWeight, level.CumulativeWeight - level.Weight);
                var worst = Quotient(reference.Denominator - level.CumulativeWeight + level.Weight, reference.Denominator - level.CumulativeWeight);
                var logarithm = Of(WideLogarithm.Magnitude(ratio, out var isLow)) * Of(cells.Masses[cell]);
                both += logarithm * (Of(ratio) + Of(worst));
                plus += logarithm * Of(isLow ? worst : ratio);
            }
        }

        var stated = ((2 * l + Logarithm + Term + 64) * both + 2 * l + plus) * Unit + 4 * Of(cells.DominatingDistance);
        var centre = (enclosure.Upper + enclosure.Lower).ToDouble() / 2;
        var radius = enclosure.Upper.ToDouble() - centre;
        Assert.True(enclosure.Lower.IsZero || Math.Abs((enclosure.Upper - enclosure.Lower).ToDouble() / 2 / stated - 1) < 2e-3, $"{radius}, {stated}");
        Assert.True(!enclosure.Lower.IsZero || enclosure.Upper.ToDouble() <= 2.01 * stated, $"{enclosure.Upper}, {stated}");

        WideFloat Quotient(BigInteger to, BigInteger from)
        {
            var (a, b) = (WideFloat.FromRatio(to, reference.Denominator), WideFloat.FromRatio(from, reference.Denominator));
            return Enumerable.Range(0, n).Aggregate(WideFloat.Zero, (sum, k) => sum + Power(a, k) * Power(b, n - 1 - k));
        }

        static WideFloat Power(WideFloat value, int exponent) =>
            Enumerable.Range(0, exponent).Aggregate(WideFloat.One, (product, _) => product * value);
    }

    [Fact]
    public void TotalVariation_CountsARatioNextToOne_OnBothSides()
    {
        // Three equal masses with the ratios 1/2, next to 1, and 3/2.
        var (_, cells) = Cells("1,1,1", 3);
        foreach (var units in new[] { 1, 5, 40 })
        {
            (cells.Ratios[0], cells.Ratios[1], cells.Ratios[2]) = (WideFloat.One.Scale(-1), WideFloat.One + WideFloat.FromInteger((ulong)units).Scale(-127), WideFloat.FromInteger(3UL).Scale(-1));
            Assert.True(units < 4 * cells.RatioUnits);
            var stated = ((2 * cells.RatioUnits + Term) * (0.5 + 1) / 3 + Sum / 6) * Unit;
            Stated(WideMeasures.TotalVariation(cells).Error, stated, stated);
        }
    }

    [Theory]
    [InlineData(22, 1, 0)]
    [InlineData(22, 0, 1)]
    [InlineData(22, 0, 0)]
    [InlineData(5, 1, 0)]
    [InlineData(5, 0, 1)]
    public void TotalVariation_WithAHeavyCellBetweenOthers_HoldsTheExactOne(int bits, int below, int above)
    {
        // What is below and above it are so alike that which side the heavy cell is on is open, or they are not.
        foreach (var n in new[] { 2, 3 })
        {
            var low = ((BigInteger)(n - 1) << bits) + below;
            var reference = ReferencePolicy.FromWeights([low, BigInteger.One << 90, (BigInteger.One << bits) + above]);
            var cells = new WideCells(reference.Levels, reference.Denominator, n);
            Assert.Equal(1, cells.Heavy);
            Assert.True(WideMeasures.TotalVariation(cells).ToEnclosure().Contains(BonVerify.Measures.TotalVariation.Of(new BestOfN(reference, n))));
        }
    }

    [Fact]
    public void Entropy_OfNearlyAllOfTheMass_LosesNothing()
    {
        foreach (var bits in new[] { 1, 10, 100, 300, 2000 })
        {
            BigInteger[] weights = [1, (BigInteger.One << bits) - 1];
            var value = WideMeasures.Entropy(weights, BigInteger.One << bits);
            var p = new Rational(1, BigInteger.One << bits);

            // p k ln 2 − (1 − p) ln(1 − p).
            var exact = p * bits * LinearFormInLogarithms.Ln(2) - (1 - p) * LinearFormInLogarithms.Ln(1 - p);
            Assert.True(value.ToEnclosure().Contains(exact.Enclose(400)), $"{bits}");
            Assert.True(value.ToEnclosure().IsAccurateTo(110), $"{bits}");
        }
    }

    [Fact]
    public void Enclosures_DoNotReachBelowZero()
    {
        var (one, two) = (WideFloat.One, WideFloat.FromInteger(2UL));
        Assert.Equal(new Enclosure(1, 3), new WideValue(two, one).ToEnclosure());
        Assert.Equal(new Enclosure(0, 3), new WideValue(one, two).ToEnclosure());
        Assert.Equal(new Enclosure(0, 2), new WideValue(one, one).ToEnclosure());
    }

    [Theory]
    [InlineData("3,5,2", 5)]
    [InlineData("1,1", 0.25)]
    [InlineData("1,2,3,4,100", 60)]
    public void Tilts_HaveTheErrorsOfTheirLemma(string weights, double beta)
    {
        var (reference, cells) = Cells(weights, 2);
        var tilted = new WideTilt(cells.Masses, reference.Levels, reference.Denominator).At(Dyadic.FromDouble(beta));

        // Σ s d^k of s = P e^(−βd), d the distance of v from that of the top.
        double Moment(int k) => reference.Levels.Sum(level => (double)level.Probability * Math.Exp(-beta * Loss(level)) * Math.Pow(Loss(level), k));
        double Loss(RewardLevel level) => (double)(reference.Levels[^1].Cumulative - reference.Levels[^1].Probability / 2 - level.Cumulative + level.Probability / 2);
        var (zero, one, two) = (Moment(0), Moment(1), Moment(2));
        var (partition, moment) = (34 + 64 + 18 * beta * one / zero, 34 + 64 + 16 + 18 * beta * two / one);
        Width(tilted.LogPartition, Logarithm * Math.Abs(Math.Log(zero)) + partition);
        Width(tilted.Mean, (partition + moment) * one / zero);

        static void Width(Enclosure enclosure, double units) =>
            Assert.InRange((enclosure.Upper - enclosure.Lower).ToDouble() / 2 / (units * Unit), 1 - 1e-6, 1 + 2e-3);
    }

    private static (ReferencePolicy Reference, WideCells Cells) Cells(string weights, int n)
    {
        var reference = ReferencePolicy.FromWeights(weights.Split(',').Select(BigInteger.Parse));
        var cells = new WideCells(reference.Levels, reference.Denominator, n);
        Assert.Equal(cells.RatioUnits, ErrorBounds.Ladder(n, 10));
        return (reference, cells);
    }

    /// <summary>By lemma 8: what is off by 10, a square 4 beyond twice and a product 6 beyond both.</summary>
    private static double PowerUnits(int n) => n == 1 ? 10 : n % 2 == 0 ? 2 * PowerUnits(n / 2) + 4 : PowerUnits(n - 1) + 16;

    /// <summary>The first order exactly, the second at least as large as it must be and at most so many times, and what else is stated.</summary>
    private static void Within(WideValue value, double first, double second, double most, double more) => Stated(
        value.Error, first * Unit + second * Unit * Unit + more, first * Unit + most * second * Unit * Unit + more);

    private static void Stated(WideFloat error, double least, double most) => Assert.InRange(Of(error), least * (1 - 1e-9), most * (1 + 2e-3));

    private static double Of(WideFloat value) => value.IsZero ? 0 : Math.ScaleB(value.Scale(-value.Exponent).ToDouble(), (int)value.Exponent);

    /// <summary>Sums over the cells that are not dominating, and of what is negligible.</summary>
    private sealed class Sums
    {
        private readonly (double Mass, double Ratio)[] kept;

        public Sums(WideCells cells)
        {
            int[] all = [.. Enumerable.Range(cells.Negligible, cells.Ratios.Length - cells.Negligible).Where(cell => cell != cells.Dominating)];
            kept = [.. all.Select(cell => (Of(cells.Masses[cell]), Of(cells.Ratios[cell])))];
            Deviation = all.Sum(cell => Of(cells.Masses[cell]) * Of(cells.Distance(cell))) + Of(cells.NegligibleShare);
            SquareOfDistance = all.Sum(cell => Of(cells.Masses[cell]) * Math.Pow(Of(cells.Distance(cell)), 2)) + Of(cells.NegligibleShare);
            Kept = Over(static t => t);
            Mass = Over(static _ => 1);
        }

        public double Deviation { get; }

        public double SquareOfDistance { get; }

        public double Kept { get; }

        public double Mass { get; }

        public double Over(Func<double, double> function) => kept.Sum(cell => cell.Mass * function(cell.Ratio));
    }
}

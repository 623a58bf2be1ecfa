using System.Numerics;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.FloatingPoint.Wide;

/// <summary>Measures of best-of-n in numbers of 128 bits, each with the error that <c>proofs/FloatingPoint.md</c> proves for it.</summary>
/// <remarks>
/// Each is a sum over the cells of terms of at least 0, so that roundings count relative to it. The error of a ratio moves a term
/// p f(t) by p |f′(t)| t; what that adds up to is bounded by sums that are at hand: Σ p |t − 1| and the measure itself.
/// </remarks>
internal static class WideMeasures
{
    // A mass, its product with a term, a sum of two, and what forms a term.
    private const double Term = 40;

    /// <summary>KL = Σ p ψ(t), ψ(t) = t ln t − t + 1, in nats.</summary>
    public static WideValue Kl(WideCells cells)
    {
        // A negligible cell has ψ = 1 up to t(1 + |ln t|) < 2^−250.
        var sum = cells.Sum(
            cell =>
            {
                var (distance, product) = (cells.Distance(cell), cells.Ratios[cell] * cells.Logarithms[cell]);
                return cells.Masses[cell] * (cells.IsLow(cell) ? distance - product : product - distance);
            },
            static cells => cells.NegligibleShare);

        // ψ′ = ln t, and t |ln t| ≤ ψ + |t − 1|. ψ(t) ≤ (t − 1)².
        return Rounded(sum)
            .Plus(WideErrors.Of(sum + cells.Deviation, cells.RatioUnits + WideErrors.Logarithm + Term))
            .Plus(SecondOrder(cells, cells.Kept, 2, cells.RatioUnits + WideErrors.Logarithm + Term))
            .Plus(WideFloat.Square(cells.DominatingDistance));
    }

    /// <summary>KL of the reference policy from best-of-n, Σ p (t − 1 − ln t), in nats.</summary>
    /// <remarks>Negligible cells have ratios here as well: they weigh most.</remarks>
    public static WideValue ReverseKl(WideCells cells)
    {
        var terms = new WideSum();
        for (var cell = 0; cell < cells.Ratios.Length; cell++)
        {
            if (cell != cells.Dominating)
            {
                var term = cell < cells.Negligible ? LowTerm(cells, cell)
                    : cells.IsLow(cell) ? cells.Logarithms[cell] - cells.Distance(cell)
                    : cells.Distance(cell) - cells.Logarithms[cell];
                terms.Add(cells.Masses[cell] * term);
            }
        }

        var sum = terms.Total;

        // The derivative times t is t − 1, and |ln t| is at most the term and |t − 1|; of second order is 1/2, and 1 ≤ t + |t − 1|.
        // Where |t − 1| ≤ 1/2 the term is at most (t − 1)².
        return Rounded(sum)
            .Plus(WideErrors.Of(sum + cells.Deviation, cells.RatioUnits + WideErrors.Logarithm + Term))
            .Plus(SecondOrder(cells, cells.Kept + cells.Deviation, 2))
            .Plus(WideFloat.Square(cells.DominatingDistance));
    }

    /// <summary>χ² = Σ p (t − 1)².</summary>
    public static WideValue ChiSquared(WideCells cells)
    {
        var sum = Squares(cells);

        // 2t|t − 1| ≤ 2(t − 1)² + 2|t − 1|; of second order is Σ p t², which is χ² + 1.
        return Rounded(sum)
            .Plus(WideErrors.Of(sum + cells.Deviation, 2 * cells.RatioUnits + Term))
            .Plus(SecondOrder(cells, sum + cells.Deviation + cells.Kept, 2))
            .Plus(WideFloat.Square(cells.DominatingDistance));
    }

    /// <summary>Σ p t³ − 1 = Σ p (t − 1)²(t + 2).</summary>
    public static WideValue ThirdMoment(WideCells cells)
    {
        var two = WideFloat.FromInteger(2UL);
        var squares = Squares(cells);
        var sum = cells.Sum(
            cell => cells.Masses[cell] * (WideFloat.Square(cells.Distance(cell)) * (cells.Ratios[cell] + two)),
            static cells => cells.NegligibleShare.Scale(1));

        // The factors move by 2|t − 1| t (t + 2) and (t − 1)² t, together at most 3 terms, 2(t − 1)² and 6|t − 1|.
        var first = sum.Scale(2) + squares.Scale(1) + cells.Deviation.Scale(3);
        return Rounded(sum)
            .Plus(WideErrors.Of(first, cells.RatioUnits + Term))
            .Plus(SecondOrder(cells, sum + squares + cells.Deviation + cells.Kept, 5))
            .Plus(WideFloat.Square(cells.DominatingDistance).Scale(2));
    }

    /// <summary>ln(1 + x) of a moment.</summary>
    public static WideValue LogarithmOfOnePlus(WideValue moment) =>
        WideValue.Within(WideLogarithm.OnePlus(moment.Value), WideErrors.Logarithm)

            // By the mean value theorem, at the lower end.
            .Plus(WideErrors.Up(moment.Error * WideFloat.Reciprocal(WideFloat.One + (moment.Value - moment.Error))));

    /// <summary>Half the sum of p (√t − 1)².</summary>
    public static WideValue SquaredHellinger(WideCells cells)
    {
        var sum = cells.Sum(
            cell =>
            {
                var root = WideFloat.SquareRoot(cells.Ratios[cell]);
                var distance = cells.Distance(cell) * WideFloat.Reciprocal(root + WideFloat.One);
                return cells.Masses[cell] * WideFloat.Square(distance);
            },
            static cells => cells.NegligibleShare).Scale(-1);

        // (√t − 1)² moves by |√t − 1|√t, at most |t − 1|; of second order is √t/4, and √t ≤ t + |t − 1|. A negligible cell has √t ≤ 2^−130.
        return Rounded(sum, 2 * WideErrors.SquareRoot + 2 * WideErrors.Reciprocal)
            .Plus(WideErrors.Of(cells.Deviation, cells.RatioUnits + Term))
            .Plus(SecondOrder(cells, cells.Kept + cells.Deviation, 0))
            .Plus(WideErrors.Of(cells.NegligibleShare, 1))
            .Plus(WideFloat.Square(cells.DominatingDistance));
    }

    /// <summary>The total variation distance: Σ p (1 − t) over the ratios below 1, or Σ p (t − 1) over those above.</summary>
    public static WideValue TotalVariation(WideCells cells)
    {
        // What the ratios may be off, by side: where one of them is next to 1 it counts on both.
        var (below, above, keptBelow, keptAbove) = (new WideSum(), new WideSum(), WideFloat.Zero, WideFloat.Zero);
        below.Add(cells.NegligibleShare);
        var near = WideErrors.Of(WideFloat.One, 4 * cells.RatioUnits);
        for (var cell = cells.Negligible; cell < cells.Ratios.Length; cell++)
        {
            if (cell != cells.Heavy)
            {
                var (distance, isLow) = (cells.Distance(cell), cells.IsLow(cell));
                var (part, kept) = (cells.Masses[cell] * distance, cells.Masses[cell] * cells.Ratios[cell]);
                var isNear = distance < near;
                (isLow ? below : above).Add(part);
                keptBelow = isLow || isNear ? keptBelow + kept : keptBelow;
                keptAbove = !isLow || isNear ? keptAbove + kept : keptAbove;
            }
        }

        var low = Rounded(below.Total).Plus(WideErrors.Of(keptBelow, 2 * cells.RatioUnits + Term));
        var high = Rounded(above.Total).Plus(WideErrors.Of(keptAbove, 2 * cells.RatioUnits + Term));
        if (cells.Heavy >= 0)
        {
            // Its t − 1 is F₋ − (n−1)(1 − F), up to 2^−38 of either, and the sum that it is not in has no more of it.
            var (less, more) = (cells.Below(cells.Heavy), cells.AboveTimes(cells.Heavy));
            return less - more > less.Scale(-20) ? low : more - less > more.Scale(-20) ? high : low.Plus(low.Value);
        }

        return low.Error * high.Value < high.Error * low.Value ? low : high;
    }

    /// <summary>The largest density ratio, that of the top cell.</summary>
    public static WideValue MaxDensityRatio(WideCells cells) => WideValue.Within(cells.Ratios[^1], cells.RatioUnits + Term);

    /// <summary>W = Σ p t (F + F₋)/2, the cells being reward levels.</summary>
    public static WideValue WinRate(WideCells cells) => Kept(
        cells, cell => (cells.Shares[cell] + cells.Below(cell)).Scale(-1), WideFloat.One, 0);

    /// <summary>n/(n+1) − W = Σ p³ T_(n−1)(F, F₋)/(2(n+1)), the cells being reward levels: every term is positive, also where the gap is far below W.</summary>
    public static WideValue WinRateGap(WideCells cells)
    {
        var (sum, scale) = (new WideSum(), WideFloat.FromRatio(BigInteger.One, 2 * ((BigInteger)cells.N + 1)));
        Add(cells.Negligible, cells.Masses.Length);

        // A cell adds at most p t times half its width: those with negligible ratios count where the gap itself is as small.
        var left = cells.NegligibleShare.Scale(-WideCells.NegligibleBits);
        if ((sum.Total * scale).Scale(-WideFloat.FractionBits) < left)
        {
            Add(0, cells.Negligible);
            left = WideFloat.Zero;
        }

        var units = 3 * ErrorBounds.Share + ErrorBounds.Spread(cells.N - 1, ErrorBounds.Share) + WideErrors.Reciprocal;
        return Rounded(sum.Total * scale, units).Plus(left);

        void Add(int from, int to)
        {
            for (var cell = from; cell < to; cell++)
            {
                var mass = cells.Masses[cell];
                sum.Add(WideFloat.Square(mass) * mass * SpreadLadder.Of(cells.Shares[cell], cells.Below(cell), WideFloat.FromInteger, cells.N - 1));
            }
        }
    }

    /// <summary>(n/2) Σ p t · p/F.</summary>
    public static WideValue LinearGapBound(WideCells cells) => Kept(
        cells,
        cell => (cells.Masses[cell] * WideFloat.Reciprocal(cells.Shares[cell]) * WideFloat.FromInteger((ulong)cells.N)).Scale(-1),
        WideFloat.FromInteger((ulong)cells.N),
        WideErrors.Reciprocal + Term);

    /// <summary>Σ F^exponent P^power over the cells.</summary>
    public static WideValue WeightedPowerSum(WideCells cells, int exponent, int power)
    {
        var sum = new WideSum();
        for (var cell = 0; cell < cells.Masses.Length; cell++)
        {
            var term = PowerLadder.Power(cells.Masses[cell], power);
            sum.Add(exponent == 0 ? term : PowerLadder.Power(cells.Shares[cell], exponent) * term);
        }

        var start = new ErrorCount(ErrorBounds.Share);
        var units = PowerLadder.Power(start, Math.Max(exponent, 1)).Count + PowerLadder.Power(start, power).Count;
        return Rounded(sum.Total, units);
    }

    /// <summary>The best-of-n mass of a cell.</summary>
    public static WideValue Mass(WideCells cells, int cell) => cell < cells.Negligible
        ? WideValue.Within(Ratio(cells, cell) * cells.Masses[cell], cells.RatioUnits + Term)
        : WideValue.Within(cells.Ratios[cell] * cells.Masses[cell], cells.RatioUnits + Term);

    /// <summary>Σ p t g over the cells, for values g of at least 0 known within so many units, of which none is above a bound.</summary>
    public static WideValue Kept(WideCells cells, Func<int, WideFloat> value, WideFloat bound, double units)
    {
        var sum = cells.Sum(cell => cells.Masses[cell] * cells.Ratios[cell] * value(cell), static _ => WideFloat.Zero);
        if (cells.Dominating is >= 0 and var top)
        {
            sum += cells.Masses[top] * cells.Ratios[top] * value(top);
        }

        return Rounded(sum, cells.RatioUnits + units + Term)
            .Plus((cells.NegligibleShare * bound).Scale(1 - WideCells.NegligibleBits));
    }

    /// <summary>E_best ln t − E_worst ln t, in nats, the cells being reward levels: Σ p (t − s) ln t, worst-of-n having the masses p s.</summary>
    public static Enclosure BestWorst(WideCells cells, IReadOnlyList<RewardLevel> levels, BigInteger total)
    {
        var reciprocal = WideFloat.Reciprocal(total);
        var (positive, negative) = (new WideSum(), new WideSum());
        var from = WideFloat.One;
        for (var cell = 0; cell < levels.Count; cell++)
        {
            var to = WideFloat.FromInteger(total - levels[cell].CumulativeWeight) * reciprocal;
            var worst = PowerLadder.Quotient(from, to, WideFloat.One, cells.N);
            from = to;
            if (cell != cells.Dominating)
            {
                var ratio = Ratio(cells, cell);
                var weight = cells.Masses[cell] * WideLogarithm.Magnitude(ratio, out var isLow);
                var (more, less) = isLow ? (worst, ratio) : (ratio, worst);
                positive.Add(weight * more);
                negative.Add(weight * less);
            }
        }

        var (plus, minus) = (positive.Total, negative.Total);

        // The logarithm of a ratio is off by as much as the ratio itself relative to it, and both policies have the mass 1.
        // In the dominating cell it is at most twice the distance, and so is the mass of either.
        var error = WideErrors.Of(plus + minus, 2 * cells.RatioUnits + WideErrors.Logarithm + Term + WideSum.Units)
            + WideErrors.Of(WideFloat.One, 2 * cells.RatioUnits) + cells.DominatingDistance.Scale(2);
        return new WideValue(plus - minus, error + WideErrors.Of(plus, 1)).ToEnclosure();
    }

    /// <summary>−Σ p ln p of integer weights above 0, in nats.</summary>
    public static WideValue Entropy(IEnumerable<BigInteger> weights, BigInteger total)
    {
        var (reciprocal, sum) = (WideFloat.Reciprocal(total), new WideSum());
        foreach (var weight in weights)
        {
            var mass = WideFloat.FromInteger(weight) * reciprocal;

            // Next to 1 through what is left of it: −ln p = ln(1 + (1 − p)/p). A mass at most 1/2 has a logarithm of at least 0.69.
            sum.Add(mass * (2 * weight > total
                ? WideLogarithm.OnePlus(WideFloat.FromInteger(total - weight) * WideFloat.FromRatio(BigInteger.One, weight))
                : WideLogarithm.Magnitude(mass, out _)));
        }

        return WideValue.Within(sum.Total, WideErrors.Logarithm + 2 * Term + WideSum.Units);
    }

    /// <summary>The expected reward of the kept response.</summary>
    public static Enclosure ExpectedReward(WideCells cells, IReadOnlyList<RewardLevel> levels)
    {
        var rewards = levels.Select(static level => WideFloat.FromRatio(BigInteger.Abs(level.Reward.Numerator), level.Reward.Denominator)).ToArray();
        var largest = rewards.Aggregate(static (a, b) => a < b ? b : a);
        return Enclosure.Subtract(Part(1), Part(-1), 2 * WideFloat.FractionBits);

        Enclosure Part(int sign) => Kept(
            cells, cell => levels[cell].Reward.Sign == sign ? rewards[cell] : WideFloat.Zero, largest, ErrorBounds.Share).ToEnclosure();
    }

    /// <summary>E[d_n(p(Y))], in nats, with the single outcomes of the levels.</summary>
    public static WideValue EstimatorMean(WideCells cells, IReadOnlyList<RewardLevel> levels, ReferencePolicy reference)
    {
        var known = new Dictionary<BigInteger, WideValue>();
        var values = new WideValue[levels.Count];
        for (var cell = cells.Negligible; cell < values.Length; cell++)
        {
            var outcomes = levels[cell].Outcomes;
            if (outcomes.Count == 1)
            {
                values[cell] = ValueAt(levels[cell].Weight);
                continue;
            }

            var (sum, error) = (WideFloat.Zero, WideFloat.Zero);
            foreach (var group in outcomes.GroupBy(outcome => reference.Weights[outcome]))
            {
                var (share, value) = (WideFloat.FromRatio(group.Key * group.Count(), levels[cell].Weight), ValueAt(group.Key));
                sum += share * value.Value;
                error += share * value.Error;
            }

            values[cell] = new WideValue(sum, error).Plus(WideErrors.Of(sum, Term + outcomes.Count));
        }

        // d_n is at most ln n.
        return Kept(cells, cell => values[cell].Value, WideFloat.FromInteger((ulong)cells.N), 0)
            .Plus(Kept(cells, cell => values[cell].Error, WideFloat.Zero, 0).Value.Scale(1));

        WideValue ValueAt(BigInteger weight)
        {
            if (!known.TryGetValue(weight, out var value))
            {
                value = Estimator(cells.N, weight, reference.Denominator);
                known.Add(weight, value);
            }

            return value;
        }
    }

    /// <summary>The estimator d_n(ε) = bⁿ (ln n − (n−1)/n + (n−1) ln b) + ε h ln h, b = 1 − ε and h = h_n(1, b), in nats.</summary>
    /// <remarks>Next to ε = 1 through h − 1 = b h_(n−1)(1, b), next to 0 through ln b = −ln(1 + ε/b): nothing is lost at either end.</remarks>
    /// <param name="n">The number of draws, at least 2.</param>
    /// <param name="mass">ε times the total, at least 1 and below it.</param>
    /// <param name="total">The total.</param>
    public static WideValue Estimator(int n, BigInteger mass, BigInteger total)
    {
        var reciprocal = WideFloat.Reciprocal(total);
        var (hit, miss) = (WideFloat.FromInteger(mass) * reciprocal, WideFloat.FromInteger(total - mass) * reciprocal);
        var (draws, others) = (WideFloat.FromInteger((ulong)n), WideFloat.FromInteger((ulong)n - 1));
        var power = PowerLadder.Power(miss, n);
        var excess = miss * PowerLadder.Quotient(WideFloat.One, miss, WideFloat.One, n - 1);
        var plus = power * WideLogarithm.Magnitude(draws, out _) + hit * (WideFloat.One + excess) * WideLogarithm.OnePlus(excess);
        var minus = power * (others * WideFloat.Reciprocal(draws) + others * WideLogarithm.OnePlus(hit * WideFloat.Reciprocal(miss)));
        var units = PowerLadder.Power(new ErrorCount(ErrorBounds.Share), n).Count + 2 * ErrorBounds.Ladder(n, ErrorBounds.Share)
            + WideErrors.Logarithm + WideErrors.Reciprocal + Term;
        return new WideValue(plus - minus, WideErrors.Of(plus + minus, units));
    }

    /// <summary>What adding up the cells costs, and each term so many units.</summary>
    private static WideValue Rounded(WideFloat sum, double units = 0) => WideValue.Within(sum, units + Term + WideSum.Units);

    /// <summary>Σ p (t − 1)².</summary>
    private static WideFloat Squares(WideCells cells) =>
        cells.Sum(cell => cells.Masses[cell] * WideFloat.Square(cells.Distance(cell)), static cells => cells.NegligibleShare);

    /// <summary>The error of a ratio times itself, or times that of what is made of it, in a sum and times a power of 2.</summary>
    private static WideFloat SecondOrder(WideCells cells, WideFloat sum, int power, double? units = null) =>
        (WideFloat.FromDouble(cells.RatioUnits * (units ?? cells.RatioUnits)) * sum).Scale(power - 2 * WideFloat.FractionBits);

    /// <summary>t − 1 − ln t of a cell whose ratio is negligible.</summary>
    private static WideFloat LowTerm(WideCells cells, int cell)
    {
        var ratio = Ratio(cells, cell);
        return WideLogarithm.Magnitude(ratio, out _) - (WideFloat.One - ratio);
    }

    private static WideFloat Ratio(WideCells cells, int cell) =>
        PowerLadder.Quotient(cells.Shares[cell], cells.Below(cell), WideFloat.One, cells.N);
}

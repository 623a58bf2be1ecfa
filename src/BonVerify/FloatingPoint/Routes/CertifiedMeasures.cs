using BonVerify.Estimators;
using BonVerify.FloatingPoint.Certified;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.FloatingPoint.Wide;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.FloatingPoint.Routes;

/// <summary>KL(p‖π⁽ⁿ⁾).</summary>
internal readonly struct CertifiedReverse : ICertifiedMeasure
{
    /// <inheritdoc/>
    public static double AtReference => 0;

    /// <inheritdoc/>
    public static CertifiedDouble? Of<L>(ReadOnlySpan<double> weights, ReadOnlySpan<double> rests, TripleSum<Lanes1> total, int n)
        where L : struct, ILanes<L>
    {
        var (value, blocks) = CertifiedEvaluation<L>.Sum(new ReverseTerm(n), weights, rests, total, n);
        return new(value.High, value.Low, CellErrors.OfDoubles(n, weights.Length, blocks, L.Count).Reverse(value.High));
    }

    /// <inheritdoc/>
    public static Enclosure Of(WideCells cells, IReadOnlyList<RewardLevel> levels, ReferencePolicy reference) => WideMeasures.ReverseKl(cells).ToEnclosure();

    /// <inheritdoc/>
    public static Enclosure Of(EnclosedBestOfN policy) => ReverseKullbackLeibler.Of(policy);

    /// <inheritdoc/>
    public static LinearFormInLogarithms Of(BestOfN policy) => ReverseKullbackLeibler.Of(policy);
}

/// <summary>χ².</summary>
internal readonly struct CertifiedChiSquared : ICertifiedMeasure
{
    /// <inheritdoc/>
    public static double AtReference => 0;

    /// <inheritdoc/>
    public static CertifiedDouble? Of<L>(ReadOnlySpan<double> weights, ReadOnlySpan<double> rests, TripleSum<Lanes1> total, int n)
        where L : struct, ILanes<L>
    {
        var (value, blocks) = CertifiedEvaluation<L>.Sum(default(SquareTerm), weights, rests, total, n);
        return new(value.High, value.Low, CellErrors.OfDoubles(n, weights.Length, blocks, L.Count).ChiSquared(value.High));
    }

    /// <inheritdoc/>
    public static Enclosure Of(WideCells cells, IReadOnlyList<RewardLevel> levels, ReferencePolicy reference) => WideMeasures.ChiSquared(cells).ToEnclosure();

    /// <inheritdoc/>
    public static Enclosure Of(EnclosedBestOfN policy) => ChiSquared.Of(policy);

    /// <inheritdoc/>
    public static LinearFormInLogarithms Of(BestOfN policy) => LinearFormInLogarithms.FromRational(ChiSquared.Of(policy));
}

/// <summary>The win rate; its cells are reward levels.</summary>
internal readonly struct CertifiedWinRate : ICertifiedMeasure
{
    /// <inheritdoc/>
    public static double AtReference => 0.5;

    /// <inheritdoc/>
    public static CertifiedDouble? Of<L>(ReadOnlySpan<double> weights, ReadOnlySpan<double> rests, TripleSum<Lanes1> total, int n)
        where L : struct, ILanes<L>
    {
        var (twice, blocks) = CertifiedEvaluation<L>.Sum(default(WinTerm), weights, rests, total, n);
        var errors = CellErrors.OfDoubles(n, weights.Length, blocks, L.Count);
        return new(twice.High / 2, twice.Low / 2, errors.Mean(twice.High, errors.Shares + ErrorBounds.Add + ErrorBounds.Multiply) / 2);
    }

    /// <inheritdoc/>
    public static Enclosure Of(WideCells cells, IReadOnlyList<RewardLevel> levels, ReferencePolicy reference) => WideMeasures.WinRate(cells).ToEnclosure();

    /// <inheritdoc/>
    public static Enclosure Of(EnclosedBestOfN policy) => WinRate.Of(policy);

    /// <inheritdoc/>
    public static LinearFormInLogarithms Of(BestOfN policy) => LinearFormInLogarithms.FromRational(WinRate.Of(policy));
}

/// <summary>The total variation distance.</summary>
internal readonly struct CertifiedTotalVariation : ICertifiedMeasure
{
    /// <inheritdoc/>
    public static double AtReference => 0;

    /// <inheritdoc/>
    public static CertifiedDouble? Of<L>(ReadOnlySpan<double> weights, ReadOnlySpan<double> rests, TripleSum<Lanes1> total, int n)
        where L : struct, ILanes<L> => LargestDifference.Of(weights, rests, total, n);

    /// <inheritdoc/>
    public static Enclosure Of(WideCells cells, IReadOnlyList<RewardLevel> levels, ReferencePolicy reference) => WideMeasures.TotalVariation(cells).ToEnclosure();

    /// <inheritdoc/>
    public static Enclosure Of(EnclosedBestOfN policy) => TotalVariation.Of(policy);

    /// <inheritdoc/>
    public static LinearFormInLogarithms Of(BestOfN policy) => LinearFormInLogarithms.FromRational(TotalVariation.Of(policy));
}

/// <summary>E[d_n(p(Y))]; the direct route is for cells of one outcome each.</summary>
internal readonly struct CertifiedEstimatorMean : ICertifiedMeasure
{
    /// <inheritdoc/>
    public static double AtReference => 0;

    /// <inheritdoc/>
    public static CertifiedDouble? Of<L>(ReadOnlySpan<double> weights, ReadOnlySpan<double> rests, TripleSum<Lanes1> total, int n)
        where L : struct, ILanes<L>
    {
        var reciprocal = new CompensatedSum(1, 0).DividedBy(DoubleDouble<Lanes1>.First(total.ToPair()));
        var (value, blocks) = CertifiedEvaluation<L>.Sum(new EstimatorTerm(n, reciprocal), weights, rests, total, n);
        return new(value.High, value.Low, CellErrors.OfDoubles(n, weights.Length, blocks, L.Count).EstimatorMean());
    }

    /// <inheritdoc/>
    public static Enclosure Of(WideCells cells, IReadOnlyList<RewardLevel> levels, ReferencePolicy reference) =>
        WideMeasures.EstimatorMean(cells, levels, reference).ToEnclosure();

    /// <inheritdoc/>
    public static Enclosure Of(EnclosedBestOfN policy) => KlEstimator.Mean(policy);

    /// <inheritdoc/>
    public static LinearFormInLogarithms Of(BestOfN policy) => KlEstimator.Mean(policy);
}

/// <summary>The expected reward of best-of-n; the direct route takes the rewards as factors.</summary>
internal readonly struct CertifiedReward : ICertifiedMeasure
{
    /// <inheritdoc/>
    public static double AtReference => double.NaN;

    /// <inheritdoc/>
    public static CertifiedDouble? Of<L>(ReadOnlySpan<double> weights, ReadOnlySpan<double> rests, TripleSum<Lanes1> total, int n)
        where L : struct, ILanes<L> => null;

    /// <inheritdoc/>
    public static Enclosure Of(WideCells cells, IReadOnlyList<RewardLevel> levels, ReferencePolicy reference) => WideMeasures.ExpectedReward(cells, levels);

    /// <inheritdoc/>
    public static Enclosure Of(EnclosedBestOfN policy) => policy.ExpectedReward();

    /// <inheritdoc/>
    public static LinearFormInLogarithms Of(BestOfN policy) => LinearFormInLogarithms.FromRational(policy.ExpectedReward());
}

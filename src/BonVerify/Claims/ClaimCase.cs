using System.Collections.Concurrent;
using System.Numerics;
using BonVerify.Bounds;
using BonVerify.Estimators;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Claims;

/// <summary>
/// One case in which claims are decided: a best-of-n policy, with the measures that several claims need computed at most
/// once.
/// </summary>
/// <remarks>
/// <para>
/// Within a budget the masses are exact, and every claim that can be written in linear forms in logarithms is decided.
/// Beyond it F^n is enclosed instead of written out, so that n may be 10^9; a comparison that <see cref="MaxPrecision"/>
/// bits leave open is <see cref="Verdict.Undecided"/>.
/// </para>
/// <para>
/// The measures can be those of another implementation: derive and override them to see which claims catch its mistakes.
/// Safe for use by many threads.
/// </para>
/// </remarks>
public partial class ClaimCase
{
    /// <summary>The default budget for the exact masses F^n of one case, in bits.</summary>
    public const long DefaultExactBits = 1L << 20;

    /// <summary>The default of <see cref="MaxPrecision"/>.</summary>
    public const int DefaultMaxPrecision = 2048;

    // Exact masses of so many bits cost about as much as their enclosures.
    private const int CheapExactBits = 1 << 11;

    private readonly Lazy<BestOfN>? exactPolicy;
    private readonly bool enclosesFirst;
    private readonly Lazy<ComputableReal> kl;
    private readonly Lazy<ComputableReal> klGap;
    private readonly Lazy<ComputableReal> winRate;
    private readonly Lazy<ComputableReal> winRateGap;
    private readonly Lazy<ComputableReal> estimatorMean;
    private readonly Lazy<LinearFormInLogarithms> formula;
    private readonly Lazy<ClaimCase> next;
    private readonly ConcurrentDictionary<int, EnclosedBestOfN> enclosed = new();

    /// <summary>Makes the case of a reference policy and n.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="ties">Which of several maximal-reward draws is kept.</param>
    /// <param name="exactBits">The budget for the exact masses, in bits; beyond it they are enclosed.</param>
    public ClaimCase(
        ReferencePolicy reference, int n, TieBreaking ties = TieBreaking.AmongDraws, long exactBits = DefaultExactBits)
    {
        Reference = Preconditions.NotNull(reference);
        N = Preconditions.AtLeast(n, 1);
        Ties = ties;
        ExactBits = exactBits;
        Cells = reference.CellsUnder(ties);
        var size = BestOfN.SizeInBits(reference, n, ties);
        exactPolicy = size <= exactBits ? new(() => new BestOfN(reference, n, ties, exactBits)) : null;
        enclosesFirst = size > CheapExactBits;
        kl = new(ComputeKl);
        klGap = new(() => Formula - Kl);
        winRate = new(ComputeWinRate);
        winRateGap = new(() => WinRateBounds.Continuous(N) - WinRate);
        estimatorMean = new(ComputeEstimatorMean);
        formula = new(() => KlBounds.Formula(N));
        next = new(() => WithN(checked(N + 1)));
    }

    /// <summary>The reference policy.</summary>
    public ReferencePolicy Reference { get; }

    /// <summary>The number of draws n.</summary>
    public int N { get; }

    /// <summary>Which of several maximal-reward draws is kept.</summary>
    public TieBreaking Ties { get; }

    /// <summary>The budget for the exact masses, in bits.</summary>
    public long ExactBits { get; }

    /// <summary>The highest precision, in bits, at which a comparison of enclosures is tried.</summary>
    public int MaxPrecision { get; init; } = DefaultMaxPrecision;

    /// <summary>The levels that compete, ascending: reward levels, or single outcomes when listing order breaks ties.</summary>
    public IReadOnlyList<RewardLevel> Cells { get; }

    /// <summary>The exact best-of-n policy, made when asked for, or <see langword="null"/> when it is over the budget.</summary>
    public BestOfN? Exact => exactPolicy?.Value;

    /// <summary>The reference mass of the top cell, ε_∞.</summary>
    public Rational TopMass => Cells[^1].Probability;

    /// <summary>The largest reference mass of a cell.</summary>
    public Rational LargestMass => Cells.MaxBy(static cell => cell.Weight)!.Probability;

    /// <summary>KL(π⁽ⁿ⁾‖p), in nats.</summary>
    public ComputableReal Kl => kl.Value;

    /// <summary>The win rate W.</summary>
    public ComputableReal WinRate => winRate.Value;

    /// <summary>E[d_n(p(Y))], in nats.</summary>
    public ComputableReal EstimatorMean => estimatorMean.Value;

    /// <summary>ln n − (n−1)/n, in nats.</summary>
    public LinearFormInLogarithms Formula => formula.Value;

    /// <summary>The KL gap ln n − (n−1)/n − KL, in nats.</summary>
    public ComputableReal KlGap => klGap.Value;

    /// <summary>The win-rate gap n/(n+1) − W.</summary>
    public ComputableReal WinRateGap => winRateGap.Value;

    /// <summary>The case with one draw more.</summary>
    public ClaimCase Next => next.Value;

    /// <summary>The same case with another number of draws.</summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The case; of the same implementation, where the measures are overridden.</returns>
    public virtual ClaimCase WithN(int n) => new(Reference, n, Ties, ExactBits) { MaxPrecision = MaxPrecision };

    /// <summary>The best-of-n masses of the outcomes, in listing order.</summary>
    /// <returns>The masses, or <see langword="null"/> when they are over the budget.</returns>
    public virtual IReadOnlyList<Rational>? Probabilities() => Exact?.Probabilities();

    /// <summary>The estimator d_n(ε), in nats.</summary>
    /// <param name="epsilon">A mass in (0, 1].</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal Estimator(Rational epsilon) =>
        Value(() => KlEstimator.Value(N, epsilon), precision => KlEstimator.Enclose(N, epsilon, precision));

    /// <summary>Computes <see cref="Kl"/>.</summary>
    /// <returns>The value.</returns>
    protected virtual ComputableReal ComputeKl() => Measure(KullbackLeibler.Of, KullbackLeibler.Of);

    /// <summary>Computes <see cref="WinRate"/>.</summary>
    /// <returns>The value.</returns>
    protected virtual ComputableReal ComputeWinRate() =>
        Measure(static exact => Ratio(Measures.WinRate.Ratio(exact)), Measures.WinRate.Of);

    /// <summary>Computes <see cref="EstimatorMean"/>.</summary>
    /// <returns>The value.</returns>
    protected virtual ComputableReal ComputeEstimatorMean() => Measure(KlEstimator.Mean, KlEstimator.Mean);

    private static LinearFormInLogarithms Ratio((BigInteger Numerator, BigInteger Denominator) ratio) =>
        LinearFormInLogarithms.FromRatio(ratio.Numerator, ratio.Denominator);

    /// <summary>A measure of the policy: exact, or by enclosures with the exact form left for later, or by enclosures only.</summary>
    private ComputableReal Measure(Func<BestOfN, LinearFormInLogarithms> exactly, Func<EnclosedBestOfN, Enclosure> enclosing) =>
        Value(() => exactly(Exact!), precision => enclosing(Enclosed(precision)));

    private ComputableReal Value(Func<LinearFormInLogarithms> exactly, Func<int, Enclosure> enclosing) =>
        exactPolicy is null ? ComputableReal.FromEnclosures(enclosing)
        : enclosesFirst ? ComputableReal.FromEnclosures(enclosing, exactly)
        : exactly();

    private EnclosedBestOfN Enclosed(int precision) =>
        enclosed.GetOrAdd(precision, bits => new EnclosedBestOfN(Reference, N, bits, Ties));
}

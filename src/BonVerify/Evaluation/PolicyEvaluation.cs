using System.Collections.Concurrent;
using BonVerify.Bounds;
using BonVerify.FloatingPoint.Wide;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Evaluation;

/// <summary>
/// A best-of-n policy under evaluation: what claims and quantities need of it is computed when it is asked for, and at most
/// once.
/// </summary>
/// <remarks>
/// <para>
/// Within a budget the masses are exact, and so are all measures that can be written as linear forms in logarithms. Beyond it
/// F^n is enclosed instead of written out, so that n may be 10^9.
/// </para>
/// <para>
/// How each measure is computed is for the <see cref="PolicyMeasures"/> to say; what they say is kept here. Safe for use by
/// many threads.
/// </para>
/// </remarks>
public sealed class PolicyEvaluation
{
    // By the name of the measure and its argument, if it has one.
    private readonly ConcurrentDictionary<(string Measure, object? Argument), Lazy<object?>> known = new();
    private readonly bool isWithinBudget;

    /// <summary>Prepares the evaluation of the best of n draws; nothing is computed yet.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="ties">Which of several maximal-reward draws is kept.</param>
    /// <param name="budget">How much it may cost; <see langword="null"/> for <see cref="Budget.Default"/>.</param>
    /// <param name="measures">How the measures are computed; <see langword="null"/> for <see cref="PolicyMeasures.Certified"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1.</exception>
    public PolicyEvaluation(
        ReferencePolicy reference,
        int n,
        TieBreaking ties = TieBreaking.AmongDraws,
        Budget? budget = null,
        PolicyMeasures? measures = null)
    {
        Reference = Preconditions.NotNull(reference);
        N = Preconditions.AtLeast(n, 1);
        Ties = ties;
        Budget = budget ?? Budget.Default;
        Measures = measures ?? PolicyMeasures.Certified;
        Cells = reference.CellsUnder(ties);
        var size = BestOfN.SizeInBits(reference, n, ties);
        isWithinBudget = size <= Budget.ExactBits;
        EnclosesFirst = size > Budget.CheapExactBits;
    }

    /// <summary>The reference policy.</summary>
    public ReferencePolicy Reference { get; }

    /// <summary>The number of draws n.</summary>
    public int N { get; }

    /// <summary>Which of several maximal-reward draws is kept.</summary>
    public TieBreaking Ties { get; }

    /// <summary>How much the evaluation may cost.</summary>
    public Budget Budget { get; }

    /// <summary>How the measures are computed.</summary>
    public PolicyMeasures Measures { get; }

    /// <summary>The highest precision, in bits, at which a comparison of enclosures is tried.</summary>
    public int MaxPrecision => Budget.MaxPrecision;

    /// <summary>The levels that compete, ascending: reward levels, or single outcomes when listing order breaks ties.</summary>
    public IReadOnlyList<RewardLevel> Cells { get; }

    /// <summary>The exact best-of-n policy, made when asked for, or <see langword="null"/> when it is over the budget.</summary>
    public BestOfN? Exact => isWithinBudget
        ? Once(nameof(Exact), static p => new BestOfN(p.Reference, p.N, p.Ties, p.Budget.ExactBits))
        : null;

    /// <summary>The reference mass of the top cell, ε_∞.</summary>
    public Rational TopMass => Cells[^1].Probability;

    /// <summary>The largest reference mass of a cell.</summary>
    public Rational LargestMass => Cells.MaxBy(static cell => cell.Weight)!.Probability;

    /// <summary>KL(π⁽ⁿ⁾‖p), in nats.</summary>
    public ComputableReal Kl => Once(nameof(Kl), static p => p.Measures.Kl(p));

    /// <summary>The win rate W, ties counted half.</summary>
    public ComputableReal WinRate => Once(nameof(WinRate), static p => p.Measures.WinRate(p));

    /// <summary>The expected reward of best-of-n.</summary>
    public ComputableReal ExpectedReward => Once(nameof(ExpectedReward), static p => p.Measures.ExpectedReward(p));

    /// <summary>E[d_n(p(Y))], in nats.</summary>
    public ComputableReal EstimatorMean => Once(nameof(EstimatorMean), static p => p.Measures.EstimatorMean(p));

    /// <summary>ln n − (n−1)/n, in nats.</summary>
    public LinearFormInLogarithms Formula => Once(nameof(Formula), static p => KlBounds.Formula(p.N));

    /// <summary>The KL gap ln n − (n−1)/n − KL, in nats.</summary>
    public ComputableReal KlGap => Once(nameof(KlGap), static p => p.Formula - p.Kl);

    /// <summary>The win-rate gap n/(n+1) − W.</summary>
    public ComputableReal WinRateGap => Once(nameof(WinRateGap), static p => p.Measures.WinRateGap(p));

    /// <summary>The χ² divergence.</summary>
    public ComputableReal ChiSquared => Once(nameof(ChiSquared), static p => p.Measures.ChiSquared(p));

    /// <summary>The total variation distance.</summary>
    public ComputableReal TotalVariation => Once(nameof(TotalVariation), static p => p.Measures.TotalVariation(p));

    /// <summary>KL(p‖π⁽ⁿ⁾), in nats.</summary>
    public ComputableReal ReverseKl => Once(nameof(ReverseKl), static p => p.Measures.ReverseKl(p));

    /// <summary>The squared Hellinger distance: exact where all the square roots are, and known by enclosures else.</summary>
    public ComputableReal SquaredHellinger => Once(nameof(SquaredHellinger), static p => p.Measures.SquaredHellinger(p));

    /// <summary>The largest density ratio q/p.</summary>
    public ComputableReal MaxDensityRatio => Once(nameof(MaxDensityRatio), static p => p.Measures.MaxDensityRatio(p));

    /// <summary>The linear gap bound (n/2) E[P(Y)/F(Y)], in nats.</summary>
    public ComputableReal LinearGapBound => Once(nameof(LinearGapBound), static p => p.Measures.LinearGapBound(p));

    /// <summary>The best-of-n masses of the outcomes, in listing order, enclosed where they are over the budget.</summary>
    public IReadOnlyList<ComputableReal> Masses => Once<IReadOnlyList<ComputableReal>>(nameof(Masses), static p => p.MakeMasses());

    /// <summary>The exact best-of-n masses of the outcomes, in listing order, or <see langword="null"/> when they are over the budget.</summary>
    public IReadOnlyList<Rational>? Probabilities => Once(nameof(Probabilities), static p => p.Measures.Probabilities(p));

    /// <summary>The evaluation with one draw more.</summary>
    /// <exception cref="InvalidOperationException">n is the largest there is, 2^31 − 1.</exception>
    public PolicyEvaluation Next => N < int.MaxValue
        ? Once(nameof(Next), static p => p.WithN(p.N + 1))
        : throw new InvalidOperationException(FormattableString.Invariant($"n is {N}; it is the largest there is, and has no next."));

    /// <summary>The best-of-n masses as a policy on the outcomes of the reference policy; <see langword="null"/> when they are over the budget.</summary>
    internal ReferencePolicy? Policy => Once(nameof(Policy), static p => p.Probabilities is { } masses ? p.Reference.WithProbabilities(masses) : null);

    /// <summary>Whether a multi-precision enclosure is tried before the exact form, which costs more.</summary>
    internal bool EnclosesFirst { get; }

    /// <summary>The evaluation of the same reference policy, budget and measures with another number of draws.</summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The evaluation.</returns>
    public PolicyEvaluation WithN(int n) => new(Reference, n, Ties, Budget, Measures);

    /// <summary>The same as <see cref="WithN"/>, kept with all that it will have computed.</summary>
    internal PolicyEvaluation At(int n)
    {
        return n == N ? this : Once(nameof(At), n, Make);

        // From there the way back is here.
        PolicyEvaluation Make()
        {
            var other = WithN(n);
            _ = other.Once(nameof(At), N, () => this);
            return other;
        }
    }

    /// <summary>The evaluation of another reference policy, with the same number of draws, budget and measures.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <returns>The evaluation.</returns>
    public PolicyEvaluation WithReference(ReferencePolicy reference) => new(reference, N, Ties, Budget, Measures);

    /// <summary>The estimator d_n(ε), in nats.</summary>
    /// <param name="epsilon">A mass in (0, 1].</param>
    /// <returns>The value.</returns>
    public ComputableReal Estimator(Rational epsilon) => Once(nameof(Estimator), epsilon, () => Measures.Estimator(this, epsilon));

    /// <summary>The Rényi divergence of an integer order, in nats.</summary>
    /// <param name="order">The order, at least 2.</param>
    /// <returns>The value.</returns>
    public ComputableReal RenyiDivergence(int order) =>
        Once(nameof(RenyiDivergence), order, () => Measures.RenyiDivergence(this, order));

    /// <summary>Σ F^(n−fewer) P^power over the cells.</summary>
    /// <param name="fewer">By how much the exponent of F is below n, from 0 to n.</param>
    /// <param name="power">The exponent of P, at least 1.</param>
    /// <returns>The value.</returns>
    public ComputableReal WeightedPowerSum(int fewer, int power) =>
        Once(nameof(WeightedPowerSum), (fewer, power), () => Measures.WeightedPowerSum(this, fewer, power));

    /// <summary>The best-of-n policy enclosed at a precision.</summary>
    /// <param name="precision">The precision, in bits.</param>
    /// <returns>The policy; the same one every time.</returns>
    public EnclosedBestOfN Enclosed(int precision) =>
        Once(nameof(Enclosed), precision, () => new EnclosedBestOfN(Reference, N, precision, Ties));

    /// <summary>The cells in numbers of 128 bits, for n above 1 and more than one cell; else <see langword="null"/>.</summary>
    internal WideCells? Wide(TieBreaking ties) => Once(nameof(Wide), ties, () =>
        N > 1 && (ties == Ties ? Cells : Reference.CellsUnder(ties)) is { Count: > 1 } cells ? new WideCells(cells, Reference.Denominator, N) : null);

    /// <summary>
    /// A measure of the policy as a number: exact where that is cheap, by enclosures with the exact form left for later, or,
    /// over the budget, by enclosures only.
    /// </summary>
    /// <param name="exactly">The measure of the exact policy.</param>
    /// <param name="enclosing">The measure of the enclosed policy.</param>
    /// <returns>The number.</returns>
    public ComputableReal Measure(Func<BestOfN, LinearFormInLogarithms> exactly, Func<EnclosedBestOfN, Enclosure> enclosing) =>
        Value(() => Preconditions.NotNull(exactly)(Exact!), precision => Preconditions.NotNull(enclosing)(Enclosed(precision)));

    internal ComputableReal Value(Func<LinearFormInLogarithms> exactly, Func<int, Enclosure> enclosing) =>
        !isWithinBudget ? ComputableReal.FromEnclosures(enclosing)
        : EnclosesFirst ? ComputableReal.FromEnclosures(enclosing, exactly)
        : exactly();

    private MadeWhenAsked<ComputableReal> MakeMasses()
    {
        if (!EnclosesFirst && Probabilities is { } exact)
        {
            return new MadeWhenAsked<ComputableReal>(exact.Count, i => ComputableReal.FromRational(exact[i]));
        }

        var cells = new int?[Reference.Count];
        for (var i = 0; i < Cells.Count; i++)
        {
            foreach (var outcome in Cells[i].Outcomes)
            {
                cells[outcome] = i;
            }
        }

        return new MadeWhenAsked<ComputableReal>(cells.Length, i => cells[i] is { } cell ? MakeMass(cell, i) : ComputableReal.Zero);
    }

    private ComputableReal MakeMass(int cell, int outcome)
    {
        var (level, ofCell) = (Cells[cell], Measures.Mass(this, cell));
        var mass = level.Outcomes.Count == 1 ? ofCell : new Rational(Reference.Weights[outcome], level.Weight) * ofCell;
        return isWithinBudget
            ? ComputableReal.FromEnclosures(mass.Evaluate, () => Probabilities is { } exact ? LinearFormInLogarithms.FromRational(exact[outcome]) : null)
            : mass;
    }

    /// <summary>What is computed once for this evaluation.</summary>
    /// <param name="measure">Its name.</param>
    /// <param name="compute">Computes it.</param>
    internal T Once<T>(string measure, Func<PolicyEvaluation, T> compute) => (T)known.GetOrAdd(
        (measure, null), static (_, make) => new(() => make.compute(make.policy)), (compute, policy: this)).Value!;

    private T Once<T>(string measure, object argument, Func<T> compute) =>
        (T)known.GetOrAdd((measure, argument), static (_, make) => new(() => make()), compute).Value!;
}

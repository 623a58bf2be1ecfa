using System.Numerics;

namespace BonVerify.Policies;

/// <summary>
/// Draws responses from a reference policy with exactly its probabilities, and best-of-n responses as the definition has
/// it: by drawing n and keeping one. The simulation shares no formula with <see cref="BestOfN"/>.
/// </summary>
/// <remarks>Immutable and safe for use by many threads; the generator handed in is not.</remarks>
public sealed class Sampler
{
    private const int DrawsBetweenChecks = 1 << 12;

    private readonly BigInteger[] cumulative;
    private readonly int[] support;
    private readonly int[] ranks;

    /// <summary>Makes a sampler.</summary>
    /// <param name="reference">The reference policy.</param>
    public Sampler(ReferencePolicy reference)
    {
        Reference = Preconditions.NotNull(reference);
        var weights = reference.Weights;
        support = [.. Enumerable.Range(0, weights.Count).Where(i => !weights[i].IsZero)];
        cumulative = new BigInteger[support.Length];
        var sum = BigInteger.Zero;
        for (var i = 0; i < support.Length; i++)
        {
            cumulative[i] = sum += weights[support[i]];
        }

        ranks = new int[weights.Count];
        foreach (var (level, rank) in reference.Levels.Select(static (level, rank) => (level, rank)))
        {
            foreach (var outcome in level.Outcomes)
            {
                ranks[outcome] = rank;
            }
        }
    }

    /// <summary>The reference policy.</summary>
    public ReferencePolicy Reference { get; }

    /// <summary>Draws one response from the reference policy.</summary>
    /// <param name="random">The source of randomness.</param>
    /// <returns>The index of an outcome in listing order, with exactly its probability.</returns>
    public int Draw(SplitMix64 random)
    {
        var point = Preconditions.NotNull(random).NextBelow(Reference.Denominator);

        // The first outcome whose cumulative weight is above the point.
        var found = Array.BinarySearch(cumulative, point);
        return support[found >= 0 ? found + 1 : ~found];
    }

    /// <summary>Draws n responses from the reference policy and keeps one with the highest reward.</summary>
    /// <param name="random">The source of randomness.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="ties">Which of several maximal-reward draws is kept.</param>
    /// <param name="cancellationToken">Stops it between draws.</param>
    /// <returns>The index of the kept outcome in listing order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1, or the tie convention is none.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public int DrawBestOf(
        SplitMix64 random, int n, TieBreaking ties = TieBreaking.AmongDraws, CancellationToken cancellationToken = default)
    {
        Preconditions.AtLeast(n, 1);
        Preconditions.Defined(ties);
        var kept = Draw(random);
        var tied = 1;
        for (var draw = 2L; draw <= n; draw++)
        {
            if (draw % DrawsBetweenChecks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var outcome = Draw(random);
            if (ranks[outcome] > ranks[kept])
            {
                (kept, tied) = (outcome, 1);
            }
            else if (ranks[outcome] == ranks[kept])
            {
                // The new one of 'tied' equal draws replaces the kept one with chance 1/tied, so each is kept equally often.
                tied++;
                var replaces = ties switch
                {
                    TieBreaking.FirstListed => outcome < kept,
                    TieBreaking.LastListed => outcome > kept,
                    _ => random.NextBelow(tied).IsZero,
                };
                kept = replaces ? outcome : kept;
            }
        }

        return kept;
    }

    /// <summary>Simulates best-of-n many times and counts what it keeps.</summary>
    /// <param name="random">The source of randomness.</param>
    /// <param name="n">The number of draws behind each response, at least 1.</param>
    /// <param name="responses">How many responses to simulate, at least 0.</param>
    /// <param name="ties">Which of several maximal-reward draws is kept.</param>
    /// <param name="cancellationToken">Stops it: it makes n times as many draws as responses, some ten million in a second.</param>
    /// <returns>How often each outcome was kept, in listing order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1, the number of responses below 0, or the tie convention is none.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<int> CountBestOf(
        SplitMix64 random,
        int n,
        int responses,
        TieBreaking ties = TieBreaking.AmongDraws,
        CancellationToken cancellationToken = default)
    {
        Preconditions.NotNull(random);
        Preconditions.AtLeast(n, 1);
        Preconditions.AtLeast(responses, 0);
        Preconditions.Defined(ties);
        var counts = new int[Reference.Count];
        for (var i = 0; i < responses; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            counts[DrawBestOf(random, n, ties, cancellationToken)]++;
        }

        return counts.AsReadOnly();
    }
}

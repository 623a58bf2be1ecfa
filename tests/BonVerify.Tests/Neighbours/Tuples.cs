using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Neighbours;

/// <summary>The laws of policies by their definition: every tuple of draws, its probability, and what is kept of it.</summary>
internal static class Tuples
{
    /// <summary>The small policies with at most so many different weights each, to keep products of cases short.</summary>
    public static IEnumerable<ReferencePolicy> Policies => SmallPolicies.All().Where((_, index) => index % 3 == 0);

    /// <summary>The law of what is kept, given for a tuple as a chance for each of its draws.</summary>
    public static Rational[] Law(ReferencePolicy reference, int n, Func<int[], Rational[]> keep)
    {
        var (law, draws) = (new Rational[reference.Count], new int[n]);
        Draw(0, Rational.One);
        return law;

        void Draw(int index, Rational chance)
        {
            if (index == n)
            {
                foreach (var (draw, share) in draws.Zip(keep(draws)))
                {
                    law[draw] += chance * share;
                }

                return;
            }

            for (var outcome = 0; outcome < reference.Count; outcome++)
            {
                draws[index] = outcome;
                if (!reference.Probabilities[outcome].IsZero)
                {
                    Draw(index + 1, chance * reference.Probabilities[outcome]);
                }
            }
        }
    }

    /// <summary>One of the draws of lowest reward, uniformly.</summary>
    public static Rational[] Worst(ReferencePolicy reference, int n) => Law(reference, n, draws =>
    {
        var lowest = draws.Min(draw => reference.Rewards[draw]);
        var count = draws.Count(draw => reference.Rewards[draw] == lowest);
        return [.. draws.Select(draw => reference.Rewards[draw] == lowest ? new Rational(1, count) : Rational.Zero)];
    });

    /// <summary>One of the draws, with a chance in proportion to its weight.</summary>
    public static Rational[] Soft(ReferencePolicy reference, int n, IReadOnlyList<Rational> weights) => Law(reference, n, draws =>
    {
        var total = draws.Aggregate(Rational.Zero, (sum, draw) => sum + weights[draw]);
        return [.. draws.Select(draw => weights[draw] / total)];
    });

    /// <summary>Σ over several laws, each with a factor.</summary>
    public static Rational[] Mixture(IEnumerable<(Rational Chance, IReadOnlyList<Rational> Law)> parts) => parts
        .Select(part => part.Law.Select(mass => part.Chance * mass).ToArray())
        .Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)]);
}

using System.Globalization;
using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Policies;

public sealed partial class ReferencePolicy
{
    private static readonly BigInteger WeightBudgetBits = 1 << 24;

    /// <summary>A policy with probabilities proportional to integer weights.</summary>
    /// <param name="weights">At least one weight; each at least 0, not all 0.</param>
    /// <returns>The policy, with the listing order as reward order.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative, or all are 0.</exception>
    public static ReferencePolicy FromWeights(params IEnumerable<int> weights) =>
        Normalised(Preconditions.NotNull(weights).Select(static weight => new Rational(weight)).ToArray(), nameof(weights));

    /// <inheritdoc cref="FromWeights(IEnumerable{int})"/>
    public static ReferencePolicy FromWeights(IEnumerable<BigInteger> weights) =>
        Normalised(Preconditions.NotNull(weights).Select(static weight => new Rational(weight)).ToArray(), nameof(weights));

    /// <summary>A policy with probabilities proportional to rational weights.</summary>
    /// <param name="weights">At least one weight; each at least 0, not all 0.</param>
    /// <returns>The policy, with the listing order as reward order.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative, or all are 0.</exception>
    public static ReferencePolicy FromWeights(IEnumerable<Rational> weights) =>
        Normalised(Preconditions.NotNull(weights).ToArray(), nameof(weights));

    /// <summary>A policy with probabilities proportional to weights given as exact texts such as <c>0.25</c> or <c>1/3</c>.</summary>
    /// <param name="weights">At least one weight; see <see cref="Rational.Parse"/>.</param>
    /// <returns>The policy, with the listing order as reward order.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or unreadable, or all are 0.</exception>
    public static ReferencePolicy FromWeights(IEnumerable<string> weights) =>
        Normalised(ReadTexts(weights, nameof(weights)), nameof(weights));

    /// <summary>A policy with probabilities proportional to doubles, each taken at its exact binary value.</summary>
    /// <param name="weights">At least one weight; each finite and at least 0, not all 0.</param>
    /// <returns>The policy, with the listing order as reward order.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, or all are 0.</exception>
    public static ReferencePolicy FromWeights(IEnumerable<double> weights) =>
        Normalised(ReadDoubles(weights, nameof(weights)), nameof(weights));

    /// <summary>A policy with the given probabilities, which must sum to exactly 1.</summary>
    /// <param name="probabilities">At least one probability; each at least 0.</param>
    /// <param name="normalise">Whether to rescale a sum other than 1 instead of refusing it.</param>
    /// <returns>The policy, with the listing order as reward order.</returns>
    /// <exception cref="ArgumentException">A probability is negative, or the sum is not 1.</exception>
    public static ReferencePolicy FromProbabilities(IEnumerable<Rational> probabilities, bool normalise = false) =>
        SummingToOne(Preconditions.NotNull(probabilities).ToArray(), normalise);

    /// <summary>A policy with probabilities given as exact texts such as <c>0.25</c> or <c>1/3</c>, which must sum to exactly 1.</summary>
    /// <param name="probabilities">At least one probability; see <see cref="Rational.Parse"/>.</param>
    /// <param name="normalise">Whether to rescale a sum other than 1 instead of refusing it.</param>
    /// <returns>The policy, with the listing order as reward order.</returns>
    /// <exception cref="ArgumentException">A probability is unreadable or negative, or the sum is not 1.</exception>
    public static ReferencePolicy FromProbabilities(IEnumerable<string> probabilities, bool normalise = false) =>
        SummingToOne(ReadTexts(probabilities, nameof(probabilities)), normalise);

    /// <summary>A policy with probabilities given as doubles, each taken at its exact binary value.</summary>
    /// <param name="probabilities">At least one probability; each finite and at least 0.</param>
    /// <param name="normalise">
    /// Whether to rescale a sum other than 1, as rounded doubles seldom sum to exactly 1, instead of refusing it.
    /// </param>
    /// <returns>The policy, with the listing order as reward order.</returns>
    /// <exception cref="ArgumentException">A probability is not finite or negative, or the sum is not 1.</exception>
    public static ReferencePolicy FromProbabilities(IEnumerable<double> probabilities, bool normalise = false) =>
        SummingToOne(ReadDoubles(probabilities, nameof(probabilities)), normalise);

    /// <summary>Reads <c>2,1,1</c> or <c>2,1,1 @ 0,1,1</c>: weights, and rewards after an at sign.</summary>
    /// <param name="text">The weights and rewards, as exact texts between commas.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentException">The text is not of this form.</exception>
    public static ReferencePolicy Parse(string text)
    {
        var parts = Preconditions.NotNull(text).Split('@');
        if (parts.Length > 2)
        {
            throw new ArgumentException(Preconditions.Message(nameof(text), text, "must have at most one @"), nameof(text));
        }

        var policy = FromWeights(parts[0].Split(','));
        return parts.Length == 1 ? policy : policy.WithRewards(parts[1].Split(','));
    }

    /// <summary>The same probabilities with other rewards.</summary>
    /// <param name="rewards">One reward per outcome.</param>
    /// <returns>The new policy.</returns>
    /// <exception cref="ArgumentException">The number of rewards is not the number of outcomes.</exception>
    public ReferencePolicy WithRewards(params IEnumerable<int> rewards) =>
        With(Preconditions.NotNull(rewards).Select(static reward => new Rational(reward)).ToArray());

    /// <inheritdoc cref="WithRewards(IEnumerable{int})"/>
    public ReferencePolicy WithRewards(IEnumerable<Rational> rewards) =>
        With(Preconditions.NotNull(rewards).ToArray());

    /// <summary>The same probabilities with rewards given as exact texts.</summary>
    /// <param name="rewards">One reward per outcome; see <see cref="Rational.Parse"/>.</param>
    /// <returns>The new policy.</returns>
    /// <exception cref="ArgumentException">A reward is unreadable, or their number is not the number of outcomes.</exception>
    public ReferencePolicy WithRewards(IEnumerable<string> rewards) => With(ReadTexts(rewards, nameof(rewards)));

    /// <summary>The same probabilities with rewards given as doubles, each taken at its exact binary value.</summary>
    /// <param name="rewards">One finite reward per outcome.</param>
    /// <returns>The new policy.</returns>
    /// <exception cref="ArgumentException">A reward is not finite, or their number is not the number of outcomes.</exception>
    public ReferencePolicy WithRewards(IEnumerable<double> rewards) => With(ReadDoubles(rewards, nameof(rewards)));

    /// <summary>The same policy with named outcomes.</summary>
    /// <param name="labels">One label per outcome.</param>
    /// <returns>The new policy.</returns>
    /// <exception cref="ArgumentException">The number of labels is not the number of outcomes.</exception>
    public ReferencePolicy WithLabels(IEnumerable<string> labels)
    {
        var list = Preconditions.NotNull(labels).ToArray();
        RequireOnePerOutcome(list.Length, nameof(labels));
        return new ReferencePolicy(weights, rewards, list);
    }

    /// <summary>The same outcomes, rewards and labels with other probabilities.</summary>
    /// <param name="probabilities">One probability per outcome, at least 0; they must sum to exactly 1.</param>
    /// <returns>The new policy.</returns>
    /// <exception cref="ArgumentException">A probability is negative, the sum is not 1, or their number is not the number of outcomes.</exception>
    public ReferencePolicy WithProbabilities(IEnumerable<Rational> probabilities)
    {
        var policy = FromProbabilities(probabilities);
        RequireOnePerOutcome(policy.Count, nameof(probabilities));
        return new ReferencePolicy(policy.weights, rewards, labels);
    }

    /// <summary>The same outcomes, rewards and labels with probabilities proportional to other integer weights, not all 0.</summary>
    internal ReferencePolicy WithWeights(BigInteger[] newWeights) => new(InLowestTerms(newWeights, "weights"), rewards, labels);

    /// <summary>Refuses a policy that is not on the outcomes of a reference policy, or has mass where that has none.</summary>
    internal static void RequireSameOutcomes(ReferencePolicy policy, ReferencePolicy reference)
    {
        Preconditions.NotNull(policy);
        Preconditions.NotNull(reference);
        if (policy.Count != reference.Count)
        {
            throw new ArgumentException(
                $"{nameof(policy)} has {policy.Count} outcomes; it must have the {reference.Count} of the reference policy.", nameof(policy));
        }

        var outside = Enumerable.Range(0, policy.Count).FirstOrDefault(i => reference.weights[i].IsZero && !policy.weights[i].IsZero, -1);
        if (outside >= 0)
        {
            throw new ArgumentException(
                $"{nameof(policy)} has mass at outcome {outside}; it must be 0 where the reference policy is.", nameof(policy));
        }
    }

    private ReferencePolicy With(Rational[] newRewards)
    {
        RequireOnePerOutcome(newRewards.Length, "rewards");
        return new ReferencePolicy(weights, newRewards, labels);
    }

    private void RequireOnePerOutcome(int count, string parameter)
    {
        if (count != Count)
        {
            throw new ArgumentException($"{parameter} has {count} entries; it must have one per outcome, {Count}.", parameter);
        }
    }

    private static ReferencePolicy SummingToOne(Rational[] probabilities, bool normalise)
    {
        const string Name = "probabilities";
        var (numerators, denominator) = OverCommonDenominator(probabilities, Name);
        var sum = numerators.Aggregate(BigInteger.Zero, static (total, p) => total + p);
        if (!normalise && sum != denominator)
        {
            var shown = Preconditions.Shown(new Rational(sum, denominator).ToString());
            throw new ArgumentException($"{Name} sum to {shown}, not 1; pass normalise to rescale.", Name);
        }

        return FromNumerators(numerators, Name);
    }

    private static ReferencePolicy Normalised(Rational[] values, string parameter) =>
        FromNumerators(OverCommonDenominator(values, parameter).Numerators, parameter);

    private static ReferencePolicy FromNumerators(BigInteger[] numerators, string parameter)
    {
        var reduced = InLowestTerms(numerators, parameter);
        var order = Enumerable.Range(0, reduced.Length).Select(static i => new Rational(i)).ToArray();
        return new ReferencePolicy(reduced, order, null);
    }

    private static BigInteger[] InLowestTerms(BigInteger[] numerators, string parameter)
    {
        var divisor = numerators.Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor);
        if (divisor.IsZero)
        {
            throw new ArgumentException($"{parameter} have total mass 0; at least one must be positive.", parameter);
        }

        return divisor.IsOne ? numerators : Array.ConvertAll(numerators, n => n / divisor);
    }

    private static (BigInteger[] Numerators, BigInteger Denominator) OverCommonDenominator(Rational[] values, string parameter)
    {
        if (values.Length == 0)
        {
            throw new ArgumentException($"{parameter} is empty; there must be at least one outcome.", parameter);
        }

        var common = BigInteger.One;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Numerator.Sign < 0)
            {
                throw new ArgumentOutOfRangeException(
                    parameter, Preconditions.Message(Item(parameter, i), values[i], "must be at least 0"));
            }

            var denominator = values[i].Denominator;
            if (!denominator.IsOne)
            {
                common *= denominator / BigInteger.GreatestCommonDivisor(common, denominator);
                if (common.GetBitLength() > WeightBudgetBits)
                {
                    throw new ArgumentException(
                        $"{parameter} have a common denominator of more than {WeightBudgetBits} bits; that is the budget of a policy.",
                        parameter);
                }
            }
        }

        return (Array.ConvertAll(values, value => value.Numerator * (common / value.Denominator)), common);
    }

    private static Rational[] ReadTexts(IEnumerable<string> texts, string parameter) => Preconditions
        .NotNull(texts, parameter)
        .Select((text, i) =>
        {
            var problem = Rational.Read(text ?? "", out var value);
            return problem is null
                ? value
                : throw new ArgumentException(Preconditions.Message(Item(parameter, i), text, problem), parameter);
        })
        .ToArray();

    private static Rational[] ReadDoubles(IEnumerable<double> values, string parameter) => Preconditions
        .NotNull(values, parameter)
        .Select((value, i) => double.IsFinite(value)
            ? Rational.FromDouble(value)
            : throw new ArgumentOutOfRangeException(
                parameter, Preconditions.Message(Item(parameter, i), value, "must be a finite number")))
        .ToArray();

    private static string Item(string parameter, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{parameter}[{index}]");
}

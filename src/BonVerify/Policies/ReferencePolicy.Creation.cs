using System.Globalization;
using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Policies;

public sealed partial class ReferencePolicy
{
    // A sum of so many bits is shown by its distance from 1: to write it out would take longer than all else.
    private const int MaxShownBits = 1 << 10;

    /// <summary>A policy with probabilities proportional to integer weights.</summary>
    /// <param name="weights">At least one weight; each at least 0, not all 0.</param>
    /// <returns>The policy, with the listing order as reward order.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative, or all are 0.</exception>
    public static ReferencePolicy FromWeights(params IEnumerable<int> weights) =>
        Normalised(Preconditions.NotNull(weights).Select(static weight => new Rational(weight)).ToArray(), nameof(weights)).OrThrow();

    /// <inheritdoc cref="FromWeights(IEnumerable{int})"/>
    public static ReferencePolicy FromWeights(IEnumerable<BigInteger> weights) =>
        Normalised(Preconditions.NotNull(weights).Select(static weight => new Rational(weight)).ToArray(), nameof(weights)).OrThrow();

    /// <summary>A policy with probabilities proportional to rational weights.</summary>
    /// <param name="weights">At least one weight; each at least 0, not all 0.</param>
    /// <returns>The policy, with the listing order as reward order.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative, or all are 0.</exception>
    public static ReferencePolicy FromWeights(IEnumerable<Rational> weights) =>
        Normalised(Preconditions.NotNull(weights).ToArray(), nameof(weights)).OrThrow();

    /// <summary>A policy with probabilities proportional to weights given as exact texts such as <c>0.25</c> or <c>1/3</c>.</summary>
    /// <param name="weights">At least one weight; see <see cref="Rational.Parse"/>.</param>
    /// <returns>The policy, with the listing order as reward order.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or unreadable, or all are 0.</exception>
    public static ReferencePolicy FromWeights(IEnumerable<string> weights) =>
        Normalised(ReadTexts(weights, nameof(weights)), nameof(weights)).OrThrow();

    /// <summary>A policy with probabilities proportional to doubles, each taken at its exact binary value.</summary>
    /// <param name="weights">At least one weight; each finite and at least 0, not all 0.</param>
    /// <returns>The policy, with the listing order as reward order.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, or all are 0.</exception>
    public static ReferencePolicy FromWeights(IEnumerable<double> weights) =>
        Normalised(ReadDoubles(weights, nameof(weights)), nameof(weights)).OrThrow();

    /// <summary>A policy with the given probabilities, which must sum to exactly 1.</summary>
    /// <param name="probabilities">At least one probability; each at least 0.</param>
    /// <param name="normalise">Whether to rescale a sum other than 1 instead of refusing it.</param>
    /// <returns>The policy, with the listing order as reward order.</returns>
    /// <exception cref="ArgumentException">A probability is negative, or the sum is not 1.</exception>
    public static ReferencePolicy FromProbabilities(IEnumerable<Rational> probabilities, bool normalise = false) =>
        SummingToOne(Preconditions.NotNull(probabilities).ToArray(), normalise).OrThrow();

    /// <summary>A policy with probabilities given as exact texts such as <c>0.25</c> or <c>1/3</c>, which must sum to exactly 1.</summary>
    /// <param name="probabilities">At least one probability; see <see cref="Rational.Parse"/>.</param>
    /// <param name="normalise">Whether to rescale a sum other than 1 instead of refusing it.</param>
    /// <returns>The policy, with the listing order as reward order.</returns>
    /// <exception cref="ArgumentException">A probability is unreadable or negative, or the sum is not 1.</exception>
    public static ReferencePolicy FromProbabilities(IEnumerable<string> probabilities, bool normalise = false) =>
        SummingToOne(ReadTexts(probabilities, nameof(probabilities)), normalise).OrThrow();

    /// <summary>A policy with probabilities given as doubles, each taken at its exact binary value.</summary>
    /// <param name="probabilities">At least one probability; each finite and at least 0.</param>
    /// <param name="normalise">
    /// Whether to rescale a sum other than 1, as rounded doubles seldom sum to exactly 1, instead of refusing it.
    /// </param>
    /// <returns>The policy, with the listing order as reward order.</returns>
    /// <exception cref="ArgumentException">A probability is not finite or negative, or the sum is not 1.</exception>
    public static ReferencePolicy FromProbabilities(IEnumerable<double> probabilities, bool normalise = false) =>
        SummingToOne(ReadDoubles(probabilities, nameof(probabilities)), normalise).OrThrow();

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
        With(Preconditions.NotNull(rewards).Select(static reward => new Rational(reward)).ToArray()).OrThrow();

    /// <inheritdoc cref="WithRewards(IEnumerable{int})"/>
    public ReferencePolicy WithRewards(IEnumerable<Rational> rewards) =>
        With(Preconditions.NotNull(rewards).ToArray()).OrThrow();

    /// <summary>The same probabilities with rewards given as exact texts.</summary>
    /// <param name="rewards">One reward per outcome; see <see cref="Rational.Parse"/>.</param>
    /// <returns>The new policy.</returns>
    /// <exception cref="ArgumentException">A reward is unreadable, or their number is not the number of outcomes.</exception>
    public ReferencePolicy WithRewards(IEnumerable<string> rewards) => With(ReadTexts(rewards, nameof(rewards))).OrThrow();

    /// <summary>The same probabilities with rewards given as doubles, each taken at its exact binary value.</summary>
    /// <param name="rewards">One finite reward per outcome.</param>
    /// <returns>The new policy.</returns>
    /// <exception cref="ArgumentException">A reward is not finite, or their number is not the number of outcomes.</exception>
    public ReferencePolicy WithRewards(IEnumerable<double> rewards) => With(ReadDoubles(rewards, nameof(rewards))).OrThrow();

    /// <summary>The same policy with named outcomes.</summary>
    /// <param name="labels">One label per outcome.</param>
    /// <returns>The new policy.</returns>
    /// <exception cref="ArgumentException">The number of labels is not the number of outcomes, or one is null.</exception>
    public ReferencePolicy WithLabels(IEnumerable<string> labels) => With(Preconditions.NotNull(labels).ToArray()).OrThrow();

    /// <summary>The same outcomes, rewards and labels with other probabilities.</summary>
    /// <param name="probabilities">One probability per outcome, at least 0; they must sum to exactly 1.</param>
    /// <returns>The new policy.</returns>
    /// <exception cref="ArgumentException">A probability is negative, the sum is not 1, or their number is not the number of outcomes.</exception>
    public ReferencePolicy WithProbabilities(IEnumerable<Rational> probabilities)
    {
        var policy = FromProbabilities(probabilities);
        return NotOnePerOutcome(policy.Count, nameof(probabilities)) is { } fault
            ? throw fault.ToException()
            : new ReferencePolicy(policy.weights, rewards, labels);
    }

    /// <summary>The same outcomes, rewards and labels with probabilities proportional to other integer weights, not all 0.</summary>
    internal ReferencePolicy WithWeights(BigInteger[] newWeights) => new(InLowestTerms(newWeights, "weights").OrThrow(), rewards, labels);

    /// <summary>Refuses a policy that is not on the outcomes of a reference policy, or has mass where that has none.</summary>
    internal static void RequireSameOutcomes(ReferencePolicy policy, ReferencePolicy reference)
    {
        RequireSameCount(policy, reference);
        var outside = Enumerable.Range(0, policy.Count).FirstOrDefault(i => reference.weights[i].IsZero && !policy.weights[i].IsZero, -1);
        if (outside >= 0)
        {
            throw new ArgumentException(
                $"{nameof(policy)} has mass at outcome {outside}; it must be 0 where the reference policy is.", nameof(policy));
        }
    }

    /// <summary>Refuses a policy that does not have as many outcomes as a reference policy.</summary>
    internal static void RequireSameCount(ReferencePolicy policy, ReferencePolicy reference)
    {
        Preconditions.NotNull(policy);
        Preconditions.NotNull(reference);
        if (policy.Count != reference.Count)
        {
            throw new ArgumentException(
                $"{nameof(policy)} has {policy.Count} outcomes; it must have the {reference.Count} of the reference policy.", nameof(policy));
        }
    }

    /// <summary>Refuses a policy without mass at some outcome of a reference policy: KL(p‖π) is infinite.</summary>
    internal static void RequireSameSupport(ReferencePolicy policy, ReferencePolicy reference)
    {
        RequireSameOutcomes(policy, reference);
        var missed = Enumerable.Range(0, policy.Count).FirstOrDefault(i => policy.weights[i].IsZero && !reference.weights[i].IsZero, -1);
        if (missed >= 0)
        {
            throw Infinite(missed, nameof(policy));
        }
    }

    /// <summary>Why a divergence that needs mass at every outcome is refused.</summary>
    internal static ArgumentException Infinite(int outcome, string parameter) => new(
        $"{parameter} has no mass at outcome {outcome}, where the reference policy has some; the divergence is infinite.", parameter);

    /// <summary>A policy with probabilities proportional to weights, or what is wrong with them.</summary>
    internal static Parsed<ReferencePolicy> Normalised(Rational[] weights, string parameter) =>
        OverCommonDenominator(weights, parameter).Then(over => FromNumerators(over.Numerators, parameter));

    /// <summary>A policy with the given probabilities, or what is wrong with them.</summary>
    internal static Parsed<ReferencePolicy> SummingToOne(Rational[] probabilities, bool normalise)
    {
        const string Name = "probabilities";
        return OverCommonDenominator(probabilities, Name).Then<ReferencePolicy>(over =>
        {
            var sum = over.Numerators.Aggregate(BigInteger.Zero, static (total, p) => total + p);
            return normalise || sum == over.Denominator
                ? FromNumerators(over.Numerators, Name)
                : new Fault($"{Name} sum to {Shown(sum, over.Denominator)}, not 1; pass normalise to rescale.", Name);
        });
    }

    private static string Shown(BigInteger sum, BigInteger denominator) => denominator.GetBitLength() <= MaxShownBits
        ? Preconditions.Shown(new Rational(sum, denominator).ToString())
        : $"1 {(sum > denominator ? '+' : '-')} {Rational.InLowestTerms(BigInteger.Abs(sum - denominator), denominator).ToDecimalText(3)} or so";

    /// <summary>The same probabilities with other rewards, or what is wrong with them.</summary>
    internal Parsed<ReferencePolicy> With(Rational[] newRewards) =>
        NotOnePerOutcome(newRewards.Length, "rewards") is { } fault ? fault : new ReferencePolicy(weights, newRewards, labels);

    /// <summary>The same policy with named outcomes, or what is wrong with the names.</summary>
    internal Parsed<ReferencePolicy> With(string[] newLabels) =>
        NotOnePerOutcome(newLabels.Length, "labels") is { } fault ? fault
        : Array.IndexOf(newLabels, null) is var index and >= 0 ? new Fault($"{Item("labels", index)} is null; every outcome needs a label.", "labels")
        : new ReferencePolicy(weights, rewards, newLabels);

    private Fault? NotOnePerOutcome(int count, string parameter) => count == Count
        ? null
        : new Fault($"{parameter} has {count} entries; it must have one per outcome, {Count}.", parameter);

    private static Parsed<ReferencePolicy> FromNumerators(BigInteger[] numerators, string parameter) =>
        InLowestTerms(numerators, parameter).Then<ReferencePolicy>(static reduced =>
        {
            var rewards = new Rational[reduced.Length];
            for (var i = 0; i < rewards.Length; i++)
            {
                rewards[i] = new Rational(i);
            }

            return new ReferencePolicy(reduced, rewards, null);
        });

    private static Parsed<BigInteger[]> InLowestTerms(BigInteger[] numerators, string parameter)
    {
        var divisor = BigInteger.Zero;
        for (var i = 0; i < numerators.Length && !divisor.IsOne; i++)
        {
            divisor = BigInteger.GreatestCommonDivisor(divisor, numerators[i]);
        }

        return divisor.IsZero ? new Fault($"{parameter} have total mass 0; at least one must be positive.", parameter)
            : divisor.IsOne ? numerators
            : Array.ConvertAll(numerators, n => n / divisor);
    }

    private static Parsed<OverDenominator> OverCommonDenominator(Rational[] values, string parameter)
    {
        if (values.Length == 0)
        {
            return new Fault($"{parameter} is empty; there must be at least one outcome.", parameter);
        }

        // Integers are as large as their numerators, until they are reduced.
        var common = BigInteger.One;
        var numeratorBits = values.Max(static value => value.Numerator.GetBitLength());
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Numerator.Sign < 0)
            {
                return new Fault(Preconditions.Message(Item(parameter, i), values[i], "must be at least 0"), parameter, IsOutOfRange: true);
            }

            var denominator = values[i].Denominator;
            if (!denominator.IsOne && !(common % denominator).IsZero)
            {
                common *= denominator / BigInteger.GreatestCommonDivisor(common, denominator);
            }

            if ((i == 0 || !denominator.IsOne)
                && NumbersBudget.OfPolicy(parameter, values.Length, common.GetBitLength() + numeratorBits) is { } overBudget)
            {
                return overBudget;
            }
        }

        return new OverDenominator(Array.ConvertAll(values, value => value.Denominator == common ? value.Numerator : value.Numerator * (common / value.Denominator)), common);
    }

    private static Rational[] ReadTexts(IEnumerable<string> texts, string parameter)
    {
        var (budget, values) = (new NumbersBudget(parameter), new List<Rational>());
        foreach (var text in Preconditions.NotNull(texts, parameter))
        {
            values.Add(budget.Read(text ?? "", out var value) is { } fault ? throw fault.ToException() : value);
        }

        return [.. values];
    }

    private static Rational[] ReadDoubles(IEnumerable<double> values, string parameter) => Preconditions
        .NotNull(values, parameter)
        .Select((value, i) => double.IsFinite(value)
            ? Rational.FromDouble(value)
            : throw new ArgumentOutOfRangeException(
                parameter, Preconditions.Message(Item(parameter, i), value, "must be a finite number")))
        .ToArray();

    private static string Item(string parameter, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{parameter}[{index}]");

    private sealed record OverDenominator(BigInteger[] Numerators, BigInteger Denominator);
}

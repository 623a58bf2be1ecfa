using BonVerify.Numerics;

namespace BonVerify.Policies;

/// <summary>Any policy on the outcomes of a reference policy whose masses are real numbers, enclosed at any precision.</summary>
/// <remarks>
/// A policy with rational masses is a <see cref="ReferencePolicy"/> itself, made by
/// <see cref="ReferencePolicy.WithProbabilities"/>. Safe for use by many threads when the function behind it is; the masses at
/// the last precision are kept.
/// </remarks>
public sealed class EnclosedPolicy
{
    private readonly Func<int, IReadOnlyList<Enclosure>> masses;

    // A comparison asks for the measures of one policy at one precision after another.
    private Evaluation? last;

    /// <summary>A policy known by a function that encloses its masses.</summary>
    /// <param name="reference">The reference policy, whose outcomes and rewards the policy shares.</param>
    /// <param name="masses">
    /// Returns, at a precision in bits, an enclosure of the mass of each outcome in listing order. Masses of 0 are exactly 0, the
    /// others enclosed by positive numbers; more bits narrow them. They sum to 1, and are 0 where the reference policy is.
    /// </param>
    public EnclosedPolicy(ReferencePolicy reference, Func<int, IReadOnlyList<Enclosure>> masses)
    {
        Reference = Preconditions.NotNull(reference);
        this.masses = Preconditions.NotNull(masses);
    }

    /// <summary>The reference policy.</summary>
    public ReferencePolicy Reference { get; }

    /// <summary>A policy with rational masses, to compare it with others.</summary>
    /// <param name="policy">The policy, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy.</param>
    /// <returns>The policy; at every precision its masses are as narrow as they can be.</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes, or the policy has mass where the reference policy has none.</exception>
    public static EnclosedPolicy FromExact(ReferencePolicy policy, ReferencePolicy reference)
    {
        ReferencePolicy.RequireSameOutcomes(policy, reference);
        return new(reference, precision => [.. policy.Weights.Select(weight => Enclosure.FromRatio(weight, policy.Denominator, precision))]);
    }

    /// <summary>The mass of each outcome, in listing order.</summary>
    /// <param name="precision">Bits kept of each end, at least 2.</param>
    /// <returns>Enclosures: exactly 0 for masses of 0, else of positive numbers.</returns>
    /// <exception cref="InvalidOperationException">What the function returned cannot be the masses of a policy on these outcomes.</exception>
    public IReadOnlyList<Enclosure> Masses(int precision)
    {
        Preconditions.AtLeast(precision, 2);
        if (last is { } known && known.Precision == precision)
        {
            return known.Masses;
        }

        Enclosure[] made = [.. masses(precision)];
        if (Fault(made, precision) is { } fault)
        {
            throw new InvalidOperationException(fault);
        }

        last = new Evaluation(precision, Array.AsReadOnly(made));
        return last.Masses;
    }

    private string? Fault(Enclosure[] made, int precision)
    {
        if (made.Length != Reference.Count)
        {
            return $"The policy has {made.Length} masses; it must have one per outcome, {Reference.Count}.";
        }

        var sum = Enclosure.Zero;
        for (var i = 0; i < made.Length; i++)
        {
            var isZero = made[i].Sign == 0;
            if (!isZero && made[i].Lower.Sign <= 0)
            {
                return $"The mass of outcome {i} is {made[i].ToDecimal(6)}; it must be exactly 0 or an enclosure of positive numbers.";
            }

            if (!isZero && Reference.Weights[i].IsZero)
            {
                return $"The mass of outcome {i} is {made[i].ToDecimal(6)}; it must be 0 where the reference policy is.";
            }

            sum = Enclosure.Add(sum, made[i], precision);
        }

        return sum.Contains(Dyadic.One) ? null : $"The masses sum to {sum.ToDecimal(17)}; they must sum to 1.";
    }

    private sealed record Evaluation(int Precision, IReadOnlyList<Enclosure> Masses);
}

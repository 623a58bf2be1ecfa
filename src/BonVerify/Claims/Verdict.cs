using System.Diagnostics;
using BonVerify.Numerics;

namespace BonVerify.Claims;

/// <summary>
/// The outcome of a claim in one case: <see cref="Holds"/>, <see cref="Violated"/>, <see cref="Undecided"/> or
/// <see cref="NotApplicable"/>; there are no others.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>Calls the function for the kind of verdict this is.</summary>
    /// <typeparam name="T">What the functions return.</typeparam>
    /// <param name="holds">For <see cref="Holds"/>, with the margin.</param>
    /// <param name="violated">For <see cref="Violated"/>, with the witness.</param>
    /// <param name="undecided">For <see cref="Undecided"/>, with the precision in bits.</param>
    /// <param name="notApplicable">For <see cref="NotApplicable"/>, with the reason.</param>
    /// <returns>What the chosen function returned.</returns>
    public T Match<T>(
        Func<Enclosure, T> holds, Func<Witness, T> violated, Func<int, T> undecided, Func<string, T> notApplicable)
    {
        Preconditions.NotNull(holds);
        Preconditions.NotNull(violated);
        Preconditions.NotNull(undecided);
        Preconditions.NotNull(notApplicable);
        return this switch
        {
            Holds verdict => holds(verdict.Margin),
            Violated verdict => violated(verdict.Witness),
            Undecided verdict => undecided(verdict.Precision),
            NotApplicable verdict => notApplicable(verdict.Reason),
            _ => throw new InvalidOperationException("A verdict is one of four kinds."),
        };
    }

    /// <summary>The verdict with its margin, witness, precision or reason.</summary>
    /// <returns>A one-line text.</returns>
    public sealed override string ToString() => Match(
        static margin => margin == Enclosure.Zero ? "holds with equality" : $"holds by {margin}",
        static witness => $"violated: {witness}",
        static precision => FormattableString.Invariant($"undecided at {precision} bits"),
        static reason => $"not applicable: {reason}");

    /// <summary>The claim holds in this case, certainly.</summary>
    /// <param name="Margin">
    /// An enclosure of the slack: right minus left of the inequality (the tightest, if there are several), 0 for an equality.
    /// </param>
    /// <param name="RelativeMargin">The slack as a share of the right side (for the curve claims, of the gap): how far from tight the inequality is.</param>
    public sealed record Holds(Enclosure Margin, Enclosure RelativeMargin) : Verdict
    {
        internal static Holds WithEquality { get; } = new(Enclosure.Zero, Enclosure.Zero);
    }

    /// <summary>The claim is false in this case, certainly.</summary>
    /// <param name="Witness">The relation that fails, with both sides.</param>
    public sealed record Violated(Witness Witness) : Verdict;

    /// <summary>Enclosures of both sides still overlap.</summary>
    /// <param name="Precision">The precision, in bits, at which evaluation stopped.</param>
    public sealed record Undecided(int Precision) : Verdict;

    /// <summary>The claim says nothing about this case, or its check does not fit the budget.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record NotApplicable(string Reason) : Verdict;
}

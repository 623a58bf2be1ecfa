using BonVerify.Quantities;

namespace BonVerify.Conformance.Tests;

/// <summary>Implementations for tests: the right one, from the exact truth, and changes of it.</summary>
internal static class Programs
{
    private static readonly Truth Truth = new();

    /// <summary>The quantities that tests ask.</summary>
    public static IReadOnlyList<Quantity> Asked => ExaminationOptions.DefaultQuantities;

    /// <summary>What is right, number by number changed as given.</summary>
    public static Implementation Right(Func<double, double>? change = null) =>
        Answering(request => Of(request) is { } numbers ? Array.ConvertAll(numbers, number => change?.Invoke(number) ?? number) : null);

    /// <summary>Answers every default quantity by a function; null is an error.</summary>
    public static Implementation Answering(Func<Request, double[]?> answer, IEnumerable<Quantity>? quantities = null) =>
        (quantities ?? Asked).Aggregate(new Implementation(), (made, quantity) => made.With(quantity, request => ValueTask.FromResult(
            answer(request) is not { } numbers ? new Answer.Failure("nothing is defined")
            : quantity.IsList ? Answer.Of(numbers)
            : Answer.Of(numbers[0]))));

    /// <summary>The nearest doubles, or null where nothing is defined.</summary>
    public static double[]? Of(Request request) =>
        request.Input.IsDefined ? Truth.NearestOf(request.Quantity, request.Input, TieConvention.AmongDraws) : null;

    /// <summary>A policy of doubles.</summary>
    public static Request Policy(Quantity quantity, double[] p, double[] rewards, int n) => new(quantity, new PolicyInput(p, rewards, n));
}

using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>A mistake that is often made: a hypothesis that predicts answers.</summary>
public abstract class Mistake
{
    private protected Mistake(string id, string sentence, string? remedy, IEnumerable<Quantity>? quantities)
    {
        Id = id;
        Sentence = sentence;
        Remedy = remedy;
        Quantities = quantities?.ToHashSet();
    }

    /// <summary>A short name.</summary>
    public string Id { get; }

    /// <summary>What the implementation does, for people.</summary>
    public string Sentence { get; }

    /// <summary>What to do instead, or <see langword="null"/> when the sentence says it.</summary>
    public string? Remedy { get; }

    /// <summary>The quantities in which it shows; null for all.</summary>
    internal IReadOnlySet<Quantity>? Quantities { get; }

    /// <summary>Whether it loses accuracy, so that the region of the loss is worth telling.</summary>
    internal virtual bool IsLossOfAccuracy => false;

    /// <summary>The id.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => Id;

    /// <summary>Whether it can show in a quantity.</summary>
    internal bool AppliesTo(Quantity quantity) => Quantities?.Contains(quantity) ?? true;

    /// <summary>What a judged answer says about it.</summary>
    /// <param name="judgement">An answer that is a number or a list of numbers, as many as there must be.</param>
    /// <param name="noise">The program's rounding in general.</param>
    internal abstract Stand On(Judgement judgement, Noise noise);

    /// <summary>Whether what it explains in a quantity is evidence enough, beside the counts.</summary>
    /// <param name="explained">The failures that it explains.</param>
    /// <param name="all">All numeric answers of the quantity.</param>
    internal virtual bool IsSupported(IReadOnlyList<Judgement> explained, IReadOnlyList<Judgement> all) => true;
}

/// <summary>A mistake told by the answer that it gives.</summary>
internal sealed class PredictedMistake(
    string id, string sentence, IEnumerable<Quantity>? quantities, Func<Request, double[]?> predict, string? remedy = null)
    : Mistake(id, sentence, remedy, quantities)
{
    private const double DistinctFactor = 100;

    // Next to the underflow doubles have no digits by which two values could be told apart.
    private const double Underflow = 1e-306;

    // How well predictions in plain doubles can be met.
    private const double Fine = 1e-12;
    private const double Middling = 1e-9;

    /// <summary>How well, as a share, an answer must fit the prediction.</summary>
    public double Precision { get; init; } = 1e-6;

    /// <summary>Whether the program's own rounding may come on top of the prediction.</summary>
    public bool AllowsNoise { get; init; } = true;

    /// <summary>Where predictions are multiples of a step: half way between two of them the program's own rounding decides.</summary>
    public double? Step { get; init; }

    /// <summary>The answer that the mistake gives, or null where it has no say.</summary>
    public double[]? Predict(Request request) => predict(request);

    internal override Stand On(Judgement judgement, Noise noise)
    {
        var answer = judgement.Numbers!;
        if (predict(judgement.Request) is not { } predicted || predicted.Length != answer.Count)
        {
            return Stand.Silent;
        }

        if (!predicted.All(double.IsFinite))
        {
            return judgement.Assessment == Assessment.NotFinite ? Stand.Confirms
                : judgement.IsGood ? Stand.Contradicts
                : Stand.Misses;
        }

        double[] truth = [.. judgement.Truth.Select(static value => value.Nearest)];
        if (judgement.Assessment == Assessment.NotFinite)
        {
            return Stand.Silent;
        }

        var rounding = AllowsNoise ? noise.Of(judgement.Request.Input) : 0;
        if (judgement.IsGood)
        {
            // A right answer may be what the mistake predicts as well; and a prediction of a number that is 0 by cancellation is
            // rounding and no more, as is an answer that is accepted by an absolute allowance. What is confirmed by fine agreement
            // is contradicted by it too: a small mistake must show wherever it would.
            var least = Noise.Double.Of(judgement.Request.Input);
            var isFinelyRight = IsNear(answer, truth, Fine, 0) && IsAway(predicted, truth, Fine, least);
            var isRight = !IsNear(answer, predicted, Precision, 0) && IsAway(predicted, truth, Precision, judgement.Request.Quantity.IsList ? 0 : least);
            return isFinelyRight || isRight ? Stand.Contradicts : Stand.Silent;
        }

        if (Step is { } step)
        {
            predicted = [.. predicted.Select((value, i) => IsOtherNeighbour(answer[i], truth[i], step) ? answer[i] : value)];
        }

        // An accurate program fits an accurate prediction finely, and a small mistake shows only so; one that loses some digits on the
        // way fits less finely; otherwise the program's own rounding comes on top.
        var isConfirmed = (IsAway(predicted, truth, Fine, 0) && IsNear(answer, predicted, Fine, 0))
            || (Precision > Middling && IsAway(predicted, truth, Middling, 0) && IsNear(answer, predicted, Middling, 0))
            || (IsAway(predicted, truth, Precision, 0) && IsNear(answer, predicted, Precision, 0))
            || (IsAway(predicted, truth, Precision, rounding) && IsNear(answer, predicted, Precision, rounding));
        return isConfirmed ? Stand.Confirms
            : IsAway(predicted, truth, Precision, rounding) ? Stand.Misses
            : Stand.Silent;
    }

    /// <summary>Whether the truth is half way between two multiples of the step, but for rounding, and the answer is one of them.</summary>
    private static bool IsOtherNeighbour(double answer, double truth, double step)
    {
        var steps = truth / step;
        var slack = Fine * Math.Max(1, Math.Abs(steps));
        return Math.Abs(steps - Math.Floor(steps) - 0.5) <= slack
            && Math.Abs(Math.Abs(answer / step - steps) - 0.5) <= 2 * slack;
    }

    private static bool IsAway(double[] predicted, double[] truth, double precision, double rounding)
    {
        for (var i = 0; i < truth.Length; i++)
        {
            var scale = Math.Max(Math.Abs(predicted[i]), Math.Abs(truth[i]));
            if (Math.Abs(predicted[i] - truth[i]) > DistinctFactor * precision * scale + 8 * rounding + Underflow)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNear(IReadOnlyList<double> answer, double[] predicted, double precision, double rounding)
    {
        for (var i = 0; i < predicted.Length; i++)
        {
            if (!(Math.Abs(answer[i] - predicted[i]) <= precision * Math.Abs(predicted[i]) + rounding))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>
/// A loss of accuracy: told by its size and by the very number that careless arithmetic gives, to which the answer is nearer than to
/// the truth.
/// </summary>
internal sealed class RoundingMistake(
    string id,
    string sentence,
    string remedy,
    IEnumerable<Quantity>? quantities,
    Func<Request, double> bound,
    Func<Request, IEnumerable<double[]>> careless,
    Func<Request, bool> losesAll)
    : Mistake(id, sentence, remedy, quantities)
{
    private const double Accurate = 1e-10;
    private const double FarFromRight = 1e-8;

    internal override bool IsLossOfAccuracy => true;

    /// <summary>Whether only errors of the size of single precision count.</summary>
    public bool IsSingle { get; init; }

    internal override Stand On(Judgement judgement, Noise noise)
    {
        if (judgement.IsGood)
        {
            return Stand.Silent;
        }

        if (judgement.Assessment == Assessment.NotFinite)
        {
            return losesAll(judgement.Request) ? Stand.Confirms : Stand.Misses;
        }

        var most = bound(judgement.Request);
        return judgement.Numbers!.Zip(judgement.Truth).All(pair =>
            Math.Abs(pair.First - pair.Second.Nearest) <= most * Math.Max(1, Math.Abs(pair.Second.Nearest)))
            ? Stand.Confirms
            : Stand.Misses;
    }

    internal override bool IsSupported(IReadOnlyList<Judgement> explained, IReadOnlyList<Judgement> all)
    {
        // A level that is lost must be lost wherever it would be; in single precision some masses are lost and others are only off.
        var finite = explained.Where(static judgement => judgement.Assessment != Assessment.NotFinite).ToArray();
        var lost = all.Where(judgement => losesAll(judgement.Request)).ToArray();
        if (!IsSingle && explained.Count > finite.Length && 2 * lost.Count(static judgement => judgement.Assessment == Assessment.NotFinite) < lost.Length)
        {
            return false;
        }

        if (finite.Length == 0)
        {
            return !IsSingle;
        }

        var near = finite.Count(judgement => careless(judgement.Request).Any(numbers => IsNearer(judgement, numbers)));
        if (!IsSingle)
        {
            return 2 * near >= finite.Length;
        }

        // Single precision spoils nearly every answer that it can, and by its own size; one that is off here and there is another matter.
        var spoilt = all.Where(IsSpoilt).ToArray();
        var errors = finite.Select(static judgement => judgement.RelativeError ?? 0).Order().ToArray();
        return spoilt.Count(static judgement => !judgement.IsGood) * 2 >= spoilt.Length
            && explained.Count * 2 >= all.Count(static judgement => !judgement.IsGood)
            && errors[errors.Length / 2] > Math.ScaleB(1, -31)
            && (2 * near >= finite.Length || all.All(IsSinglePrecision));
    }

    /// <summary>Whether careless arithmetic spoils an answer; without a prediction, whether single precision cannot hold it.</summary>
    private bool IsSpoilt(Judgement judgement)
    {
        var numbers = careless(judgement.Request).ToArray();
        return numbers.Length > 0 ? numbers.All(one => IsOff(judgement, one)) : judgement.Truth.Any(static value => (float)value.Nearest != value.Nearest);
    }

    private static bool IsOff(Judgement judgement, double[] careless) =>
        careless.Zip(judgement.Truth).Any(static pair => Math.Abs(pair.First - pair.Second.Nearest) > FarFromRight * Math.Abs(pair.Second.Nearest));

    private static bool IsSinglePrecision(Judgement judgement) =>
        judgement.Numbers!.All(static number => double.IsNaN(number) || (float)number == number);

    /// <summary>Whether every number that is off is nearer to the careless one than to the truth.</summary>
    private static bool IsNearer(Judgement judgement, double[] careless)
    {
        var answer = judgement.Numbers!;
        if (careless.Length != answer.Count)
        {
            return false;
        }

        for (var i = 0; i < careless.Length; i++)
        {
            var truth = judgement.Truth[i].Nearest;
            var error = Math.Abs(answer[i] - truth);
            if (error > Accurate * Math.Abs(truth) && !(Math.Abs(answer[i] - careless[i]) <= error / 2))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>How large the rounding of a program is in general: that of doubles, or of single precision when all its answers have no more.</summary>
/// <param name="Unit">Half a unit in the last place of 1.</param>
internal readonly record struct Noise(double Unit)
{
    public static Noise Double { get; } = new(Math.ScaleB(1, -53));

    public static Noise Single { get; } = new(Math.ScaleB(1, -24));

    /// <summary>What rounding of numbers near 1, all draws and outcomes amplifying it, can do to an answer.</summary>
    public double Of(Input input) => Of(input, 16 * Unit);

    /// <summary>The same for another unit.</summary>
    public static double Of(Input input, double unit)
    {
        var draws = Math.Max(1, input.Draws);
        var count = input is PolicyInput ? input.Count : 1;
        return unit * (Math.Min(draws, 1e6) + count) * (1 + Math.Log(draws));
    }
}

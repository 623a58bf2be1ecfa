using BonVerify.Interchange;

namespace BonVerify.Conformance;

/// <summary>What became of one request.</summary>
public abstract record Answer
{
    private const int MaxShown = 8;

    private Answer()
    {
    }

    /// <summary>One number.</summary>
    /// <param name="number">A double; NaN and infinities are allowed here.</param>
    /// <returns>The answer.</returns>
    public static Answer Of(double number) => new Value([number], IsList: false);

    /// <summary>A list of numbers.</summary>
    /// <param name="numbers">One for each outcome or draw.</param>
    /// <returns>The answer.</returns>
    public static Answer Of(IReadOnlyList<double> numbers) => new Value(numbers, IsList: true);

    /// <summary>Whether two answers say the same, numbers bit by bit.</summary>
    /// <param name="other">The other answer.</param>
    /// <returns>Whether they do.</returns>
    internal bool SaysSameAs(Answer other) => (this, other) switch
    {
        (Value a, Value b) => a.IsList == b.IsList && AreSame(a.Numbers, b.Numbers),
        (Estimate a, Estimate b) => a.IsList == b.IsList && AreSame(a.Numbers, b.Numbers) && AreSame(a.StandardErrors, b.StandardErrors),
        (Counts a, Counts b) => a.Numbers.SequenceEqual(b.Numbers),
        _ => Equals(other),
    };

    /// <summary>The answer with its lists cut: one number too many says all that a million do, and every answer is kept.</summary>
    internal Answer CutTo(int most) => this switch
    {
        Value value when value.Numbers.Count > most => value with { Numbers = Cut(value.Numbers, most) },
        Estimate estimate when estimate.Numbers.Count > most =>
            estimate with { Numbers = Cut(estimate.Numbers, most), StandardErrors = Cut(estimate.StandardErrors, most) },
        Counts counts when counts.Numbers.Count > most => new Counts(Cut(counts.Numbers, most)),
        _ => this,
    };

    private static T[] Cut<T>(IReadOnlyList<T> numbers, int most) => [.. numbers.Take(most)];

    private static bool AreSame(IReadOnlyList<double> left, IReadOnlyList<double> right) =>
        left.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(right.Select(BitConverter.DoubleToInt64Bits));

    private static string Text(IReadOnlyList<double> numbers, bool isList)
    {
        var shown = numbers.Take(MaxShown).Select(DoubleText.Of);
        return isList ? $"[{string.Join(", ", shown)}{(numbers.Count > MaxShown ? ", …" : "")}]" : shown.FirstOrDefault() ?? "[]";
    }

    /// <summary>Numbers: one, or a list of them. NaN and infinities are numbers here.</summary>
    /// <param name="Numbers">The numbers.</param>
    /// <param name="IsList">Whether they came as a list.</param>
    public sealed record Value(IReadOnlyList<double> Numbers, bool IsList) : Answer
    {
        /// <inheritdoc/>
        public override string ToString() => Text(Numbers, IsList);
    }

    /// <summary>Random numbers with their standard errors; they are judged over the whole run.</summary>
    /// <param name="Numbers">The numbers.</param>
    /// <param name="StandardErrors">The standard error of each.</param>
    /// <param name="IsList">Whether they came as a list.</param>
    public sealed record Estimate(IReadOnlyList<double> Numbers, IReadOnlyList<double> StandardErrors, bool IsList) : Answer
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Text(Numbers, IsList)} with standard error {Text(StandardErrors, IsList)}";
    }

    /// <summary>A random interval that contains the true value with a stated probability; judged over the whole run.</summary>
    /// <param name="Lower">The lower end.</param>
    /// <param name="Upper">The upper end.</param>
    /// <param name="Confidence">The probability, in (0, 1).</param>
    public sealed record Interval(double Lower, double Upper, double Confidence) : Answer
    {
        /// <inheritdoc/>
        public override string ToString() =>
            FormattableString.Invariant($"[{DoubleText.Of(Lower)}, {DoubleText.Of(Upper)}] with confidence {DoubleText.Of(Confidence)}");
    }

    /// <summary>How often each outcome was drawn; judged over the whole run.</summary>
    /// <param name="Numbers">One count for each outcome.</param>
    public sealed record Counts(IReadOnlyList<int> Numbers) : Answer
    {
        /// <inheritdoc/>
        public override string ToString() => $"counts {Text([.. Numbers.Select(static count => (double)count)], isList: true)}";
    }

    /// <summary>The implementation does not do this quantity or this case.</summary>
    public sealed record Unsupported : Answer
    {
        /// <inheritdoc/>
        public override string ToString() => "unsupported";
    }

    /// <summary>The implementation answered that it failed.</summary>
    /// <param name="Message">Its words.</param>
    public sealed record Failure(string Message) : Answer
    {
        /// <inheritdoc/>
        public override string ToString() => $"error: {Message}";
    }

    /// <summary>There is an answer to the request, but not one of the protocol.</summary>
    /// <param name="Shown">The line, cut.</param>
    public sealed record Malformed(string Shown) : Answer
    {
        /// <inheritdoc/>
        public override string ToString() => $"not an answer of the protocol: {Shown}";
    }

    /// <summary>No answer within the time.</summary>
    /// <param name="Detail">How long it was waited.</param>
    public sealed record TimedOut(string Detail) : Answer
    {
        /// <inheritdoc/>
        public override string ToString() => Detail;
    }

    /// <summary>The program ended, or closed its output, with this request before it.</summary>
    /// <param name="Detail">How it ended.</param>
    public sealed record Ended(string Detail) : Answer
    {
        /// <inheritdoc/>
        public override string ToString() => Detail;
    }

    /// <summary>The request was not put: the run was interrupted or given up before.</summary>
    public sealed record NotAsked : Answer
    {
        /// <inheritdoc/>
        public override string ToString() => "not asked";
    }
}

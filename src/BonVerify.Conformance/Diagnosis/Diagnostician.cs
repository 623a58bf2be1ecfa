using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>
/// Names the mistakes that explain an implementation's failures. A mistake is a hypothesis: in a quantity it must give the very
/// answers of failing requests, of more than it misses, and contradict no right answer. The set is chosen over all quantities
/// together, the mistake that explains most first.
/// </summary>
/// <remarks>Errors, answers that are none, time-outs and flaky answers are given no name: they are not about mathematics.</remarks>
internal sealed class Diagnostician(Mistakes mistakes)
{
    private const int MaxFailures = 250;
    private const int MaxGood = 250;

    // Fewer than this prove nothing, unless they are all there is.
    private const int FewestForOneOfSeveral = 3;
    private const double SmallestShareForOneOfSeveral = 0.15;

    // A mistake that claims everything is seen in a few failures, or not at all.
    private const int FirstLook = 6;

    private Noise noise = Noise.Double;

    /// <summary>The findings: for each mistake, quantity by quantity.</summary>
    public IReadOnlyList<Finding> Diagnose(IReadOnlyList<Judgement> judgements)
    {
        var quantities = judgements
            .Where(static judgement => judgement.Request.Input.IsDefined && judgement.Numbers?.Count == judgement.Truth.Count)
            .GroupBy(static judgement => judgement.Request.Quantity)
            .Select(static group => new Record(group.Key, [.. group]))
            .Where(static record => record.Failures.Count > 0)
            .ToArray();
        noise = IsSinglePrecision(judgements) ? Noise.Single : Noise.Double;
        foreach (var record in quantities)
        {
            record.Hypotheses = [.. mistakes.All.Where(mistake => mistake.AppliesTo(record.Quantity)).Select(mistake => Try(mistake, record)).OfType<Hypothesis>()];
        }

        var findings = new List<Finding>();
        while (Best(quantities) is { Count: > 0 } best)
        {
            foreach (var (record, hypothesis) in best)
            {
                var explained = record.OpenOfAll.Where(failure => hypothesis.Mistake.On(failure, noise) == Stand.Confirms).ToList();
                findings.Add(new Finding(record.Quantity, hypothesis.Mistake, explained, record.AllFailures.Count));
                record.Close(hypothesis, explained);
            }
        }

        return findings;
    }

    /// <summary>Whether a mistake confirms a judgement: for shrinking a failure of one cause.</summary>
    public bool Explains(Mistake mistake, Judgement judgement) =>
        judgement.Assessment.IsNumericFailure() && judgement.Numbers is { } numbers && numbers.Count == judgement.Truth.Count
        && mistake.On(judgement, noise) == Stand.Confirms;

    /// <summary>The mistake in each quantity where it is named; empty when none explains enough.</summary>
    private static List<(Record, Hypothesis)> Best(Record[] quantities)
    {
        var best = new List<(Record, Hypothesis)>();
        var most = 0;
        var ids = quantities.SelectMany(static record => record.Hypotheses.Select(static hypothesis => hypothesis.Mistake.Id)).Distinct();
        foreach (var id in ids)
        {
            var named = quantities.SelectMany(record => record.Hypotheses
                .Where(hypothesis => hypothesis.Mistake.Id == id && hypothesis.IsNamed(record))
                .OrderByDescending(hypothesis => hypothesis.OpenIn(record))
                .Take(1)
                .Select(hypothesis => (record, hypothesis))).ToList();
            var explained = named.Sum(static item => item.hypothesis.OpenIn(item.record));
            if (explained > most)
            {
                (best, most) = (named, explained);
            }
        }

        return best;
    }

    private Hypothesis? Try(Mistake mistake, Record record)
    {
        if (mistake.Quantities is { Count: 1 } && mistake.Id.StartsWith("is-", StringComparison.Ordinal)
            && !Spread(record.Failures, FirstLook).Any(failure => mistake.On(failure, noise) == Stand.Confirms))
        {
            return null;
        }

        var confirms = new HashSet<Judgement>(ReferenceEqualityComparer.Instance);
        var misses = new HashSet<Judgement>(ReferenceEqualityComparer.Instance);
        foreach (var failure in record.Failures)
        {
            switch (mistake.On(failure, noise))
            {
                case Stand.Confirms:
                    confirms.Add(failure);
                    break;
                case Stand.Misses:
                    misses.Add(failure);
                    break;
            }
        }

        return confirms.Count > 0
            && record.Good.All(judgement => mistake.On(judgement, noise) != Stand.Contradicts)
            && mistake.IsSupported([.. confirms], [.. record.Failures, .. record.Good])
            ? new Hypothesis(mistake, confirms, misses)
            : null;
    }

    /// <summary>Whether all numbers of the program, and not only short ones, are numbers of single precision.</summary>
    private static bool IsSinglePrecision(IReadOnlyList<Judgement> judgements)
    {
        const int Fewest = 10;
        const int ShortBits = 12;
        var numbers = judgements.Where(static judgement => judgement.Numbers is not null).SelectMany(static judgement => judgement.Numbers!)
            .Where(static number => double.IsFinite(number) && number != 0);
        var singles = 0;
        foreach (var number in numbers)
        {
            if ((float)number != number)
            {
                return false;
            }

            singles += Math.ScaleB(number, ShortBits - Math.ILogB(number)) % 1 == 0 ? 0 : 1;
        }

        return singles >= Fewest;
    }

    internal static List<Judgement> Spread(IReadOnlyList<Judgement> judgements, int most) => judgements.Count <= most
        ? [.. judgements]
        : [.. Enumerable.Range(0, most).Select(i => judgements[(int)((long)i * judgements.Count / most)])];

    /// <summary>A mistake in one quantity, with what it explains and what it gets wrong.</summary>
    private sealed class Hypothesis(Mistake mistake, HashSet<Judgement> confirms, HashSet<Judgement> misses)
    {
        public Mistake Mistake => mistake;

        public HashSet<Judgement> Confirms => confirms;

        public int OpenIn(Record record) => record.Open.Count(confirms.Contains);

        public bool IsNamed(Record record)
        {
            var explained = OpenIn(record);
            return explained > 0
                && explained >= record.Open.Count(misses.Contains)
                && (explained == record.Failures.Count
                    || (explained >= FewestForOneOfSeveral && (explained == record.Open.Count || explained >= SmallestShareForOneOfSeveral * record.Failures.Count)));
        }
    }

    /// <summary>The numeric answers of a quantity. Mistakes are found on a sample of the failures, and then counted on all of them.</summary>
    private sealed class Record
    {
        public Record(Quantity quantity, IReadOnlyList<Judgement> judgements)
        {
            Quantity = quantity;
            AllFailures = [.. judgements.Where(static judgement => judgement.Assessment.IsNumericFailure())];
            Failures = Spread(AllFailures, MaxFailures);
            Good = Spread([.. judgements.Where(static judgement => judgement.IsGood)], MaxGood);
            Open = Failures;
            OpenOfAll = AllFailures;
        }

        public Quantity Quantity { get; }

        public IReadOnlyList<Judgement> AllFailures { get; }

        public List<Judgement> Failures { get; }

        public List<Judgement> Good { get; }

        public List<Judgement> Open { get; private set; }

        public IReadOnlyList<Judgement> OpenOfAll { get; private set; }

        public IReadOnlyList<Hypothesis> Hypotheses { get; set; } = [];

        public void Close(Hypothesis hypothesis, IReadOnlyList<Judgement> explained)
        {
            Open = [.. Open.Where(failure => !hypothesis.Confirms.Contains(failure))];
            var closed = new HashSet<Judgement>(explained, ReferenceEqualityComparer.Instance);
            OpenOfAll = [.. OpenOfAll.Where(failure => !closed.Contains(failure))];
        }
    }
}

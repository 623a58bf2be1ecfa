using BonVerify.Cli.Checking;
using BonVerify.Conformance;
using BonVerify.Quantities;

namespace BonVerify.Cli.Tests.Checking;

/// <summary>Of many implementations, exactly the right ones conform, and each mistake is named and no other.</summary>
public abstract class CorpusTest
{
    /// <summary>The Python programs, every other one: two classes of tests run at the same time.</summary>
    public static IEnumerable<object[]> PythonPrograms(int half) => Select(".py").Where((_, i) => i % 2 == half);

    public static IEnumerable<object[]> NodePrograms() => Select(".mjs");

    internal static void ExpectedIsFound(string name)
    {
        var row = Programs.All.Single(row => row.Name == name);
        var run = Programs.Check(row.Words, options => options with
        {
            Quantities = row.Options.TryGetValue("quantities", out var quantities)
                ? [.. quantities.Split(',').Select(static id => Quantity.Find(id)!)]
                : options.Quantities,
            Tolerance = row.Options.TryGetValue("tolerance", out var tolerance) ? Tolerance.Parse(tolerance) : options.Tolerance,
            Ties = row.Options.TryGetValue("ties", out var ties) ? TieConventions.Find(ties)! : options.Ties,
            MustRefuse = row.Options.TryGetValue("undefined", out var undefined) && undefined == "fail",
        });

        // No name that the row does not list, in any quantity.
        var listed = row.Expected.SelectMany(static item => item.Value.Replace("partly:", "", StringComparison.Ordinal).Split('+')).ToHashSet();
        Assert.Empty(run.Report.Findings.Where(finding => !listed.Contains(finding.Mistake.Id))
            .Select(static finding => $"{finding.Quantity} is called {finding.Mistake.Id} for {finding.Explained[0].Request} answered {finding.Explained[0].Answer}"));
        Assert.Equal(
            row.Expected.OrderBy(static item => item.Key, StringComparer.Ordinal),
            Found(run.Report).OrderBy(static item => item.Key, StringComparer.Ordinal));
        Assert.Equal(row.Expected.Count == 0 ? ExitCode.Verified : ExitCode.Counterexample, CheckReport.ExitCodeOf(run));

        // Each cause has a smallest case of its own, and it is no larger than the case where it was found.
        Assert.All(run.Report.Smallest, static failure => Assert.True(
            failure.Judgement.IsFailure && failure.Judgement.Request.Input.Size.CompareTo(failure.Origin.Request.Input.Size) <= 0, failure.Judgement.Request.ToString()));
        Assert.Equal(run.Report.Findings, run.Report.Smallest.Select(static failure => failure.Cause).OfType<Finding>());
    }

    /// <summary>For each failing quantity the mistakes that explain its failures; its assessments where none is known.</summary>
    private static Dictionary<string, string> Found(ExaminationReport report)
    {
        bool IsFailure(Judgement judgement) =>
            judgement.IsFailure || (report.Options.MustRefuse && judgement.Assessment == Assessment.AnsweredUndefined);
        var found = report.Judgements.Where(IsFailure).GroupBy(static judgement => judgement.Request.Quantity)
            .ToDictionary(static group => group.Key.Id, group => Explanation(report, group.Key, [.. group]));
        foreach (var sampled in report.Sampled.Where(static sampled => sampled.IsRejected))
        {
            found[sampled.Quantity.Id] = "rejected";
        }

        return found;
    }

    private static string Explanation(ExaminationReport report, Quantity quantity, IReadOnlyList<Judgement> failures)
    {
        // Numbers are explained by mistakes; errors, answers that are none and the like keep their own words.
        var findings = report.Findings.Where(finding => finding.Quantity == quantity).ToArray();
        return string.Join('+', [
            .. findings.Select(static finding => finding.Explained.Count == finding.Failures ? finding.Mistake.Id : $"partly:{finding.Mistake.Id}"),
            .. failures.Select(static failure => failure.Assessment).Distinct().Order()
                .Where(assessment => findings.Length == 0 || !assessment.IsNumericFailure()).Select(static assessment => assessment.ToString()),
        ]);
    }

    private static IEnumerable<object[]> Select(string extension) =>
        Programs.All.Where(row => row.Words[0].EndsWith(extension, StringComparison.Ordinal)).Select(static row => new object[] { row.Name });
}

public class PythonCorpusTest : CorpusTest
{
    [ProgramTheory(Programs.Python)]
    [MemberData(nameof(PythonPrograms), 0)]
    public void PythonProgram_IsJudgedAsExpected(string program) => ExpectedIsFound(program);
}

public class OtherPythonCorpusTest : CorpusTest
{
    [ProgramTheory(Programs.Python)]
    [MemberData(nameof(PythonPrograms), 1)]
    public void PythonProgram_IsJudgedAsExpected(string program) => ExpectedIsFound(program);
}

public class NodeCorpusTest : CorpusTest
{
    [ProgramTheory(Programs.Node)]
    [MemberData(nameof(NodePrograms))]
    public void NodeProgram_IsJudgedAsExpected(string program) => ExpectedIsFound(program);

    [Fact]
    public void Corpus_IsLargeAndListedInFull()
    {
        Assert.Equal(Programs.Files().Order(StringComparer.Ordinal), Programs.All.Select(static row => row.Words[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.True(Programs.All.Count >= 90);
        Assert.Equal(Programs.All.Count, Programs.All.Select(static row => row.Name).Distinct().Count());
    }

    /// <summary>Every name in the list is that of a mistake or of an assessment.</summary>
    [Fact]
    public void Names_AreKnown()
    {
        var names = new Mistakes(new Truth(), TieConvention.AmongDraws).All.Select(static mistake => mistake.Id).Concat(Enum.GetNames<Assessment>()).Append("rejected").ToHashSet();
        Assert.All(Programs.All, row => Assert.All(row.Expected, item =>
        {
            Assert.NotNull(Quantity.Find(item.Key));
            Assert.All(item.Value.Replace("partly:", "", StringComparison.Ordinal).Split('+'), name => Assert.Contains(name, names));
        }));
    }
}

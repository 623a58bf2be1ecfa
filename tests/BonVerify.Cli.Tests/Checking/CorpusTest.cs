using BonVerify.Cli.Checking;
using BonVerify.Cli.Checking.Judging;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Cli.Tests.Checking;

/// <summary>Of many implementations, exactly the right ones conform, and each mistake is named.</summary>
public abstract class CorpusTest
{
    public static IEnumerable<object[]> PythonPrograms() => Select(".py");

    public static IEnumerable<object[]> NodePrograms() => Select(".mjs");

    internal static void ExpectedIsFound(string program)
    {
        var expected = Programs.All().Single(item => item.Program == program).Expected;
        var run = Programs.Check(program);
        var found = run.Judgements.Where(static judgement => judgement.IsFailure).GroupBy(static judgement => judgement.Request.Quantity.Id)
            .ToDictionary(static group => group.Key, group => Explanation(run, group.Key, [.. group]));
        Assert.Equal(
            expected.OrderBy(static item => item.Key, StringComparer.Ordinal),
            found.OrderBy(static item => item.Key, StringComparer.Ordinal));
        Assert.Equal(expected.Count == 0 ? 0 : 1, CheckReport.ExitCodeOf(run));
        Assert.All(run.Counterexamples, static counterexample => Assert.True(counterexample.Judgement.IsFailure));
    }

    /// <summary>The one mistake that explains all failures of a quantity; their one verdict where none is known.</summary>
    private static string Explanation(CheckRun run, string quantity, IReadOnlyList<Judgement> failures)
    {
        var findings = run.Findings.Where(finding => finding.Quantity.Id == quantity).ToArray();
        return findings.Length == 0
            ? string.Join('+', failures.Select(static failure => failure.Verdict).Distinct().Order())
            : string.Join('+', findings.Select(finding => finding.Explained == finding.Failures ? finding.Mistake.Id : $"partly:{finding.Mistake.Id}"));
    }

    private static IEnumerable<object[]> Select(string extension) =>
        Programs.All().Where(item => item.Program.EndsWith(extension, StringComparison.Ordinal)).Select(static item => new object[] { item.Program });
}

public class PythonCorpusTest : CorpusTest
{
    [ProgramTheory(Programs.Python)]
    [MemberData(nameof(PythonPrograms))]
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
        Assert.Equal(Programs.Files().Order(StringComparer.Ordinal), Programs.All().Select(static item => item.Program).Order(StringComparer.Ordinal));
        Assert.True(Programs.All().Count() >= 25);
    }
}

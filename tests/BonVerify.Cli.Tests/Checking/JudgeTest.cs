using BonVerify.Cli.Checking;
using BonVerify.Cli.Commands;
using BonVerify.Conformance;
using BonVerify.FsCheck;
using BonVerify.Quantities;

namespace BonVerify.Cli.Tests.Checking;

/// <summary>What of judging is the tool's own: its options, before real programs, and the cases it adds.</summary>
public class JudgeTest
{
    [ProgramTheory(Programs.Python)]
    [InlineData("wrong_ties_first_listed.py", "listing-order", null, 0)]
    [InlineData("wrong_ties_first_listed.py", "first-listed", null, 0)]
    [InlineData("wrong_ties_first_listed.py", "last-listed", null, 1)]
    [InlineData("wrong_ties_first_listed.py", "any", null, 0)]
    [InlineData("wrong_ties_last_listed.py", "last-listed", null, 0)]
    [InlineData("wrong_ties_last_listed.py", "any", null, 0)]
    [InlineData("wrong_ties_last_listed.py", "strict", null, 1)]
    [InlineData("correct_direct.py", "listing-order", null, 1)]
    [InlineData("correct_direct.py", "split", null, 0)]
    [InlineData("correct_direct.py", "strict", null, 0)]
    [InlineData("correct_direct.py", "any", null, 0)]
    [InlineData("wrong_cancellation.py", "among-draws", "rel=1e-9,abs=1e-9", 0)]
    [InlineData("wrong_cancellation.py", "among-draws", "rel=1e-9", 1)]
    [InlineData("correct_direct.py", "among-draws", "ulps=0", 1)]
    [InlineData("correct_direct.py", "among-draws", "ulps=100000", 0)]
    public void Options_DecideWhatIsRight(string program, string ties, string? tolerance, int exitCode)
    {
        var run = Programs.Check([program], options => options with
        {
            Quantities = [Quantity.Pmf],
            Ties = TieConventions.Find(ties)!,
            Tolerance = tolerance is null ? Tolerance.Default : Tolerance.Parse(tolerance),
        });
        Assert.Equal(exitCode, CheckReport.ExitCodeOf(run));
    }

    [ProgramTheory(Programs.Python)]
    [InlineData("wrong_ties_lose.py", "strict", 0)]
    [InlineData("wrong_ties_lose.py", "among-draws", 1)]
    [InlineData("correct_direct.py", "strict", 1)]
    [InlineData("correct_direct.py", "any", 0)]
    public void Strict_ATieWinsNothing(string program, string ties, int exitCode)
    {
        var run = Programs.Check([program], options => options with { Quantities = [Quantity.WinRate], Ties = TieConventions.Find(ties)! });
        Assert.Equal(exitCode, CheckReport.ExitCodeOf(run));
    }

    [Fact]
    public void GeneratedMasses_KeepOutcomesAndZeros()
    {
        for (var i = 0; i < 100; i++)
        {
            var made = Hunt.caseAt(1, i);
            var masses = ((PolicyInput)InputSource.Nearest(new PolicyCase(made.Reference, made.N)).Single()).Probabilities;
            Assert.Equal(made.Reference.Weights.Select(static weight => weight.IsZero), masses.Select(static mass => mass == 0));
            Assert.All(masses, static mass => Assert.InRange(mass, 0, 1));
        }
    }

    [Fact]
    public void CasesOfTheVectors_AreAskedToo() =>
        Assert.All(InputForm.All, static form => Assert.Contains(CheckInputOptions.VectorInputs, input => input.Form == form && input.IsDefined));
}

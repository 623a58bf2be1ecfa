using System.Globalization;
using System.Xml;
using BonVerify.Cli.Terminal;
using BonVerify.Conformance;

namespace BonVerify.Cli.Checking;

/// <content>The report for continuous integration.</content>
internal static partial class CheckReport
{
    private const int MaxFailuresInMessage = 20;

    /// <summary>Writes a JUnit report: one suite a quantity, one test a group of its cases.</summary>
    public static void WriteJUnit(CheckResult run, Stream stream)
    {
        using var writer = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, CheckCharacters = false });
        writer.WriteStartElement("testsuites");
        writer.WriteAttributeString("name", $"bonverify check {Output.ToolVersion}");
        foreach (var row in run.Report.Tallies)
        {
            WriteSuite(writer, run, row);
        }

        writer.WriteEndElement();
    }

    private static void WriteSuite(XmlWriter writer, CheckResult run, QuantityTally row)
    {
        var tests = row.Judgements.GroupBy(static judgement => judgement.Group).ToArray();
        writer.WriteStartElement("testsuite");
        writer.WriteAttributeString("name", row.Quantity.Id);
        writer.WriteAttributeString("tests", Text(tests.Length));
        writer.WriteAttributeString("failures", Text(tests.Count(static test => test.Any(static judgement => judgement.IsFailure))));
        writer.WriteAttributeString("skipped", Text(tests.Count(IsSkipped)));
        foreach (var test in tests)
        {
            writer.WriteStartElement("testcase");
            writer.WriteAttributeString("classname", $"bonverify.check.{row.Quantity.Id}");
            writer.WriteAttributeString("name", string.Create(CultureInfo.InvariantCulture, $"{test.Key} ({test.Count()} cases)"));
            var failures = test.Where(static judgement => judgement.IsFailure).ToArray();
            if (failures.Length > 0)
            {
                writer.WriteStartElement("failure");
                writer.WriteAttributeString("message", FormattableString.Invariant($"{failures.Length} of {test.Count()} cases fail"));
                writer.WriteString(Legible(string.Join('\n', [
                    .. run.Report.Findings.Where(finding => finding.Quantity == row.Quantity).Select(static finding => finding.Mistake.Sentence),
                    .. failures.Take(MaxFailuresInMessage).Select(failure =>
                        $"{failure.Assessment.Describe()}: {Explanation.Shown(failure.Request)} expected {Explanation.Expected(failure)} answered {failure.Answer}"),
                ])));
                writer.WriteEndElement();
            }
            else if (IsSkipped(test))
            {
                writer.WriteStartElement("skipped");
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static bool IsSkipped(IEnumerable<Judgement> test) =>
        test.All(static judgement => judgement.Assessment is Assessment.Unsupported or Assessment.NotAsked or Assessment.Refused);

    /// <summary>A text with what cannot be seen escaped, and without what XML has no way to write.</summary>
    private static string Legible(string text)
    {
        var visible = VisibleWriter.Visible(text);
        var legible = visible.ToCharArray();
        for (var i = 0; i < legible.Length; i++)
        {
            if (i + 1 < legible.Length && char.IsSurrogatePair(legible[i], legible[i + 1]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(legible[i]))
            {
                legible[i] = '?';
            }
        }

        return new string(legible);
    }
}

using System.Text;
using BonVerify.Conformance;

namespace BonVerify.Cli.Checking.Dialogue;

/// <summary>What is worth saying about how a program keeps to the protocol, beside its answers.</summary>
internal sealed class ProgramNotes
{
    /// <summary>Lines of output that are no answers.</summary>
    public long OtherLines { get; set; }

    /// <summary>The first of them.</summary>
    public string? FirstOtherLine { get; set; }

    /// <summary>Answers to ids that were never sent.</summary>
    public long UnknownIds { get; set; }

    /// <summary>Second answers to one request.</summary>
    public long Repeated { get; set; }

    /// <summary>How often the program went down for no one request: they were put again and the culprit, if any, was found.</summary>
    public long StrayEnds { get; set; }

    /// <summary>How often the program had to be started.</summary>
    public int Starts { get; set; }

    /// <summary>Whether answers come only at the end of input, because the program does not flush its output.</summary>
    public bool AnswersAtEndOfInput { get; set; }

    /// <summary>The line by which the program introduced itself, or null.</summary>
    public string? HelloLine { get; set; }

    /// <summary>How the program introduced itself.</summary>
    public Hello? Hello => HelloLine is null ? null : AnswerJson.Read(Encoding.UTF8.GetBytes(HelloLine)).Hello;

    /// <summary>The notes of both.</summary>
    public ProgramNotes Plus(ProgramNotes other) => new()
    {
        OtherLines = OtherLines + other.OtherLines,
        FirstOtherLine = FirstOtherLine ?? other.FirstOtherLine,
        UnknownIds = UnknownIds + other.UnknownIds,
        Repeated = Repeated + other.Repeated,
        StrayEnds = StrayEnds + other.StrayEnds,
        Starts = Starts + other.Starts,
        AnswersAtEndOfInput = AnswersAtEndOfInput || other.AnswersAtEndOfInput,
        HelloLine = HelloLine ?? other.HelloLine,
    };

    /// <summary>The notes as sentences.</summary>
    public IEnumerable<string> Sentences()
    {
        if (AnswersAtEndOfInput)
        {
            yield return "The program answers only when its input ends: its output is buffered. It was asked in batches; flush after each line to be asked faster.";
        }

        if (Hello is { Problem: { } problem })
        {
            yield return $"The greeting of the program is not understood in full: {problem}.";
        }

        if (OtherLines > 0)
        {
            yield return FormattableString.Invariant(
                $"{OtherLines} lines of standard output are no answers and were passed over; the first is: {FirstOtherLine}");
        }

        if (UnknownIds > 0)
        {
            yield return FormattableString.Invariant($"{UnknownIds} answers have an id that was never sent and were passed over.");
        }

        if (Repeated > 0)
        {
            yield return FormattableString.Invariant($"{Repeated} answers came to requests that were answered already; the first one counts.");
        }
    }
}

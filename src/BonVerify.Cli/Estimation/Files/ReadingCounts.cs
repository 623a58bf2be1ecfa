namespace BonVerify.Cli.Estimation.Files;

/// <summary>What was read and what was left out: nothing is dropped without being counted.</summary>
internal sealed class ReadingCounts
{
    public long Records { get; set; }

    /// <summary>Records that another choice of <c>--where</c> takes.</summary>
    public long NotChosen { get; set; }

    /// <summary>Samples without a value that were left out.</summary>
    public long SkippedSamples { get; set; }

    /// <summary>Samples without a value that were taken as the worst.</summary>
    public long WorstSamples { get; set; }

    /// <summary>Prompts without any sample that counts.</summary>
    public long EmptyPrompts { get; set; }

    /// <summary>Samples, or prompts in grouped files, that were there already and were left out.</summary>
    public long Duplicates { get; set; }

    public void Add(ReadingCounts other)
    {
        Records += other.Records;
        NotChosen += other.NotChosen;
        SkippedSamples += other.SkippedSamples;
        WorstSamples += other.WorstSamples;
        EmptyPrompts += other.EmptyPrompts;
        Duplicates += other.Duplicates;
    }
}

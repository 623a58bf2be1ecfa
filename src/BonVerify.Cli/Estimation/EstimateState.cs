using System.Runtime.InteropServices;
using System.Text.Json;
using BonVerify.Cli.Estimation.Files;
using BonVerify.Cli.Sharding;

namespace BonVerify.Cli.Estimation;

/// <summary>Where reading goes on: whole pieces of whole files are done.</summary>
/// <param name="File">The file, from 0 on.</param>
/// <param name="Pieces">How many of its pieces are done.</param>
/// <param name="Seen">The hashes of the prompts so far, where they are needed to find those that come again.</param>
internal sealed record ReadingPosition(int File, int Pieces, IReadOnlyCollection<ulong> Seen)
{
    /// <summary>The beginning.</summary>
    public static ReadingPosition Start { get; } = new(0, 0, []);
}

/// <summary>The pairs of prompts of two systems.</summary>
/// <param name="Pairs">What is kept of them.</param>
/// <param name="OnlyFirst">Prompts that only the first has.</param>
/// <param name="OnlySecond">Prompts that only the second has.</param>
/// <param name="Counts">What was read of the second.</param>
internal sealed record PairState(PairStatistics Pairs, long OnlyFirst, long OnlySecond, ReadingCounts Counts);

/// <summary>
/// What <c>estimate</c> has found in some of the prompts, exactly, as reports of shards and checkpoints hold it. States of different
/// prompts are joined in any order with the same result.
/// </summary>
/// <param name="Statistics">The sums.</param>
/// <param name="Counts">What was read.</param>
internal sealed record EstimateState(PoolStatistics Statistics, ReadingCounts Counts)
{
    /// <summary>The command that these are states of.</summary>
    public const string Command = "estimate";

    /// <summary>The files as they were named.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>How the file was read; null when there was no record.</summary>
    public string? Description { get; init; }

    /// <summary>Whether samples are correct by their answers.</summary>
    public bool ComparesAnswers { get; init; }

    /// <summary>The comparison with a second system, or null.</summary>
    public PairState? Comparison { get; init; }

    /// <summary>The file of the second system, or null.</summary>
    public string? Against { get; init; }

    /// <summary>Where reading goes on, of a checkpoint; null when it has come to its end.</summary>
    public ReadingPosition? Position { get; init; }

    /// <summary>Joins the prompts of another state to this one, whose sums change.</summary>
    /// <exception cref="InputException">They were not read in the same way.</exception>
    public EstimateState Plus(EstimateState other)
    {
        if (Description is not null && other.Description is not null && Description != other.Description)
        {
            throw new InputException($"the parts were read in different ways, as {Description} and as {other.Description}; options such as --format, --group and --reward say how.");
        }

        Statistics.Add(other.Statistics);
        Counts.Add(other.Counts);
        var comparison = Comparison;
        if (comparison is not null && other.Comparison is var (pairs, onlyFirst, onlySecond, counts))
        {
            comparison.Pairs.Add(pairs);
            comparison.Counts.Add(counts);
            comparison = comparison with { OnlyFirst = comparison.OnlyFirst + onlyFirst, OnlySecond = comparison.OnlySecond + onlySecond };
        }

        return this with { Description = Description ?? other.Description, ComparesAnswers = ComparesAnswers || other.ComparesAnswers, Comparison = comparison };
    }

    /// <summary>Writes the state as an object.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (Against is not null)
        {
            writer.WriteString("against", Against);
        }

        writer.WriteBoolean("comparesAnswers", ComparesAnswers);
        if (Comparison is var (pairs, onlyFirst, onlySecond, read))
        {
            writer.WriteStartObject("comparison");
            writer.WriteNumber("onlyFirst", onlyFirst);
            writer.WriteNumber("onlySecond", onlySecond);
            writer.WritePropertyName("pairs");
            pairs.Write(writer);
            Write(writer, read);
            writer.WriteEndObject();
        }

        JsonText.WriteTexts(writer, "files", Files);
        if (Description is not null)
        {
            writer.WriteString("format", Description);
        }

        if (Position is var (file, pieces, seen))
        {
            writer.WriteStartObject("position");
            writer.WriteNumber("file", file);
            writer.WriteNumber("pieces", pieces);
            writer.WriteBase64String("seen", MemoryMarshal.AsBytes<ulong>(seen.Order().ToArray()));
            writer.WriteEndObject();
        }

        Write(writer, Counts);
        writer.WritePropertyName("statistics");
        Statistics.Write(writer);
        writer.WriteEndObject();
    }

    /// <summary>Reads a state.</summary>
    public static EstimateState Read(JsonElement json, DrawCounts counts) => new(PoolStatistics.Read(json.GetProperty("statistics"), counts), ReadCounts(json))
    {
        Files = [.. json.GetProperty("files").EnumerateArray().Select(static file => file.GetString()!)],
        Description = json.TryGetProperty("format", out var format) ? format.GetString() : null,
        ComparesAnswers = json.GetProperty("comparesAnswers").GetBoolean(),
        Against = json.TryGetProperty("against", out var against) ? against.GetString() : null,
        Comparison = json.TryGetProperty("comparison", out var comparison)
            ? new PairState(
                PairStatistics.Read(comparison.GetProperty("pairs"), counts),
                StateFields.Count(comparison, "onlyFirst"),
                StateFields.Count(comparison, "onlySecond"),
                ReadCounts(comparison))
            : null,
        Position = json.TryGetProperty("position", out var position)
            ? new ReadingPosition(
                position.GetProperty("file").GetInt32(),
                position.GetProperty("pieces").GetInt32(),
                MemoryMarshal.Cast<byte, ulong>(position.GetProperty("seen").GetBytesFromBase64()).ToArray())
            : null,
    };

    private static void Write(Utf8JsonWriter writer, ReadingCounts counts)
    {
        writer.WriteStartObject("read");
        writer.WriteNumber("duplicates", counts.Duplicates);
        writer.WriteNumber("emptyPrompts", counts.EmptyPrompts);
        writer.WriteNumber("notChosen", counts.NotChosen);
        writer.WriteNumber("records", counts.Records);
        writer.WriteNumber("skippedSamples", counts.SkippedSamples);
        writer.WriteNumber("worstSamples", counts.WorstSamples);
        writer.WriteEndObject();
    }

    private static ReadingCounts ReadCounts(JsonElement json)
    {
        var read = json.GetProperty("read");
        return new ReadingCounts
        {
            Duplicates = Count("duplicates"),
            EmptyPrompts = Count("emptyPrompts"),
            NotChosen = Count("notChosen"),
            Records = Count("records"),
            SkippedSamples = Count("skippedSamples"),
            WorstSamples = Count("worstSamples"),
        };

        long Count(string name) => StateFields.Count(read, name);
    }
}

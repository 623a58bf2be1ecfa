using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace BonVerify.Cli.Estimation.Files;

/// <summary>A file of samples: JSON by lines or as an array, or CSV, plain or compressed by gzip, with or without a byte order mark.</summary>
internal sealed class SampleFile : IDisposable
{
    /// <summary>The longest record that is read.</summary>
    private const int MaxRecordBytes = 1 << 28;
    private const int HeadBytes = 1 << 16;
    private const int RowsPerBatch = 8192;

    private readonly Stream stream;
    private readonly CsvRecords? table;
    private readonly IEnumerator<TextBlock>? blocks;
    private readonly TextBlock? firstBlock;

    private SampleFile(string path, FieldChoice choice, CancellationToken cancellation)
    {
        Name = path == CaseFile.StandardInput ? "stdin" : Path.GetFileName(path);
        var head = new HeadStream(Open(path, cancellation), HeadBytes);
        stream = head;
        var text = head.Head.Trim(" \t\r\n"u8);
        if (text.IsEmpty)
        {
            return;
        }

        if (IsTable(path, text))
        {
            table = new CsvRecords(Name, stream, Encoding.UTF8.GetString(head.Head));
            First = table.First() is { } cells ? new FirstCsvRecord(table.Columns, cells) : null;
            return;
        }

        var container = choice.Container ?? ContainerOf(text, choice);
        var isLines = container is null && text[0] == '{' && IsLines(text);
        blocks = (isLines
            ? LineBlocks.Read(Name, stream, MaxRecordBytes)
            : new ElementBlocks(Name, stream, container, MaxRecordBytes).Read()).GetEnumerator();
        if (blocks.MoveNext() && blocks.Current is var block && block.Records().Count > 0)
        {
            firstBlock = block;
            First = FirstOf(block);
        }
    }

    /// <summary>The name of the file, for messages.</summary>
    public string Name { get; }

    /// <summary>The first record, or null when there is none.</summary>
    public FirstRecord? First { get; }

    /// <exception cref="InputException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">A read of standard input was cancelled, now or later.</exception>
    public static SampleFile Open(string path, FieldChoice choice, CancellationToken cancellation) => new(path, choice, cancellation);

    /// <summary>Pieces of work, each to be done by any thread, their results to be taken in order.</summary>
    public IEnumerable<Func<SampleBatch>> Work(FieldMap map, ReadingOptions options)
    {
        if (table is not null)
        {
            return Rows(table, map, options);
        }

        return blocks is null || firstBlock is null ? [] : Blocks(firstBlock, blocks, map, options);
    }

    public void Dispose()
    {
        blocks?.Dispose();
        table?.Dispose();
        stream.Dispose();
    }

    private static IEnumerable<Func<SampleBatch>> Blocks(TextBlock first, IEnumerator<TextBlock> rest, FieldMap map, ReadingOptions options)
    {
        yield return () => Read(first, map, options);
        while (rest.MoveNext())
        {
            var block = rest.Current;
            yield return () => Read(block, map, options);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static SampleBatch Read(TextBlock block, FieldMap map, ReadingOptions options)
    {
        var batch = new SampleBatch { File = block.File, Bytes = block.Bytes.Length };
        var maker = new BatchMaker(map, options, batch);
        var reader = new JsonRecordReader(map, options.Steps);
        var record = new Record(map);
        foreach (var element in block.Records())
        {
            var json = block.Bytes.Slice(element.Start, element.Length);
            try
            {
                reader.Read(json, record);
                maker.Add(record, element.Line, element.Number);
            }
            catch (RecordException e)
            {
                batch.Error = FormattableString.Invariant($"{block.File}:{element.Line}: {e.Message}");
                break;
            }
        }

        LineBlocks.Return(block);
        return batch;
    }

    private IEnumerable<Func<SampleBatch>> Rows(CsvRecords rows, FieldMap map, ReadingOptions options)
    {
        var record = new Record(map);
        var (number, isEnd) = (0L, false);
        while (!isEnd)
        {
            var batch = new SampleBatch { File = Name };
            var maker = new BatchMaker(map, options, batch);
            for (var i = 0; i < RowsPerBatch && !isEnd; i++)
            {
                var line = 0L;
                try
                {
                    if (rows.Next(map, record, ++number) is { } row)
                    {
                        line = row.Line;
                        maker.Add(record, row.Line, row.Number);
                    }
                    else
                    {
                        isEnd = true;
                    }
                }
                catch (RecordException e)
                {
                    batch.Error = FormattableString.Invariant($"{Name}:{line}: {e.Message}");
                    isEnd = true;
                }
                catch (InputException e)
                {
                    batch.Error = e.Message;
                    isEnd = true;
                }
            }

            yield return () => batch;
        }
    }

    private static FirstJsonRecord FirstOf(TextBlock block)
    {
        var element = block.Records()[0];
        var json = JsonLiterals.WithoutThem(block.Bytes.Span.Slice(element.Start, element.Length));
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new FirstJsonRecord(document.RootElement.Clone())
                : throw new InputException(FormattableString.Invariant($"{block.File}:{element.Line}: the record is not an object; it must be a JSON object."));
        }
        catch (JsonException e)
        {
            throw new InputException(FormattableString.Invariant(
                $"{block.File}:{element.Line}: not valid JSON at byte {(e.BytePositionInLine ?? 0) + 1} of the record."));
        }
    }

    private static bool IsTable(string path, ReadOnlySpan<byte> text)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".csv" or ".tsv" => true,
            ".json" or ".jsonl" or ".ndjson" => false,
            _ => text[0] is not ((byte)'{' or (byte)'['),
        };
    }

    /// <summary>Whether the first line is a whole object by its brackets, or too long to tell.</summary>
    private static bool IsLines(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOf((byte)'\n');
        return length < 0 || JsonScanner.SkipValue(text[..length], 0) >= 0;
    }

    /// <summary>The member of an object that holds the records, if the file is such an object.</summary>
    private static string? ContainerOf(ReadOnlySpan<byte> head, FieldChoice choice)
    {
        if (head[0] != '{')
        {
            return null;
        }

        if (choice.Format?.Container is { } container)
        {
            return container;
        }

        var reader = new Utf8JsonReader(JsonLiterals.WithoutThem(head), isFinalBlock: false, default);
        var names = new HashSet<string>();
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && JsonText.TextOf(ref reader) is { } name)
                {
                    names.Add(name);
                }
            }
        }
        catch (JsonException)
        {
            // Whoever reads the records says what is wrong.
        }

        return names.Contains("eval") && names.Contains("status") ? "samples" : null;
    }

    private static Stream Open(string path, CancellationToken cancellation)
    {
        if (path == CaseFile.StandardInput)
        {
            return new CancellableStream(Console.OpenStandardInput(), cancellation);
        }

        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"cannot read {path}: {e.Message}");
        }
    }
}

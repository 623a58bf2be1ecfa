using System.Text;
using System.Threading.Channels;

namespace BonVerify.Cli.Oracle;

/// <summary>
/// One run of <c>oracle</c>: lines are read ahead a little, answered in parallel and written in order, each as soon as it and
/// those before it are ready. What is held at a time depends on the number of jobs and on a budget of bytes, never on the number of cases.
/// </summary>
internal sealed class OracleRun(OracleOptions options, Stream output, CancellationToken cancellation)
{
    private const int ReadAheadPerJob = 16;

    // Of the lines that are read and not yet answered in writing; one line may be longer. An answer may take a hundred times as much.
    private const long MaxBytesAhead = 1L << 23;

    private readonly ConcurrentExclusiveSchedulerPair scheduler = new(TaskScheduler.Default, options.Jobs);
    private readonly Channel<Task<OracleAnswer>> pending =
        Channel.CreateBounded<Task<OracleAnswer>>(new BoundedChannelOptions(ReadAheadPerJob * options.Jobs) { SingleReader = true, SingleWriter = true });
    private readonly Queue<int> lengths = new();
    private long bytesAhead;
    private long internalErrors;

    /// <summary>How many lines were answered, bad ones included.</summary>
    public long Answered { get; private set; }

    /// <summary>How many lines could not be used.</summary>
    public long Bad { get; private set; }

    /// <summary>The first line that could not be used and what is wrong with it.</summary>
    public string? FirstError { get; private set; }

    /// <summary>How many values the highest precision left open.</summary>
    public long Open { get; private set; }

    public int ExitCodeOf() => internalErrors > 0 ? ExitCode.InternalError
        : Bad > 0 ? ExitCode.BadInput
        : Answered == 0 || Open > 0 ? ExitCode.Inconclusive
        : ExitCode.Verified;

    /// <summary>Answers everything, or everything up to an interruption or, when strict, the first bad line.</summary>
    /// <exception cref="InputException">The file cannot be read; what came before is written.</exception>
    public void Execute()
    {
        new Thread(Read) { IsBackground = true }.Start();
        try
        {
            while (Next() is { } answer && Write(answer))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // What is ready is written; the reader may be waiting for input and is left behind.
        }
        finally
        {
            output.Flush();
        }
    }

    /// <summary>Reads lines and starts their evaluation; a failure is thrown where the answers are taken, after the last one.</summary>
    private void Read()
    {
        try
        {
            if (options.Single is { } single)
            {
                pending.Writer.TryWrite(Task.Run(() => OracleAnswerer.Answer(single, options)));
                pending.Writer.Complete();
                return;
            }

            foreach (var line in CaseFile.Lines(options.Input))
            {
                WaitForRoom(line.Bytes.Length);
                var (bytes, number) = (line.Bytes.ToArray(), line.Number);
                var task = line.IsTooLong
                    ? Task.FromResult(OracleAnswerer.Failure(CaseFile.Where(options.Input, number), default, number, CaseFile.TooLong, isInternal: false))
                    : Task.Factory.StartNew(
                        () => OracleAnswerer.Answer(bytes, number, options),
                        cancellation,
                        TaskCreationOptions.None,
                        scheduler.ConcurrentScheduler);
                if (!pending.Writer.TryWrite(task))
                {
                    pending.Writer.WriteAsync(task, cancellation).AsTask().GetAwaiter().GetResult();
                }
            }

            pending.Writer.Complete();
        }
#pragma warning disable CA1031 // Handed over to the thread that writes.
        catch (Exception e)
#pragma warning restore CA1031
        {
            pending.Writer.Complete(e);
        }
    }

    /// <summary>Waits until a line more is within the budget, or all lines before it are answered.</summary>
    private void WaitForRoom(int length)
    {
        lock (lengths)
        {
            while (bytesAhead > 0 && bytesAhead + length > MaxBytesAhead)
            {
                Monitor.Wait(lengths);
            }

            bytesAhead += length;
            lengths.Enqueue(length);
        }
    }

    private void MakeRoom()
    {
        lock (lengths)
        {
            bytesAhead -= lengths.TryDequeue(out var length) ? length : 0;
            Monitor.Pulse(lengths);
        }
    }

    private OracleAnswer? Next()
    {
        Task<OracleAnswer>? task;
        while (!pending.Reader.TryRead(out task))
        {
            // Nothing to write at the moment: whoever waits for an answer gets it now.
            output.Flush();
            if (!pending.Reader.WaitToReadAsync(cancellation).AsTask().GetAwaiter().GetResult())
            {
                return null;
            }
        }

        if (!task.IsCompleted)
        {
            output.Flush();
            task.Wait(cancellation);
        }

        return task.GetAwaiter().GetResult();
    }

    /// <summary>Writes an answer; false when the run ends with it.</summary>
    private bool Write(OracleAnswer answer)
    {
        Answered++;
        Open += answer.Open;
        if (answer.Error is not null)
        {
            Bad++;
            FirstError ??= $"{answer.Where}: {answer.Error}";
            internalErrors += answer.IsInternal ? 1 : 0;
        }

        if (options.Table)
        {
            WriteTable(answer);
        }
        else
        {
            output.Write(answer.Json.Span);
            output.WriteByte((byte)'\n');
        }

        MakeRoom();
        return answer.Error is null || !options.Strict;
    }

    private void WriteTable(OracleAnswer answer)
    {
        if (answer.Table is not { } table)
        {
            Console.Error.WriteLine($"bonverify: {answer.Where}: {answer.Error}");
            return;
        }

        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        table.Write(text);
    }
}

using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using BonVerify.Conformance;

namespace BonVerify.Cli.Checking.Dialogue;

/// <summary>
/// One life of the program under test. Three threads pump its streams, so that neither side ever waits for the other with a
/// full pipe; what is not consumed in time is bounded.
/// </summary>
internal sealed class RunningProgram : IDisposable
{
    /// <summary>The longest line that is read.</summary>
    public const int MaxLineBytes = 1 << 22;

    /// <summary>How much of its output is kept until it is looked at; one line may be longer.</summary>
    private const long MaxBytesAhead = 1L << 24;

    private const int StderrTail = 2000;
    private static readonly TimeSpan Courtesy = TimeSpan.FromMilliseconds(500);

    private readonly Process process;
    private readonly string mark = ProcessTree.NewMark();
    private readonly BlockingCollection<byte[]> input = [];
    private readonly BlockingCollection<OutputEvent> output = new(boundedCapacity: 4096);
    private readonly CancellationTokenSource ending = new();
    private readonly StringBuilder stderr = new();
    private long bytesAhead;

    public RunningProgram(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[ProcessTree.Variable] = mark[(ProcessTree.Variable.Length + 1)..];
        try
        {
            process = Process.Start(start)!;
            ProcessTree.Add(process);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            throw new InputException($"cannot start '{command[0]}': {e.Message}");
        }

        Pump("input", WriteInput);
        Pump("output", ReadOutput);
        Pump("error", ReadError);
    }

    /// <summary>Whether the program has closed its input.</summary>
    public bool RefusesInput { get; private set; }

    /// <summary>Whether the program sees the end of its input.</summary>
    public bool IsInputClosed => input.IsAddingCompleted;

    /// <summary>The last that the program wrote to standard error, on one line.</summary>
    public string LastError
    {
        get
        {
            lock (stderr)
            {
                return stderr.ToString().Trim().ReplaceLineEndings(" | ");
            }
        }
    }

    /// <summary>Queues a line for the program; never waits.</summary>
    public void Send(byte[] line)
    {
        if (!RefusesInput)
        {
            input.Add(line);
        }
    }

    /// <summary>Lets the program see the end of its input once all lines are written.</summary>
    public void CloseInput() => input.CompleteAdding();

    /// <summary>The next thing that comes out, or null when nothing does in time.</summary>
    public OutputEvent? Next(TimeSpan patience, CancellationToken cancellation)
    {
        try
        {
            if (!output.TryTake(out var next, (int)Math.Max(0, patience.TotalMilliseconds), cancellation))
            {
                return null;
            }

            Interlocked.Add(ref bytesAhead, next is OutputEvent.Line { Text.Length: var length } ? -length : 0);
            return next;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>How the program ended, in words.</summary>
    public string DescribeEnd()
    {
        var how = process.WaitForExit(Courtesy)
            ? FormattableString.Invariant($"it ended with exit code {process.ExitCode}")
            : "it closed its output";
        // What it said last may still be on its way.
        for (var i = 0; i < 10 && LastError.Length == 0; i++)
        {
            Thread.Sleep(5);
        }

        return LastError.Length == 0 ? how : $"{how}: {AnswerJson.Shown(LastError[Math.Max(0, LastError.Length - 78)..])}";
    }

    /// <summary>Ends the program and all that it started.</summary>
    public void Dispose()
    {
        CloseInput();
        if (!ending.IsCancellationRequested)
        {
            // A program that sees the end of its input ends by itself; most do at once.
            if (!RefusesInput && input.Count == 0)
            {
                try
                {
                    process.WaitForExit(Courtesy);
                }
                catch (SystemException)
                {
                    // It has gone already.
                }
            }

            ending.Cancel();
            ProcessTree.End(process, mark);
        }
    }

    /// <summary>Ends the program without waiting for it to come to its end: it hangs.</summary>
    public void Kill()
    {
        ending.Cancel();
        ProcessTree.End(process, mark);
        Dispose();
    }

    private static void Pump(string name, ThreadStart work) => new Thread(() =>
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // The other end has gone, or the program is being ended.
        }
    })
    {
        IsBackground = true,
        Name = name,
    }.Start();

    private void WriteInput()
    {
        using var stream = process.StandardInput.BaseStream;
        try
        {
            foreach (var line in input.GetConsumingEnumerable(ending.Token))
            {
                stream.Write(line);
                if (input.Count == 0)
                {
                    stream.Flush();
                }
            }
        }
        catch (IOException)
        {
            RefusesInput = true;
        }
    }

    private void ReadOutput()
    {
        var lines = new LineSplitter(MaxLineBytes);
        var buffer = new byte[1 << 16];
        var stream = process.StandardOutput.BaseStream;
        try
        {
            int read;
            while ((read = stream.Read(buffer)) > 0)
            {
                if (!lines.Add(buffer.AsSpan(0, read), Keep))
                {
                    output.Add(new OutputEvent.TooLong(), ending.Token);
                    return;
                }
            }
        }
        catch (IOException)
        {
            // Closed all the same.
        }

        output.Add(new OutputEvent.Closed(lines.Rest), ending.Token);
    }

    /// <summary>Keeps a line until it is taken; a program that floods waits in its pipe meanwhile.</summary>
    private void Keep(byte[] line)
    {
        while (Interlocked.Read(ref bytesAhead) is > 0 and var ahead && ahead + line.Length > MaxBytesAhead)
        {
            ending.Token.WaitHandle.WaitOne(1);
            ending.Token.ThrowIfCancellationRequested();
        }

        Interlocked.Add(ref bytesAhead, line.Length);
        output.Add(new OutputEvent.Line(line), ending.Token);
    }

    private void ReadError()
    {
        var buffer = new byte[1 << 14];
        var stream = process.StandardError.BaseStream;
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            lock (stderr)
            {
                stderr.Append(Encoding.UTF8.GetString(buffer, 0, read));
                if (stderr.Length > StderrTail)
                {
                    stderr.Remove(0, stderr.Length - StderrTail);
                }
            }
        }
    }
}

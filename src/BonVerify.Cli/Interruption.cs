using System.Runtime.InteropServices;

namespace BonVerify.Cli;

/// <summary>
/// SIGINT and SIGTERM: the first one asks the running command to stop and report what it has, and ends the process if it does not do
/// so within two seconds; a second one ends the process at once, as usual.
/// </summary>
internal sealed class Interruption : IDisposable
{
    /// <summary>How long a step of a command may go on after the signal; the command then reports what it had before.</summary>
    public static readonly TimeSpan StepGrace = TimeSpan.FromSeconds(0.6);

    /// <summary>How long a command may go on after the signal.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.7);

    /// <summary>And one that is writing its report, on a machine with more to do than it can.</summary>
    private static readonly TimeSpan ReportGrace = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    public Interruption() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, Cli.ExitCode.Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, Cli.ExitCode.Terminated)),
    ];

    public CancellationToken Token => source.Token;

    /// <summary>The exit code of the signal that came, or null.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>Whether the command is about to write its report, in the middle of which it is not left behind.</summary>
    public bool IsReporting { get; set; }

    /// <summary>Runs a command on a thread of its own; one that does not stop when it is asked to is left behind.</summary>
    /// <returns>Its exit code, or that of the signal.</returns>
    public int Run(Func<int> command)
    {
        var code = 0;
        if (Worker.Finishes(() => code = command(), elapsed => elapsed < (IsReporting ? ReportGrace : Grace), Token))
        {
            return code;
        }

        Console.Error.WriteLine("bonverify: interrupted in the middle of a computation; what it was for is not reported.");
        return ExitCode!.Value;
    }

    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }

    private void Handle(PosixSignalContext context, int exitCode)
    {
        if (ExitCode is null)
        {
            context.Cancel = true;
            ExitCode = exitCode;
            source.Cancel();
        }
    }
}

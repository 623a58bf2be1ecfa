using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace BonVerify.Cli;

/// <summary>
/// Work on a thread of its own, which can be left behind: an exact computation cannot be stopped in its middle, but whoever waits for
/// it can go on without it. The thread ends with the process.
/// </summary>
internal static class Worker
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    // Nothing here recurses deeply; what a user's claim does is not known.
    private const int StackBytes = 1 << 24;

    /// <summary>Runs work to its end, or, once it is cancelled, for so long more as it may take to notice.</summary>
    /// <param name="work">The work.</param>
    /// <param name="mayGoOn">Whether it may go on so long after it was asked to stop.</param>
    /// <param name="cancellation">Asks it to stop.</param>
    /// <returns>Whether the work has come to its end; else it goes on and nobody waits for it.</returns>
    public static bool Finishes(Action work, Func<TimeSpan, bool> mayGoOn, CancellationToken cancellation)
    {
        ExceptionDispatchInfo? failure = null;

        // Not disposed of: work that is left behind may end at any time.
        var done = new ManualResetEventSlim();
        new Thread(
            () =>
            {
                try
                {
                    work();
                }
#pragma warning disable CA1031 // Handed over to the thread that waits.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }

                done.Set();
            },
            StackBytes)
        {
            IsBackground = true,
        }.Start();
        _ = WaitHandle.WaitAny([done.WaitHandle, cancellation.WaitHandle]);
        var clock = Stopwatch.StartNew();
        while (!done.Wait(Poll, CancellationToken.None))
        {
            if (!mayGoOn(clock.Elapsed))
            {
                return false;
            }
        }

        failure?.Throw();
        return true;
    }
}

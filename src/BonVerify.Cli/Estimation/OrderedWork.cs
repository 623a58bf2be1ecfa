using System.Runtime.ExceptionServices;

namespace BonVerify.Cli.Estimation;

/// <summary>Work that many threads do and whose results come in its order, a few pieces ahead of whoever takes them.</summary>
internal static class OrderedWork
{
    private const int AheadPerJob = 3;

    /// <summary>The results in order. When the work cannot be listed to its end, what was listed is done first.</summary>
    public static IEnumerable<T> Run<T>(IEnumerable<Func<T>> work, int jobs)
    {
        var pending = new Queue<Task<T>>();
        using var pieces = work.GetEnumerator();
        ExceptionDispatchInfo? failure;
        while (Next(pieces, out failure))
        {
            pending.Enqueue(Task.Run(pieces.Current));
            if (pending.Count >= AheadPerJob * jobs || pending.Peek().IsCompleted)
            {
                yield return pending.Dequeue().GetAwaiter().GetResult();
            }
        }

        while (pending.TryDequeue(out var task))
        {
            yield return task.GetAwaiter().GetResult();
        }

        failure?.Throw();
    }

    private static bool Next<T>(IEnumerator<T> pieces, out ExceptionDispatchInfo? failure)
    {
        failure = null;
        try
        {
            return pieces.MoveNext();
        }
        catch (Exception e) when (e is InputException or InvalidDataException or IOException or OperationCanceledException)
        {
            failure = ExceptionDispatchInfo.Capture(e);
            return false;
        }
    }
}

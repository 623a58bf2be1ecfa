namespace BonVerify.Cli.Estimation;

/// <summary>Work that many threads do and whose results come in its order, a few pieces ahead of whoever takes them.</summary>
internal static class OrderedWork
{
    private const int AheadPerJob = 3;

    public static IEnumerable<T> Run<T>(IEnumerable<Func<T>> work, int jobs)
    {
        var pending = new Queue<Task<T>>();
        foreach (var piece in work)
        {
            pending.Enqueue(Task.Run(piece));
            if (pending.Count >= AheadPerJob * jobs || pending.Peek().IsCompleted)
            {
                yield return pending.Dequeue().GetAwaiter().GetResult();
            }
        }

        while (pending.TryDequeue(out var task))
        {
            yield return task.GetAwaiter().GetResult();
        }
    }
}

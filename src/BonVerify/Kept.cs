using System.Collections.Concurrent;

namespace BonVerify;

/// <summary>Values that are found once and kept, so many at most: beyond that it begins anew. Safe for use by many threads.</summary>
internal sealed class Kept<TKey, TValue>(int most)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> known = new();

    /// <summary>The value of a key. Two threads that ask at once may both find it, and get the same.</summary>
    public TValue At(TKey key, Func<TKey, TValue> find)
    {
        if (known.TryGetValue(key, out var value))
        {
            return value;
        }

        if (known.Count >= most)
        {
            known.Clear();
        }

        return known.GetOrAdd(key, find);
    }
}

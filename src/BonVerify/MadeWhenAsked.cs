using System.Collections;

namespace BonVerify;

/// <summary>
/// A list whose items are made when they are asked for, each time anew. Of a hundred thousand numbers that are written one after another none is kept:
/// the runtime would move all of them each time it looks for memory.
/// </summary>
internal sealed class MadeWhenAsked<T>(int count, Func<int, T> make) : IReadOnlyList<T>
{
    public int Count => count;

    public T this[int index] => make(Preconditions.Within(index, 0, count - 1));

    public IEnumerator<T> GetEnumerator() => Enumerable.Range(0, count).Select(make).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

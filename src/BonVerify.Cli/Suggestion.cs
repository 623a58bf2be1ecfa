namespace BonVerify.Cli;

/// <summary>"Did you mean": the known word that is nearest to a mistyped one.</summary>
internal static class Suggestion
{
    /// <summary>A remark in brackets with a blank before it, or nothing where no word is near.</summary>
    /// <param name="word">What was typed.</param>
    /// <param name="known">The words there are, or what has them as its text.</param>
    public static string For(string word, IEnumerable<object> known)
    {
        // One slip in three characters is a slip; more is another word.
        var (nearest, distance) = known.Select(static each => each.ToString()!).Select(each => (each, Distance(word, each))).DefaultIfEmpty(("", int.MaxValue)).MinBy(static each => each.Item2);
        return distance <= Math.Max(1, word.Length / 3) ? $" (did you mean {nearest}?)" : "";
    }

    /// <summary>How many characters have to be added, left out or changed, or exchanged with their neighbours.</summary>
    private static int Distance(string a, string b)
    {
        var (before, last, row) = (new int[b.Length + 1], new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray());
        for (var i = 1; i <= a.Length; i++)
        {
            (before, last, row) = (last, row, before);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }
        }

        return row[b.Length];
    }
}

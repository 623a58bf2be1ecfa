using System.Globalization;

namespace BonVerify.Tests.Support;

/// <summary>Many generated cases on all cores; a failure names one case, whatever the number of threads.</summary>
internal static class Campaign
{
    /// <summary>Checks so many cases at effort 1; each case makes its input from its index alone.</summary>
    /// <param name="count">Cases at effort 1.</param>
    /// <param name="check">Throws when the case of this index fails.</param>
    public static void Run(int count, Action<int> check)
    {
        var (first, failure) = (int.MaxValue, default(Exception));
        var gate = new object();
        Parallel.For(0, Effort.Cases(count), index =>
        {
            if (index > Volatile.Read(ref first))
            {
                return;
            }

            try
            {
                check(index);
            }
            catch (Exception exception)
            {
                lock (gate)
                {
                    (first, failure) = index < first ? (index, exception) : (first, failure);
                }
            }
        });
        Assert.True(failure is null, string.Create(CultureInfo.InvariantCulture, $"case {first}: {failure?.Message}"));
    }
}

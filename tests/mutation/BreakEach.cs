namespace BonVerify.Tests;

/// <summary>
/// Runs tests with one error term broken after the other, all in one process; the script errors puts this beside the tests, in a copy.
/// </summary>
public class BreakEach
{
    [Fact]
    public void All()
    {
        // Each line: the number of a break, and the classes whose tests may notice it.
        var breaks = File.ReadLines(Environment.GetEnvironmentVariable("BONVERIFY_BREAKS")!).Select(static line => line.Split(' ')).ToArray();
        using var report = new StreamWriter(Environment.GetEnvironmentVariable("BONVERIFY_BREAKS") + ".report") { AutoFlush = true };

        // First the whole library: what it keeps is then right, and the quickest tests are known. At the end again.
        var tests = breaks.SelectMany(static line => line[1..]).Distinct().ToDictionary(static name => name, static name => EachTest.In(name).ToArray());
        var order = tests.ToDictionary(static pair => pair.Key, static pair => pair.Value.OrderBy(Time).ToArray());
        foreach (var line in breaks)
        {
            Broken.Number = int.Parse(line[0], System.Globalization.CultureInfo.InvariantCulture);
            var noticed = line[1..].SelectMany(name => order[name]).FirstOrDefault(static test => !Passes(test));
            Broken.Number = 0;
            report.WriteLine($"{line[0]}\t{noticed?.Name}");
        }

        Assert.All(order.Values.SelectMany(static some => some), static test => Assert.True(Passes(test), $"{test.Name} fails at the end"));
    }

    private static TimeSpan Time(EachTest test)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        test.Run();
        return watch.Elapsed;
    }

    // A test that never ends has noticed as well.
    private static bool Passes(EachTest test) => test.Passes(TimeSpan.FromMinutes(3)) == true;
}

using System.Reflection;
using Xunit.Sdk;

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
        var tests = breaks.SelectMany(static line => line[1..]).Distinct().ToDictionary(static name => name, static name => Tests(name).ToArray());
        var order = tests.ToDictionary(static pair => pair.Key, static pair => pair.Value.OrderBy(static test => Time(test)).ToArray());
        foreach (var line in breaks)
        {
            Broken.Number = int.Parse(line[0], System.Globalization.CultureInfo.InvariantCulture);
            var noticed = line[1..].SelectMany(name => order[name]).FirstOrDefault(static test => !Passes(test));
            Broken.Number = 0;
            report.WriteLine($"{line[0]}\t{noticed.Name}");
        }

        Assert.All(order.Values.SelectMany(static some => some), static test => Assert.True(Passes(test), $"{test.Name} fails at the end"));
    }

    private static IEnumerable<(string Name, Action Run)> Tests(string start) =>
        from type in typeof(BreakEach).Assembly.GetTypes()
        where type.IsClass && !type.IsAbstract && (type.FullName! + ".").Contains($".{start}.", StringComparison.Ordinal)
        from method in type.GetMethods()
        where method.GetCustomAttribute<FactAttribute>() is { Skip: null }
        from arguments in method.GetCustomAttributes<DataAttribute>().Any()
            ? method.GetCustomAttributes<DataAttribute>().SelectMany(data => data.GetData(method))
            : [[]]
        select ($"{type.FullName!["BonVerify.Tests.".Length..]}.{method.Name}({string.Join(", ", arguments)})", (Action)(() => Invoke(type, method, arguments)));

    private static void Invoke(Type type, MethodInfo method, object[] arguments)
    {
        var parameters = method.GetParameters();
        var all = parameters.Select((parameter, i) => i < arguments.Length ? arguments[i] : parameter.DefaultValue).ToArray();
        using var instance = new Instance(Activator.CreateInstance(type)!);
        method.Invoke(instance.Value, all);
    }

    private static TimeSpan Time((string Name, Action Run) test)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        test.Run();
        return watch.Elapsed;
    }

    // A test that never ends has noticed as well.
    private static bool Passes((string Name, Action Run) test)
    {
        var run = Task.Factory.StartNew(test.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return run.Wait(TimeSpan.FromMinutes(3));
        }
        catch (AggregateException)
        {
            return false;
        }
    }

    private sealed record Instance(object Value) : IDisposable
    {
        public void Dispose() => (Value as IDisposable)?.Dispose();
    }
}

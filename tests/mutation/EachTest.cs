using System.Reflection;
using Xunit.Sdk;

namespace BonVerify.Tests;

/// <summary>One test of this assembly, a fact or one row of a theory, that runs without a test platform.</summary>
/// <param name="Type">The class of the test.</param>
/// <param name="Method">The method.</param>
/// <param name="Row">Which row of its data; 0 for a fact.</param>
public sealed record EachTest(Type Type, MethodInfo Method, int Row)
{
    private static readonly Dictionary<MethodInfo, object[][]> rows = [];

    /// <summary>Names the test by class, method and row, without a blank.</summary>
    public string Name => $"{Type.FullName!["BonVerify.Tests.".Length..]}.{Method.Name}#{Row}";

    /// <summary>All tests whose class lies in a namespace of this name, or is the class; of the empty name all. Tests that wait for something else are left out.</summary>
    public static IEnumerable<EachTest> In(string start) =>
        from type in typeof(EachTest).Assembly.GetTypes()
        where type.IsClass && !type.IsAbstract && (start.Length == 0 || $"{type.FullName}.".StartsWith($"BonVerify.Tests.{start}.", StringComparison.Ordinal))
        from method in type.GetMethods()
        where method.GetCustomAttribute<FactAttribute>() is { Skip: null } && method.ReturnType == typeof(void)
        from row in Enumerable.Range(0, Rows(method).Length)
        select new EachTest(type, method, row);

    /// <summary>The test of a name that <see cref="Name"/> gave. Its data are made when it runs.</summary>
    public static EachTest Named(string name)
    {
        var (member, row) = (name[..name.IndexOf('#', StringComparison.Ordinal)], name[(name.IndexOf('#', StringComparison.Ordinal) + 1)..]);
        var dot = member.LastIndexOf('.');
        var type = typeof(EachTest).Assembly.GetType("BonVerify.Tests." + member[..dot], throwOnError: true)!;
        return new(type, type.GetMethod(member[(dot + 1)..])!, int.Parse(row, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Runs the test.</summary>
    /// <exception cref="TargetInvocationException">It failed.</exception>
    public void Run()
    {
        var arguments = Rows(Method)[Row];
        var all = Method.GetParameters().Select((parameter, i) => i < arguments.Length ? arguments[i] : parameter.DefaultValue).ToArray();
        var instance = Activator.CreateInstance(Type)!;
        try
        {
            Method.Invoke(instance, all);
        }
        finally
        {
            (instance as IDisposable)?.Dispose();
        }
    }

    /// <summary>Whether the test passes; <see langword="null"/> where it does not end in time.</summary>
    public bool? Passes(TimeSpan limit)
    {
        var run = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return run.Wait(limit) ? true : null;
        }
        catch (AggregateException)
        {
            return false;
        }
    }

    private static object[][] Rows(MethodInfo method)
    {
        if (!rows.TryGetValue(method, out var data))
        {
            var sources = method.GetCustomAttributes<DataAttribute>().ToArray();
            data = sources.Length == 0 ? [[]] : [.. sources.SelectMany(source => source.GetData(method))];
            rows[method] = data;
        }

        return data;
    }
}

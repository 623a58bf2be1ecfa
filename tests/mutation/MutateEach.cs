using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace BonVerify.Tests;

/// <summary>
/// Runs tests with one mutant after the other, all in one process, as the script run asks by lines; the script puts this beside the tests, in a copy.
/// </summary>
internal static class MutateEach
{
    private static readonly StreamWriter answers = new(Console.OpenStandardOutput()) { AutoFlush = true };
    private static readonly Type control = Assembly.Load("BonVerify").GetTypes().Single(static type => type.Name == "MutantControl");
    private static readonly FieldInfo active = control.GetField("ActiveMutant")!;
    private static readonly FieldInfo capture = control.GetField("CaptureCoverage")!;
    private static readonly FieldInfo reached = control.GetField("Reached")!;

    private static readonly HashSet<string> prepared = [];

    // Stryker takes this number for "none"; a smaller one makes it look into the environment.
    private const int None = -1;

    private static int Main(string[] arguments)
    {
        if (arguments is [var library, var to, var cecil])
        {
            Quicken.Library(library, to, cecil);
            return 0;
        }

        Run();
        return 0;
    }

    private static void Run()
    {
        Console.SetOut(TextWriter.Null);
        active.SetValue(null, None);
        while (Console.In.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            var goOn = words[0] switch
            {
                "list" => List(),
                "time" => Time(words[1..]),
                "reach" => Reach(words[1..]),
                "first" => Mutate(int.Parse(words[1], CultureInfo.InvariantCulture), words[2..], static _ => { }),
                _ => Mutate(int.Parse(words[1], CultureInfo.InvariantCulture), words[2..], Prepare),
            };
            if (!goOn)
            {
                // What still runs would not end.
                Environment.Exit(3);
            }
        }
    }

    private static bool List()
    {
        answers.WriteLine(string.Join(' ', EachTest.In("").Select(static test => test.Name)));
        return true;
    }

    // Milliseconds of every test. A test that fails without any mutant is no use, and none may.
    private static bool Time(string[] names)
    {
        foreach (var test in names.Select(EachTest.Named))
        {
            var watch = Stopwatch.StartNew();
            var passes = test.Passes(TimeSpan.FromMinutes(5));
            answers.WriteLine($"{test.Name} {(passes == true ? watch.ElapsedMilliseconds : "failed")}");
        }

        answers.WriteLine();
        return true;
    }

    // The mutants that each test reaches.
    private static bool Reach(string[] names)
    {
        foreach (var test in names.Select(EachTest.Named))
        {
            var marks = new byte[1 << 16];
            reached.SetValue(null, marks);
            capture.SetValue(null, true);
            var passes = test.Passes(TimeSpan.FromMinutes(5));
            capture.SetValue(null, false);
            var numbers = Enumerable.Range(0, marks.Length).Where(number => marks[number] != 0);
            answers.WriteLine($"{test.Name} {(passes == true ? string.Join(' ', numbers) : "failed")}");
        }

        answers.WriteLine();
        return true;
    }

    // Each word: the most milliseconds, a colon, and the test.
    private static bool Mutate(int mutant, string[] tests, Action<EachTest> prepare)
    {
        foreach (var word in tests)
        {
            var colon = word.IndexOf(':', StringComparison.Ordinal);
            var limit = TimeSpan.FromMilliseconds(int.Parse(word[..colon], CultureInfo.InvariantCulture));
            var test = EachTest.Named(word[(colon + 1)..]);
            prepare(test);
            active.SetValue(null, mutant);
            var passes = test.Passes(limit);
            active.SetValue(null, None);
            if (passes == true)
            {
                continue;
            }

            // What the library keeps may have been made by an earlier mutant, and then this one is not to blame.
            var told = passes is null ? "slow" : test.Passes(limit + limit) == true ? "killed" : "spoilt";
            answers.WriteLine($"{told} {test.Name}");
            return told == "killed";
        }

        answers.WriteLine("survived");
        return true;
    }

    // What a test and the library keep is made without any mutant.
    private static void Prepare(EachTest test)
    {
        if (prepared.Add(test.Name))
        {
            _ = test.Passes(TimeSpan.FromMinutes(5));
        }
    }
}

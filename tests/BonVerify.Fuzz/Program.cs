using System.Diagnostics;
using System.Text;
using BonVerify.Fuzz.Targets;
using SharpFuzz;

// Without arguments, the targets. "seeds TARGET FOLDER" writes the seeds of one, "pieces FILE" a dictionary for the fuzzer, "replay TARGET FILE…" reads files
// and says how long each took; "run TARGET" is what the fuzzer starts.
switch (args)
{
    case []:
        foreach (var target in FuzzTargets.All)
        {
            Console.WriteLine(target.Name);
        }

        return 0;
    case ["pieces", var path]:
        File.WriteAllLines(path, FuzzTargets.Pieces.Select(static piece => $"\"{string.Concat(Encoding.UTF8.GetBytes(piece).Select(Escaped))}\""));
        return 0;
    case ["seeds", var name, var folder] when FuzzTargets.Find(name) is { } target:
        Directory.CreateDirectory(folder);
        foreach (var (seed, i) in target.Seeds().Select(static (seed, i) => (seed, i)))
        {
            File.WriteAllText(Path.Combine(folder, FormattableString.Invariant($"seed{i}")), seed);
        }

        return 0;
    case ["replay", var name, .. var files] when FuzzTargets.Find(name) is { } target:
        foreach (var file in files)
        {
            var clock = Stopwatch.StartNew();
            target.Read(File.ReadAllBytes(file));
            Console.WriteLine(FormattableString.Invariant($"{file}: {clock.Elapsed.TotalMilliseconds:0} ms"));
        }

        return 0;
    case ["run", var name] when FuzzTargets.Find(name) is { } target:
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            target.Read(bytes.ToArray());
        });
        return 0;
    default:
        Console.Error.WriteLine("no such target; without arguments, the targets are named");
        return 2;
}

static string Escaped(byte octet) => octet is >= 0x20 and < 0x7f and not ((byte)'"' or (byte)'\\') ? ((char)octet).ToString() : FormattableString.Invariant($"\\x{octet:x2}");

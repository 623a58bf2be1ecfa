using System.Globalization;
using System.Text;
using System.Text.Json;
using BonVerify.Fuzz.Targets;

namespace BonVerify.Cli.Tests;

/// <summary>
/// Every reader is given mutated texts, the same ones every time: it reads them, or refuses them with the exception that it documents.
/// BONVERIFY_EFFORT multiplies how many.
/// </summary>
public sealed class FuzzTest
{
    private const int Times = 1500;

    private static readonly int Effort =
        int.TryParse(Environment.GetEnvironmentVariable("BONVERIFY_EFFORT"), NumberStyles.None, CultureInfo.InvariantCulture, out var effort) ? effort : 1;

    public static TheoryData<string> Names { get; } = [.. FuzzTargets.All.Select(static target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void MutatedTexts_AreReadOrRefused(string name)
    {
        var target = FuzzTargets.Find(name)!;
        Fuzz(target.Seeds(), text => target.Read(Encoding.UTF8.GetBytes(text)), Times / target.Cost);
    }

    /// <summary>What a fuzzer has found, by the names of targets: it is read or refused for ever after.</summary>
    [Fact]
    public void Finds_AreReadOrRefused()
    {
        var finds = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "finds"), "*", SearchOption.AllDirectories);
        Assert.NotEmpty(finds);
        Assert.All(finds, static path => FuzzTargets.Find(Path.GetFileName(Path.GetDirectoryName(path)!))!.Read(File.ReadAllBytes(path)));
    }

    private static void Fuzz(IEnumerable<string> seeds, Action<string> read, int times)
    {
        var texts = seeds.ToArray();
        var random = new Random(20240103);
        for (var i = 0; i < times * Effort; i++)
        {
            var text = Mutated(texts, random);
            try
            {
                read(text);
            }
#pragma warning disable CA1031 // Whatever it is, the text that does it is the finding.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Assert.Fail($"{e.GetType().Name} {e.Message} for {JsonSerializer.Serialize(text)}\n{e.StackTrace}");
            }
        }
    }

    /// <summary>A seed with one to four pieces removed, doubled, replaced or spliced in.</summary>
    private static string Mutated(string[] seeds, Random random)
    {
        var text = new StringBuilder(seeds[random.Next(seeds.Length)]);
        for (var steps = random.Next(1, 5); steps > 0 && text.Length > 0; steps--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(text.Length - at, random.Next(1, 12));
            switch (random.Next(6))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, text.ToString(at, length));
                    break;
                case 2:
                    text.Insert(at, FuzzTargets.Pieces[random.Next(FuzzTargets.Pieces.Count)]);
                    break;
                case 3:
                    text.Remove(at, length).Insert(at, FuzzTargets.Pieces[random.Next(FuzzTargets.Pieces.Count)]);
                    break;
                case 4:
                    text[at] = (char)random.Next(1, 128);
                    break;
                default:
                    var other = seeds[random.Next(seeds.Length)];
                    var from = random.Next(other.Length);
                    text.Insert(at, other.AsSpan(from, Math.Min(other.Length - from, random.Next(1, 40))));
                    break;
            }
        }

        return text.ToString();
    }
}
